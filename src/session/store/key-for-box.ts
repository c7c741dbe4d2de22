// Moves a kept key to the key box, and a new one to the keyring.
import type { Algorithm } from '../../core/algorithms/algorithms.ts'
import type { KeyMaterial, SecretEncoding } from '../../core/keys/key-material.ts'
import { exportJwk, type KeyPart } from '../../core/keys/make/export-key.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import type { Keyring } from '../keyring.ts'
import type { GivenKey } from '../state/state.ts'
import type { Store } from './store.ts'

/** A key, or its public half, as text for the key box. A secret is base64url text if the token uses a secret, otherwise a JWK. */
export function boxKey(key: KeyMaterial, part: KeyPart, takesSecret: boolean): GivenKey {
  const plain = key.kind === 'secret' && takesSecret && key.bits > 0
  const text = plain ? (key.jwk.k ?? '') : JSON.stringify(exportJwk(key, part), null, 2)
  const secretEncoding: SecretEncoding = 'base64url'
  return { text, origin: { from: 'keyring' }, ...(plain && { secretEncoding }) }
}

/** Puts a key, or its public half, into the key box. */
export function putIntoBox(store: Store, key: KeyMaterial, part: KeyPart, takesSecret: boolean): void {
  store.dispatch({ type: 'use-key', key: boxKey(key, part, takesSecret) })
}

/** Generates a key for an algorithm, keeps it, and puts it into the key box. Resolves with the name it is kept under. */
export async function generateForBox(
  store: Store,
  keyring: Keyring,
  algorithm: Algorithm,
  kid: string | undefined,
): Promise<string | undefined> {
  const key = await generateKey(algorithm.name, { kid })
  if (!key) return undefined
  keyring.dispatch({ type: 'keep', name: `${algorithm.name} key`, key, origin: 'generated' })
  putIntoBox(store, key, 'whole', algorithm.kty === 'oct')
  return keyring.getSnapshot().keys[0]?.name
}
