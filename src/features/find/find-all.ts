// Finds a text in another one, whatever its case: in one pass, however the two repeat themselves (Knuth, Morris and Pratt).
import type { Span } from '../../core/text/span.ts'

/** As long as the text itself, offset by offset, without its case. */
export function withoutCase(text: string): string {
  // The only letter that is longer in lower case, and the only one that has two small forms.
  return text.replaceAll('\u0130', 'i').toLowerCase().replaceAll('ς', 'σ')
}

/** The matches from left to right, none over another, `most` at the most. Both texts are `withoutCase`. */
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

/** For each beginning of a text how much of its end is a beginning too. */
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
