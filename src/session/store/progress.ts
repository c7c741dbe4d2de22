// The progress of the current check, and which check may be shown meanwhile.
import { verified } from '../../core/crypto/verification.ts'
import type { Check } from '../answers/check.ts'

export type Progress =
  /** Nothing was put on the page yet. */
  | { readonly at: 'waiting' }
  /**
   * An answer is under way, or input waits to be taken up. `check` belongs to this very state, and only its causes or that input are
   * awaited; `last` belongs to an earlier one.
   */
  | { readonly at: 'checking'; readonly check: Check | undefined; readonly last: Check | undefined }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'done'; readonly check: Check }

/** The code that checks did not arrive, or it threw: our own bug. Both are worth another try. */
export type Failure = 'not-loaded' | 'broken'

/** The check of the state that is shown, and of no other. */
export function currentCheck(progress: Progress): Check | undefined {
  return progress.at === 'done' || progress.at === 'checking' ? progress.check : undefined
}

/** The check that the page shows: the current one, or the one before while that is awaited, so that nothing comes and goes as one types. */
export function shownCheck(progress: Progress): Check | undefined {
  return currentCheck(progress) ?? (progress.at === 'checking' ? progress.last : undefined)
}

/** The check that a verdict may speak of: the shown one, unless that was good news, since unchecked text never gets good news. */
export function spokenCheck(progress: Progress): Check | undefined {
  const shown = shownCheck(progress)
  if (!shown || shown === currentCheck(progress)) return shown
  return verified(shown.verification) || shown.decryption?.state === 'decrypted' ? undefined : shown
}
