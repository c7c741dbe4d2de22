// Case-insensitive text search in one pass, even where both texts are repetitive (Knuth, Morris and Pratt).
import type { Span } from '../../core/text/span.ts'

/** The text in lower case, with the same length and offsets. */
export function withoutCase(text: string): string {
  // The only letter that gets longer in lower case, and the only one with two lowercase forms.
  return text.replaceAll('\u0130', 'i').toLowerCase().replaceAll('ς', 'σ')
}

/** The matches from left to right, without overlaps, at most `most`. Both texts are `withoutCase`. */
export function findAll(text: string, wanted: string, most: number): Span[] {
  const found: Span[] = []
  if (wanted === '') return found
  const back = fallbacks(wanted)
  let matched = 0
  for (let at = 0; at < text.length && found.length < most; at++) {
    const c = text.charCodeAt(at)
    while (matched > 0 && wanted.charCodeAt(matched) !== c) matched = back[matched - 1] ?? 0
    if (wanted.charCodeAt(matched) === c) matched++
    if (matched < wanted.length) continue
    found.push({ from: at + 1 - wanted.length, to: at + 1 })
    matched = 0
  }
  return found
}

/** For each prefix of a text, how much of its end is a prefix, too. */
function fallbacks(text: string): number[] {
  const back = [0]
  let matched = 0
  for (let at = 1; at < text.length; at++) {
    while (matched > 0 && text.charCodeAt(matched) !== text.charCodeAt(at)) matched = back[matched - 1] ?? 0
    if (text.charCodeAt(matched) === text.charCodeAt(at)) matched++
    back.push(matched)
  }
  return back
}
