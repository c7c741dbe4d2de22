// A kept key on its way into the key box, and a new one on its way into the keyring.
import type { Algorithm } from '../../core/algorithms/algorithms.ts'
import type { KeyMaterial, SecretEncoding } from '../../core/keys/key-material.ts'
import { exportJwk, type KeyPart } from '../../core/keys/make/export-key.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import type { Keyring } from '../../session/keyring.ts'
import type { Store } from '../../session/store/store.ts'

/** Puts a key, or its public half, into the key box. A secret goes as base64url text where the token takes one, else as a JWK. */
export function putIntoBox(store: Store, key: KeyMaterial, part: KeyPart, takesSecret: boolean): void {
  const plain = key.kind === 'secret' && takesSecret && key.bits > 0
  const text = plain ? (key.jwk.k ?? '') : JSON.stringify(exportJwk(key, part), null, 2)
  const secretEncoding: SecretEncoding = 'base64url'
  store.dispatch({ type: 'use-key', key: { text, origin: { from: 'keyring' }, ...(plain && { secretEncoding }) } })
}

/** Makes a key for an algorithm, keeps it, and puts it into the key box. Resolves with the name it is kept under. */
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
