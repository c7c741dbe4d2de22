// Tries secrets that everybody knows, or a word list of one's own, on the state's token. Loaded when somebody asks for it.
import { findPublishedSecret } from '../../core/diagnostics/keys/known/find-published-secret.ts'
import { derive } from '../state/derived.ts'
import type { KnownSecret } from '../state/viewpoint.ts'
import { currentJws } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'

/** What the token verifies with, or undefined. `words` are lines of a word list, tried after the secrets that are known here. */
export async function findKnownSecret(state: State, words: readonly string[], signal: AbortSignal): Promise<KnownSecret | undefined> {
  const { token } = derive(state).inspection
  const jws = currentJws(state)
  if (!token || !jws) return undefined
  const found = await findPublishedSecret(jws, { more: words, signal })
  return found && { of: token.compact, where: found.where }
}
