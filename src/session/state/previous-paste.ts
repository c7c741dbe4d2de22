// Finds the previous paste, so that it can be compared with the current one.
import { inspect } from '../../core/inspect.ts'
import { keepLatest } from '../../core/upkeep/keep.ts'
import type { Paste } from '../text/history.ts'
import { inspectPaste } from './opened-token.ts'
import type { State } from './state.ts'

/** The paste before the current one, if both contain a well-formed token and the tokens differ. */
export function previousPaste(state: State): Paste | undefined {
  const step = state.history.past.findLast(({ before }) => before.pasted.text !== state.pasted.text && before.pasted.text !== '')
  if (!step || step.before.pasted.text.length + state.pasted.text.length > MOST_COMPARED) return undefined
  const [before, now] = [kept(step.before.pasted), inspectPaste(state.pasted).token]
  return before?.wellFormed && now?.wellFormed && before.compact !== now.compact ? step.before.pasted : undefined
}

/** True if nothing has been done since the current text replaced an earlier one. */
export function isFreshPaste(state: State): boolean {
  const last = state.history.past.at(-1)
  return (
    last !== undefined &&
    last.typed === undefined &&
    last.before.pasted !== last.after.pasted &&
    last.after.pasted === state.pasted &&
    last.before.outer === last.after.outer &&
    state.text === state.pasted.text
  )
}

/** In characters. If two texts together are longer, a comparison isn't offered. */
const MOST_COMPARED = 1_000_000

const kept = keepLatest((paste: Paste) => inspect(paste.text, paste.index).token)
