// Finds the characters of the token that an edit elsewhere has changed, so that they can be highlighted briefly.
import type { Span } from '../../core/text/span.ts'
import { commonEnds } from '../../core/text/difference.ts'

/** A token larger than this is not compared character by character. */
const MOST_COMPARED = 200_000

/** Where `now` differs from `before`: one stretch of `now`; undefined where they are equal, or share neither beginning nor end. */
export function changedSpan(before: string, now: string): Span | undefined {
  if (before === now || before === '' || now.length > MOST_COMPARED) return undefined
  const { start: from, end } = commonEnds(before, now)
  const to = now.length - end
  return (from === 0 && end === 0) || to <= from ? undefined : { from, to }
}
