// The characters of the token that an edit elsewhere has changed, to be pointed out once.
import type { Span } from '../../core/text/span.ts'

/** A token larger than this is not compared character by character. */
const MOST_COMPARED = 200_000

/** Where `now` differs from `before`: one stretch of `now`; undefined where they are equal, or share neither beginning nor end. */
export function changedSpan(before: string, now: string): Span | undefined {
  if (before === now || before === '' || now.length > MOST_COMPARED) return undefined
  const shorter = Math.min(before.length, now.length)
  let from = 0
  while (from < shorter && before.charCodeAt(from) === now.charCodeAt(from)) from++
  let end = 0
  while (end < shorter - from && before.charCodeAt(before.length - 1 - end) === now.charCodeAt(now.length - 1 - end)) end++
  const to = now.length - end
  return (from === 0 && end === 0) || to <= from ? undefined : { from, to }
}
