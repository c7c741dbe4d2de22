// Finds the tokens in whatever text was pasted: a bare token, a header line, a curl command, a cookie, a URL, a log, a HAR file.
import { decodeBase64url } from './base64url.ts'
import { decodeText } from './decoded-text.ts'
import type { Span } from './span.ts'

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

/** What may stand between the characters of a token that was broken over lines or pasted from a rich text. */
const INVISIBLE = /[\s\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

// "{" followed by '"', a blank, a line break or "}" begins with one of these pairs (RFC 4648 table 2).
const CHARACTER = '(?:[A-Za-z0-9_+/-]|%2[BbDdFf]|%5[Ff])'
const PADDING = '(?:=|%3[Dd])*'
const DOT = '(?:\\.|%2[Ee])'
const CANDIDATE = new RegExp(
  `(?<![A-Za-z0-9_-])e[wy3]${CHARACTER}{2,}${PADDING}(?:${DOT}${CHARACTER}*${PADDING})+(?:(?:~|%7[Ee])${CHARACTER}*${PADDING}(?:${DOT}${CHARACTER}*${PADDING})*)*`,
  'g',
)
const BARE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/

/**
 * Every token in the text, in order, each different one once. Text that holds none gives one entry with all that is left after
 * blanks and wrappers are taken off, so that it can be decoded as far as it goes; empty text gives none.
 */
export function findTokens(text: string): FoundToken[] {
  if (BARE.test(text)) return [whole(text, { from: 0, to: text.length }, 'none')]
  const trimmed = trimSpan(text, { from: 0, to: text.length })
  if (trimmed.from === trimmed.to) return []
  if (hasUnencodedPayload(text, trimmed)) return [whole(text, trimmed, 'none')]
  if (isJsonSerialization(text)) return [whole(text, trimmed, 'json-serialization')]

  const candidates = [...text.matchAll(CANDIDATE)].map((match) => candidate(text, match.index, match[0]))
  const joined = candidates.length <= 1 ? joinBroken(text) : undefined
  if (joined && !(candidates[0] && dots(candidates[0].compact) === dots(joined.compact))) return [joined]
  const damaged = candidates.length <= 1 ? damagedWhole(text, trimmed, candidates[0]) : undefined
  if (damaged) return [damaged]

  const found: FoundToken[] = []
  const known = new Map<string, FoundToken>()
  for (const each of candidates) {
    const twin = known.get(each.compact)
    if (twin) (twin.repeats as Span[]).push(each.span)
    else {
      known.set(each.compact, each)
      found.push(each)
    }
  }
  if (found.length > 0) return found
  const rest = unwrap(text, trimmed)
  return [gather(text, rest.span, rest.bearer ? 'bearer' : 'none')]
}

/** The places in the text of the token's characters `[from, to)`; several where the token is broken. */
export function textSpans(found: Pick<FoundToken, 'pieces'>, span: Span): Span[] {
  const spans: Span[] = []
  for (let i = firstPiece(found.pieces, span.from); i < found.pieces.length; i++) {
    const piece = found.pieces[i]!
    if (piece.at >= span.to) break
    const length = (found.pieces[i + 1]?.at ?? Infinity) - piece.at
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

function dots(compact: string): number {
  return compact.split('.').length - 1
}

function trimSpan(text: string, span: Span): Span {
  let { from, to } = span
  while (from < to && INVISIBLE.test(text[from]!)) from++
  while (to > from && INVISIBLE.test(text[to - 1]!)) to--
  return { from, to }
}

function whole(text: string, span: Span, wrapper: FoundToken['wrapper']): FoundToken {
  return { compact: text.slice(span.from, span.to), span, pieces: [{ at: 0, from: span.from, to: span.to }], name: undefined, wrapper, repeats: [] }
}

/** The characters of a stretch without blanks and with percent-encoding undone. */
function gather(text: string, span: Span, wrapper: FoundToken['wrapper']): FoundToken {
  const pieces: Piece[] = []
  const parts: string[] = []
  let at = 0
  for (const match of text.slice(span.from, span.to).matchAll(/%(?:2[BbDdEeFf]|3[Dd]|5[Ff]|7[Ee])|[^\s%\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+|%/g)) {
    const run = match[0].length === 3 && match[0][0] === '%' ? decodeURIComponent(match[0]) : match[0]
    const from = span.from + match.index
    pieces.push({ at, from, to: from + match[0].length })
    parts.push(run)
    at += run.length
  }
  return { compact: parts.join(''), span, pieces, name: undefined, wrapper, repeats: [] }
}

function candidate(text: string, from: number, matched: string): FoundToken {
  let to = from + matched.length
  // The full stop of a sentence, not a fourth segment.
  if (/[^.]\.$/.test(matched) && matched.split('.').length === 4) to--
  while (continuesOnNextLine(text, from, to)) to = text.slice(to).match(/^\s*[A-Za-z0-9_.=-]+/)![0].length + to
  const bare = gather(text, { from, to }, 'text')
  const { name, wrapper } = nameBefore(text, from)
  return { ...bare, name, wrapper }
}

/** A token that was wrapped: it has too few segments so far, or its lines are of one length. */
function continuesOnNextLine(text: string, from: number, to: number): boolean {
  const next = text.slice(to, to + 400).match(/^[ \t]*\r?\n[ \t]*([A-Za-z0-9_.=-]+)[ \t]*(?:\r?\n|$)/)
  if (!next) return false
  const before = text.slice(from, to)
  const lines = before.split('\n')
  const last = lines[lines.length - 1]!.trim().length
  if (before.split('.').length < 3) return next[1]!.includes('.') || last >= 40
  if (/^e[wy]/.test(next[1]!)) return false
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const first = (lines.length === 1 ? to - lineStart : lines[0]!.trimEnd().length + from - lineStart)
  return lines.length > 1 && last >= 40 && last === first && next[1]!.length <= last && !next[1]!.includes('.')
}

/** A whole text that is one token, broken by blanks or line breaks; undefined where it is not. */
function joinBroken(text: string): FoundToken | undefined {
  const { span, bearer } = unwrap(text, trimSpan(text, { from: 0, to: text.length }))
  const joined = gather(text, span, bearer ? 'bearer' : 'none')
  const count = dots(joined.compact)
  return /^e[wy3][A-Za-z0-9_+/=-]*(?:\.[A-Za-z0-9_+/=-]*)+(?:~[A-Za-z0-9_.=-]*)*$/.test(joined.compact) && (count === 2 || count === 4) ? joined : undefined
}

/**
 * A text that is one token with damage in it: a foreign character, "…" for what was cut out, no header; or a PASETO, whose parts can look
 * like a JWT's. To take only what is whole would lose the damaged part and shift the others.
 */
function damagedWhole(text: string, trimmed: Span, whole: FoundToken | undefined): FoundToken | undefined {
  const { span, bearer } = unwrap(text, trimmed)
  if (whole && whole.span.from <= span.from && whole.span.to >= span.to) return undefined
  const run = text.slice(span.from, span.to)
  if (!/^(?:\.?e[wy3]|v[1-4]\.(?:local|public)\.)[^\s"'`<>&?;,:#|{}()[\]]+$/.test(run)) return undefined
  const count = dots(run)
  return count === 2 || count === 4 || run.includes('…') || run.startsWith('v') ? gather(text, span, bearer ? 'bearer' : 'none') : undefined
}

/** Takes quotes, a scheme and a header name off the ends. */
function unwrap(text: string, span: Span): { span: Span; bearer: boolean } {
  let current = span
  let bearer = false
  for (;;) {
    const head = text.slice(current.from, Math.min(current.to, current.from + 80))
    const prefix = head.match(/^(?:authorization\s*:\s*)?(?:bearer|dpop|jwt|token)\s+|^authorization\s*:\s*|^["'`]/i)?.[0].length ?? 0
    const suffix = /["'`,;)]/.test(text[current.to - 1] ?? '') && current.to - current.from > 1 ? 1 : 0
    if (prefix > 1) bearer = true
    if (prefix + suffix === 0 || prefix + suffix >= current.to - current.from) return { span: current, bearer }
    current = trimSpan(text, { from: current.from + prefix, to: current.to - suffix })
  }
}

function nameBefore(text: string, from: number): { name: string | undefined; wrapper: FoundToken['wrapper'] } {
  const before = text.slice(Math.max(0, from - 200), from)
  const har = before.match(/\\?"name\\?"\s*:\s*\\?"([^"\\]{1,80})\\?"\s*,\s*\\?"value\\?"\s*:\s*\\?"[^"]*$/)
  if (har) return { name: har[1], wrapper: 'json' }
  const json = before.match(/\\?["']([^"'\\]{1,80})\\?["']\s*:\s*\\?["'](?:bearer\s+|dpop\s+)?$/i)
  if (json) return { name: json[1], wrapper: 'json' }
  const header = before.match(/(?:^|[\n"'`])\s*([A-Za-z][A-Za-z0-9-]{1,60})\s*:\s*(?:(?:bearer|dpop|jwt|token|vapid)\s+)?(?:t=)?$/i)
  if (header) return { name: header[1], wrapper: /authorization/i.test(header[1]!) ? 'bearer' : 'name' }
  const assigned = before.match(/([A-Za-z_][A-Za-z0-9_.-]{0,80})\s*=\s*["']?(?:bearer(?:\s|%20|\+)+)?$/i)
  if (assigned) return { name: assigned[1], wrapper: 'name' }
  if (/(?:bearer|dpop)\s+$/i.test(before)) return { name: undefined, wrapper: 'bearer' }
  return { name: undefined, wrapper: 'text' }
}

/** A compact JWS whose payload stands as it is, blanks and all (RFC 7797 section 5.2): only its header tells. */
function hasUnencodedPayload(text: string, span: Span): boolean {
  const header = text.slice(span.from, span.to).match(/^(e[wy][A-Za-z0-9_-]{2,2000})\.[^.]+\.[A-Za-z0-9_-]+$/)?.[1]
  return header !== undefined && /"b64"\s*:\s*false/.test(decodeText(decodeBase64url(header).bytes).text)
}

function isJsonSerialization(text: string): boolean {
  if (!/^\s*\{/.test(text) || !/"(?:signatures?|ciphertext)"\s*:/.test(text)) return false
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    return typeof value['ciphertext'] === 'string' || typeof value['signature'] === 'string' || Array.isArray(value['signatures'])
  } catch {
    return false
  }
}
