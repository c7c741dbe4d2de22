// A token as it was found in a text, and the way between its characters and those of the text.
import type { Span } from '../text/span.ts'

/** A run of the token's characters that stands unchanged in the text, or one percent-encoded character of it. */
export interface Piece {
  /** Offset in `compact`. */
  readonly at: number
  /** Offset in the text. */
  readonly from: number
  readonly to: number
}

export interface FoundToken {
  /** The token's characters alone: without line breaks, percent-encoding or what stood around it. */
  readonly compact: string
  /** From its first to its last character in the text. */
  readonly span: Span
  /** Where the characters of `compact` stand in the text, in order. */
  readonly pieces: readonly Piece[]
  /** The name that it stood under: `access_token`, `Authorization`, a cookie's or variable's name. */
  readonly name: string | undefined
  /** What it was found in. */
  readonly wrapper: 'none' | 'bearer' | 'name' | 'json' | 'text' | 'json-serialization'
  /** Further places with the very same characters. */
  readonly repeats: readonly Span[]
}

/** The places in the text of the token's characters `[from, to)`; several where the token is broken. */
export function textSpans(found: Pick<FoundToken, 'pieces' | 'compact'>, span: Span): Span[] {
  const spans: Span[] = []
  for (let i = firstPiece(found.pieces, span.from); i < found.pieces.length; i++) {
    const piece = found.pieces[i]!
    if (piece.at >= span.to) break
    const length = (found.pieces[i + 1]?.at ?? found.compact.length) - piece.at
    // A percent-encoded character is three in the text for one in the token.
    const encoded = length === 1 && piece.to - piece.from > 1
    const from = encoded ? piece.from : piece.from + Math.max(0, span.from - piece.at)
    const to = encoded ? piece.to : Math.min(piece.to, piece.from + span.to - piece.at)
    if (to <= from) continue
    const last = spans[spans.length - 1]
    if (last && last.to === from) spans[spans.length - 1] = { from: last.from, to }
    else spans.push({ from, to })
  }
  return spans
}

/** The token's character at an offset in the text, or undefined where the text belongs to no token. */
export function compactOffset(found: Pick<FoundToken, 'pieces'>, offset: number): number | undefined {
  for (const piece of found.pieces) {
    if (offset >= piece.from && offset < piece.to) return piece.at + Math.min(offset - piece.from, piece.to - piece.from - 1)
  }
  return undefined
}

function firstPiece(pieces: readonly Piece[], at: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pieces[middle]!.at <= at) low = middle
    else high = middle - 1
  }
  return low
}
