// Encrypts the current content of a JWE into a new token on request, or says what is needed if the key is missing.
import { neededInFull } from '../../core/keys/problem-in-words.ts'
import type { Store } from './store.ts'

/** Resolves with a sentence that says why not, or with undefined once it is encrypted or if something else was typed meanwhile. */
export async function encryptAgain(store: Store): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const { encrypt } = await import('../answers/check.ts')
  const made = await encrypt(state)
  if (store.getSnapshot().state !== state) return undefined
  if (!made) return 'There is no content here to encrypt again.'
  if (made.problem) return neededInFull('encrypt', made.problem)
  store.dispatch({ type: 'encrypted', compact: made.compact })
  return undefined
}
