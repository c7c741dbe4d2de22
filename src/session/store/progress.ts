// Describes the progress of the current check, and decides which check may be shown meanwhile.
import { verified } from '../../core/crypto/verification.ts'
import type { Check } from '../answers/check.ts'

export type Progress =
  /** Nothing is on the page yet. */
  | { readonly at: 'waiting' }
  /**
   * A check is running, or input is waiting to be taken up. `check` belongs to this state, and only its causes or that input are missing;
   * `last` belongs to an earlier state.
   */
  | { readonly at: 'checking'; readonly check: Check | undefined; readonly last: Check | undefined }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'done'; readonly check: Check }

/** The code of the check didn't load, or it threw because of our own bug. Either may succeed on another try. */
export type Failure = 'not-loaded' | 'broken'

/** The check of exactly the state that is shown. */
export function currentCheck(progress: Progress): Check | undefined {
  return progress.at === 'done' || progress.at === 'checking' ? progress.check : undefined
}

/** The check that the page shows: the current one, or the previous one until that is done, so that nothing flickers while the reader types. */
export function shownCheck(progress: Progress): Check | undefined {
  return currentCheck(progress) ?? (progress.at === 'checking' ? progress.last : undefined)
}

/** The check that the verdict may be about: the shown one, unless it is an old one with good news, since unchecked text never gets good news. */
export function spokenCheck(progress: Progress): Check | undefined {
  const shown = shownCheck(progress)
  if (!shown || shown === currentCheck(progress)) return shown
  return verified(shown.verification) || shown.decryption?.state === 'decrypted' ? undefined : shown
}
