// Makes the token that the dialog describes and opens it on the desk with its key.
import { kidFor, makeToken, type TokenPlan } from '../../core/make/make-token.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import { currentSeconds } from '../../platform/clock.ts'
import type { Keyring } from '../../session/keyring.ts'
import type { KeyTyped } from '../../session/react/use-key-reading.ts'
import type { GivenKey } from '../../session/state/state.ts'
import { instantAt } from '../../session/state/viewpoint.ts'
import { rememberSigned } from '../../session/store/signed-with.ts'
import { boxKey } from '../../session/store/key-for-box.ts'
import type { Store } from '../../session/store/store.ts'

export type KeySource =
  | { readonly from: 'new' }
  | { readonly from: 'kept'; readonly key: KeyMaterial }
  | { readonly from: 'pasted'; readonly key: KeyMaterial; readonly typed: KeyTyped }

type Made = { readonly compact: string; readonly said?: undefined } | { readonly compact?: undefined; readonly said: string }

/** Resolves with the token, or with a sentence that says why nothing was opened. A new key is also added to the keyring. */
export async function openNewToken(
  store: Store,
  keyring: Keyring,
  plan: Pick<TokenPlan, 'kind' | 'alg' | 'filled'>,
  source: KeySource,
): Promise<Made> {
  const key = source.from === 'new' ? await newKey(plan.alg) : source.key
  if (!key) return { said: `This browser could not generate a key for ${plan.alg}.` }
  store.flush()
  const now = instantAt(store.getSnapshot().viewpoint, currentSeconds())
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const made = await makeToken({ ...plan, key, now, random })
  if (made.problem) return { said: neededInWords('sign', made.problem) }
  if (source.from === 'new') keyring.dispatch({ type: 'keep', name: `${plan.alg} key`, key, origin: 'generated' })
  const given = givenKey(source, key)
  rememberSigned(given.text)
  store.dispatch({ type: 'load', text: made.compact, key: given })
  return { compact: made.compact }
}

async function newKey(alg: string): Promise<KeyMaterial | undefined> {
  const key = await generateKey(alg).catch(() => undefined)
  return key && { ...key, kid: kidFor(key) }
}

/** A pasted key goes into the key box exactly as pasted. */
function givenKey(source: KeySource, key: KeyMaterial): GivenKey {
  if (source.from !== 'pasted') return boxKey(key, 'whole', true)
  return { text: source.typed.text, origin: { from: 'typed' }, secretEncoding: source.typed.secretEncoding }
}
