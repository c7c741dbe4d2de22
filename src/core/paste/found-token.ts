// Describes a token found in a text, and maps between its characters and those of the text.
import type { Span } from '../text/span.ts'

/** A run of the token's characters in the text, either unchanged or encoded with the same number of characters for each of them. */
export interface Piece {
  /** Offset in `compact`. */
  readonly at: number
  /** Offset in the text. */
  readonly from: number
  readonly to: number
}

export interface FoundToken {
  /** The token's characters alone, without line breaks, percent-encoding or the text around it. */
  readonly compact: string
  /** From its first to its last character in the text. */
  readonly span: Span
  /**
   * Where the characters of `compact` are in the text, in order: `at`, `from` and `to` of each piece. A flat list of numbers, since a text
   * can be broken at every second character, and millions of objects take seconds to create and to collect.
   */
  readonly pieces: ArrayLike<number>
  /** The name given to it in the text: `access_token`, `Authorization`, a cookie's or variable's name. */
  readonly name: string | undefined
  /** The kind of text that it was found in. */
  readonly wrapper: 'none' | 'bearer' | 'name' | 'json' | 'text' | 'json-serialization'
  /** Further places with exactly the same characters. */
  readonly repeats: readonly Span[]
  /** The form it was assembled or decoded from; undefined if the text has its characters as they are, broken by whitespace at most. */
  readonly carrier?: Carrier
  /** The placeholder in place of its signature, such as "[REDACTED]"; undefined if there is none. */
  readonly leftOut?: Span
}

/** The forms of text that don't contain a token as consecutive characters. */
export type Carrier =
  /** The token encoded once more, as in a Kubernetes Secret (RFC 4648 section 4). */
  | 'base64'
  /** Several cookies: `name.0`, `name.1`. */
  | 'cookies'
  /** Lines that each begin with ">". */
  | 'quoted'
  /** Lines that each begin with their number. */
  | 'numbered'
  /** Lines that each end with a backslash (RFC 8792). */
  | 'folded'
  /** Two digits per character, as in the QR code of a SMART Health Card. */
  | 'digits'

type Placed = Pick<FoundToken, 'pieces' | 'compact'>

/** More places than this are merged into one, from the first to the last: no one can tell them apart. */
const MOST_SPANS = 5_000

/** The places in the text of the token's characters `[from, to)`; several if the token is broken. */
export function textSpans(found: Placed, span: Span): Span[] {
  const spans: Span[] = []
  const count = pieceCount(found)
  const first = firstPiece(found, span.from)
  const last = span.to > span.from ? firstPiece(found, span.to - 1) : first
  for (let i = first; i < count; i = last - first > MOST_SPANS && i < last ? last : i + 1) {
    const piece = pieceAt(found, i)
    if (piece.at >= span.to) break
    const width = widthOf(found, i)
    const from = piece.from + Math.floor(width * Math.max(0, span.from - piece.at))
    const to = Math.min(piece.to, piece.from + Math.ceil(width * (span.to - piece.at)))
    if (to <= from) continue
    const before = spans[spans.length - 1]
    if (before && (before.to === from || last - first > MOST_SPANS)) spans[spans.length - 1] = { from: before.from, to }
    else spans.push({ from, to })
  }
  return spans
}

/** The token's character at an offset in the text; undefined if that text isn't part of the token. */
export function compactOffset(found: Placed, offset: number): number | undefined {
  if (pieceCount(found) === 0) return undefined
  const i = lastWhere(found, (piece) => piece.from <= offset)
  const piece = pieceAt(found, i)
  return offset >= piece.from && offset < piece.to ? piece.at + Math.floor((offset - piece.from) / widthOf(found, i)) : undefined
}

/** The pieces of a token, in order. */
export function* piecesOf(found: Placed): Generator<Piece> {
  for (let i = 0; i < pieceCount(found); i++) yield pieceAt(found, i)
}

/** How many characters of the token are percent-encoded, and where the first of them is. */
export function percentEncoded(found: Placed & Pick<FoundToken, 'carrier'>): { readonly count: number; readonly first: Span | undefined } {
  let count = 0
  let first: Span | undefined
  if (found.carrier === 'base64' || found.carrier === 'digits') return { count, first }
  for (let i = 0; i < pieceCount(found); i++) {
    const width = widthOf(found, i)
    if (width === 1) continue
    const { from, to } = pieceAt(found, i)
    first ??= { from, to: from + width }
    count += (to - from) / width
  }
  return { count, first }
}

/** The number of pieces in the token. */
export function pieceCount({ pieces }: Pick<FoundToken, 'pieces'>): number {
  return pieces.length / 3
}

/** How many characters of the text represent one of the token: 3 if percent-encoded, 4/3 in base64. */
function widthOf(found: Placed, i: number): number {
  const { at, from, to } = pieceAt(found, i)
  const end = i + 1 < pieceCount(found) ? pieceAt(found, i + 1).at : found.compact.length
  return (to - from) / (end - at)
}

function pieceAt({ pieces }: Pick<FoundToken, 'pieces'>, i: number): Piece {
  const [at = 0, from = 0, to = 0] = [pieces[3 * i], pieces[3 * i + 1], pieces[3 * i + 2]]
  return { at, from, to }
}

function firstPiece(found: Placed, at: number): number {
  return lastWhere(found, (piece) => piece.at <= at)
}

/** Binary search: the last piece for which `holds` is true, given that it is true for all before that one; else the first piece. */
function lastWhere(found: Placed, holds: (piece: Piece) => boolean): number {
  let low = 0
  let high = pieceCount(found) - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(pieceAt(found, middle))) low = middle
    else high = middle - 1
  }
  return low
}
