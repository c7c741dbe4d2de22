// Signs the current token again, on request; says what it needs if the key is missing.
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import type { Token } from '../../core/token/token.ts'
import { rememberSigned } from './signed-with.ts'
import type { Store } from './store.ts'

/** A signature is due and was never made: signing is then the first time, not again. */
export function isUnsignedToken({ object, header, segments }: Token): boolean {
  if (object) return object.kind === 'jws' && header.alg !== 'none' && object.signatures.every(({ signature }) => signature.text === '')
  return segments.length === 2 && header.alg !== undefined && header.alg !== 'none'
}

/**
 * Signs the token; of several signatures each that a key at hand is certainly the one of. Resolves with the sentence that says why not, or
 * what was left; with undefined once it is signed, or where something else was typed meanwhile. `askForKey` is called where another key is
 * needed.
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
