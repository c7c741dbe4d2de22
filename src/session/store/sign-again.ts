// Signs the current token again on request, or says what is needed if the key is missing.
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import type { Token } from '../../core/token/token.ts'
import { rememberSigned } from './signed-with.ts'
import type { Store } from './store.ts'

/** True if a required signature was never made, so that the button says "Sign" and not "Sign again". */
export function isUnsignedToken({ object, header, segments }: Token): boolean {
  if (object) return object.kind === 'jws' && header.alg !== 'none' && object.signatures.every(({ signature }) => signature.text === '')
  return segments.length === 2 && header.alg !== undefined && header.alg !== 'none'
}

/**
 * Signs the token; of several signatures, those for which a key at hand is certainly the right one. Resolves with a sentence that says why
 * not, or what wasn't signed, or with undefined once it is signed or if something else was typed meanwhile. `askForKey` is called if
 * another key is needed.
 */
export async function signAgain(store: Store, askForKey: () => void = () => {}): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const { sign, isJsonJws } = await import('../answers/check.ts')
  if (isJsonJws(state)) {
    const left = await (await import('./signatures.ts')).signSignatures(store)
    if (store.getSnapshot().state !== state) rememberSigned(state.key)
    return left
  }
  const made = await sign(state)
  if (store.getSnapshot().state !== state) return undefined
  if (!made) return 'There is no signed token here to sign again.'
  if (!made.signature) {
    askForKey()
    return neededInWords('sign', made.problem)
  }
  rememberSigned(state.key)
  store.dispatch({ type: 'sign', signature: made.signature })
  return undefined
}
