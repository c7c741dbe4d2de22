// Puts a new signature on what the token says now, when asked to; says what it needs where it has no key for that.
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import type { Store } from './store.ts'

/**
 * Signs the token; of several signatures each that a key at hand is certainly the one of. Resolves with the sentence that says why not, or
 * what was left; with undefined once it is signed, or where something else was typed meanwhile. `askForKey` is called where another key is
 * needed.
 */
export async function signAgain(store: Store, askForKey: () => void = () => {}): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const { sign, isJsonJws } = await import('../answers/check.ts')
  if (isJsonJws(state)) return (await import('./signatures.ts')).signSignatures(store)
  const made = await sign(state)
  if (store.getSnapshot().state !== state) return undefined
  if (!made) return 'There is no signed token here to sign again.'
  if (!made.signature) {
    askForKey()
    return neededInWords('sign', made.problem)
  }
  store.dispatch({ type: 'sign', signature: made.signature })
  return undefined
}
