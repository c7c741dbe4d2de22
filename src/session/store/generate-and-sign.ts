// Generates the key that a token's algorithm needs, puts it in the key box and its ID in the header, and signs, all at the press of one button.
import { algorithmByName } from '../../core/algorithms/algorithms.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import { headerForKey } from '../../core/make/header-for-key.ts'
import { kidFor } from '../../core/make/make-token.ts'
import { encodeBase64url, encodeText } from '../../core/text/base64url.ts'
import type { Keyring } from '../keyring.ts'
import { derive } from '../state/derived.ts'
import { reduce, type Action } from '../state/state.ts'
import { boxKey } from './key-for-box.ts'
import type { Store } from './store.ts'
import { rememberSigned } from './signed-with.ts'

/** Resolves with a sentence that says why not, or with undefined once it is signed or if something else was typed meanwhile. */
export async function generateAndSign(store: Store, keyring: Keyring): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const { token } = derive(state).inspection
  const algorithm = algorithmByName(token?.header.alg)
  if (!token || !algorithm) return 'There is no token here to sign.'
  const generated = await generateKey(algorithm.name).catch(() => undefined)
  if (!generated) return `This browser could not generate a key for ${algorithm.name}.`
  const key = { ...generated, kid: kidFor(generated) }
  const header = headerForKey(token.header.decoded.text, key)
  if (header === undefined) return 'The header isn’t a JSON object.'
  const useKey = { type: 'use-key', key: boxKey(key, 'whole', algorithm.kty === 'oct') } as const satisfies Action
  const named = { do: 'set-segment', part: 'header', segment: encodeText(header) } as const
  const { sign } = await import('../answers/check.ts')
  const signing = await sign(reduce(reduce(state, useKey), { type: 'repair', repairs: [named] }))
  if (store.getSnapshot().state !== state) return undefined
  if (!signing?.signature) return signing ? neededInWords('sign', signing.problem) : 'There is no signed token here to sign again.'
  keyring.dispatch({ type: 'keep', name: `${algorithm.name} key`, key, origin: 'generated' })
  rememberSigned(useKey.key.text)
  store.dispatch(useKey)
  const signature = { do: 'set-segment', part: 'signature', segment: encodeBase64url(signing.signature) } as const
  store.dispatch({ type: 'repair', repairs: [named, signature] })
  return undefined
}
