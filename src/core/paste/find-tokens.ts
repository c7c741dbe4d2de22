// Finds the tokens in whatever text was pasted: a bare token, a header line, a curl command, a cookie, a URL, a log, a HAR file.
import { decodeBase64url } from '../text/base64url.ts'
import { decodeText } from '../text/decoded-text.ts'
import type { Span } from '../text/span.ts'
import type { FoundToken } from './found-token.ts'
import { isInvisible, nameBefore, trimSpan, unwrap } from './unwrap.ts'

/** Of more tokens than this, the later ones are not asked for the name they stood under. */
const MOST_NAMED = 1000

/** "{}" takes three characters, the least header with a member more. */
const LEAST_HEADER = /^e[wy3](?:[A-Za-z0-9_+/-]|%2[BbDdFf]|%5[Ff]){2}/
const NEXT_LINE = /[ \t]*\r?\n[ \t]*([A-Za-z0-9_.=-]+)(?=["'`,;)]*[ \t]*(?:\r?\n|$))/y
const BARE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/

/** More tokens than this are not looked for in one text, so that a log of any length costs the same. */
export const MOST_FOUND = 5_000

/** Text that holds no token is decoded this far, in UTF-16 units: megabytes of it would only keep the page waiting. */
export const MOST_DECODED = 100_000

export interface Search {
  /** Every token, in order, each different one once. */
  readonly found: FoundToken[]
  /** How far the text was read: to its end, to behind the last of `MOST_FOUND` tokens, or `MOST_DECODED` where it holds none. */
  readonly searched: number
}

/**
 * Every token in the text. Text that holds none gives one entry with what is left after whitespace and wrappers are taken off, up to
 * `MOST_DECODED`, so that it can be decoded as far as it goes; empty text gives none.
 */
export function findTokens(text: string): Search {
  const only = (...found: FoundToken[]): Search => ({ found, searched: text.length })
  if (BARE.test(text)) return only(whole(text, { from: 0, to: text.length }, 'none'))
  const trimmed = trimSpan(text, { from: 0, to: text.length })
  if (trimmed.from === trimmed.to) return only()
  if (hasUnencodedPayload(text, trimmed)) return only(whole(text, trimmed, 'none'))
  if (isJsonSerialization(text)) return only(whole(text, trimmed, 'json-serialization'))

  const { candidates, searched } = findCandidates(text)
  const rest = unwrap(text, trimmed)
  let gathered: FoundToken | undefined
  /** All but what stands around it, read once: that takes longest of all. */
  const all = () => (gathered ??= gather(text, rest.span, rest.bearer ? 'bearer' : 'none'))
  const joined = candidates.length <= 1 && text[rest.span.from] === 'e' && isJoined(all().compact) ? all() : undefined
  if (joined && !(candidates[0] && dots(candidates[0].compact) === dots(joined.compact))) return only(joined)
  if (candidates.length <= 1 && isDamaged(text, rest.span, candidates[0])) return only(all())
  const glued = gluedWhole(text, trimmed, candidates)
  if (glued) return only(glued)

  const found: FoundToken[] = []
  const known = new Map<string, FoundToken>()
  for (const each of candidates) {
    const twin = known.get(each.compact)
    if (twin) (twin.repeats as Span[]).push(each.span)
    else {
      const named = found.length < MOST_NAMED ? { ...each, ...nameBefore(text, each.span.from) } : each
      known.set(each.compact, named)
      found.push(named)
    }
  }
  if (found.length > 0) return { found, searched }
  const { from, to } = rest.span
  if (gathered || to - from <= MOST_DECODED) return only(all())
  return { found: [gather(text, { from, to: from + MOST_DECODED }, rest.bearer ? 'bearer' : 'none')], searched: from + MOST_DECODED }
}

/** The token that is known to stand at a span of the text, whatever its characters are by now. */
export function tokenAt(text: string, span: Span): FoundToken {
  return { ...gather(text, span, 'text'), ...nameBefore(text, span.from) }
}

function dots(compact: string): number {
  let count = 0
  for (let at = compact.indexOf('.'); at >= 0; at = compact.indexOf('.', at + 1)) count++
  return count
}

function whole(text: string, span: Span, wrapper: FoundToken['wrapper']): FoundToken {
  return {
    compact: text.slice(span.from, span.to),
    span,
    pieces: [0, span.from, span.to],
    name: undefined,
    wrapper,
    repeats: [],
  }
}

/** Characters of tokens alone: most stretches are, and need not be looked at one by one. */
const UNBROKEN = /^[A-Za-z0-9_.~=+/-]+$/

/** The characters of a stretch without blanks and with percent-encoding undone. */
function gather(text: string, span: Span, wrapper: FoundToken['wrapper']): FoundToken {
  if (UNBROKEN.test(text.slice(span.from, span.to))) return whole(text, span, wrapper)
  const characters = new Uint16Array(span.to - span.from)
  // Room for one at every second character: a list that grows into the millions is copied over and over.
  const pieces = new Uint32Array(3 * Math.ceil((span.to - span.from) / 2))
  let filled = 0
  let length = 0
  /** Characters of the text that stand for one in the piece that is being read; 0 between two pieces. */
  let width = 0
  for (let at = span.from; at < span.to;) {
    const character = text.charCodeAt(at)
    // Nearly all are neither.
    const isPlain = character > 37 && character < 127
    const encoded = !isPlain && at + 3 <= span.to ? encodedAt(text, at) : 0
    if (!isPlain && encoded === 0 && isInvisible(text, at)) {
      if (width > 0) pieces[filled++] = at
      width = 0
      at++
      continue
    }
    const found = encoded === 0 ? 1 : 3
    if (width !== found) {
      if (width > 0) pieces[filled++] = at
      pieces[filled++] = length
      pieces[filled++] = at
      width = found
    }
    characters[length++] = encoded === 0 ? character : encoded
    at += found
  }
  if (width > 0) pieces[filled++] = span.to
  const compact = length === span.to - span.from ? text.slice(span.from, span.to) : textOf(characters.subarray(0, length))
  return { compact, span, pieces: pieces.slice(0, filled), name: undefined, wrapper, repeats: [] }
}

/** A function takes some ten thousand arguments at most. */
const CHUNK = 8_192

function textOf(characters: Uint16Array): string {
  let text = ''
  for (let at = 0; at < characters.length; at += CHUNK) {
    // Spreading them would take an iterator's step for each.
    text += String.fromCharCode.apply(undefined, characters.subarray(at, at + CHUNK) as unknown as number[])
  }
  return text
}

/** The character of a token that stands percent-encoded at an offset (RFC 3986 section 2.1), as its code; 0 where none does. */
function encodedAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 37) return 0
  // Both cases of the second digit.
  const second = text.charCodeAt(at + 2) | 0x20
  switch (text.charCodeAt(at + 1)) {
    case 0x32: // + - . /
      return second === 0x62 ? 43 : second === 0x64 ? 45 : second === 0x65 ? 46 : second === 0x66 ? 47 : 0
    case 0x33: // =
      return second === 0x64 ? 61 : 0
    case 0x35: // _
      return second === 0x66 ? 95 : 0
    case 0x37: // ~
      return second === 0x65 ? 126 : 0
    default:
      return 0
  }
}

/**
 * All that looks like a token. Run by run and not by one pattern: that would start over at every "/ey" of a long run without a dot, and a
 * pattern's memory ends at some megabytes.
 */
function findCandidates(text: string): { readonly candidates: FoundToken[]; readonly searched: number } {
  const candidates: FoundToken[] = []
  let next = 0
  for (let from = beginning(text, next); from >= 0; from = beginning(text, next)) {
    const headerEnd = endOfRun(text, from)
    // Asked before the rest is read: of "eyJ." over and over each would be read to the end of them all.
    if (headerEnd - from < 5 || !LEAST_HEADER.test(text.slice(from, from + 8))) {
      next = headerEnd
      continue
    }
    let to = headerEnd
    for (let dotted = false; ;) {
      const separator = characterAt(text, to)
      if (separator === DOT) dotted = true
      if (separator !== DOT && !(dotted && separator === TILDE)) break
      to = endOfRun(text, to + (text[to] === '%' ? 3 : 1))
    }
    if (to === headerEnd) {
      next = headerEnd
      continue
    }
    // The full stop of a sentence, not a fourth segment.
    const stop = text[to - 1] === '.' && text[to - 2] !== '.' && dots(text.slice(from, to)) === 3
    const end = joinLines(text, from, stop ? to - 1 : to)
    candidates.push(gather(text, { from, to: end }, 'text'))
    next = Math.max(to, end)
    if (candidates.length === MOST_FOUND) return { candidates, searched: next }
  }
  return { candidates, searched: text.length }
}

/**
 * Where the next token may begin: "{" followed by '"', whitespace or "}" is "e" and "w", "y" or "3" (RFC 4648 table 2). No character of the
 * alphabet comes before it, unless that ends a percent-encoded one: "Bearer%20eyJ", "token%3DeyJ". -1 where there is none. By hand, since
 * a pattern makes an object of each of a million.
 */
function beginning(text: string, from: number): number {
  for (let at = from; at < text.length - 1; at++) {
    if (text.charCodeAt(at) !== 101) continue
    const second = text.charCodeAt(at + 1)
    if (second !== 121 && second !== 119 && second !== 51) continue
    const before = text.charCodeAt(at - 1)
    if (!isBase64(before) || before === 43 || before === 47) return at
    if (text.charCodeAt(at - 3) === 37 && isHex(text.charCodeAt(at - 2)) && isHex(before)) return at
  }
  return -1
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102)
}

const DOT = 46
const TILDE = 126
const EQUALS = 61

/** Behind the base64 characters that begin at an offset, and the padding behind them. */
function endOfRun(text: string, from: number): number {
  let at = from
  for (;;) {
    while (isBase64(text.charCodeAt(at))) at++
    if (!isBase64(encodedAt(text, at))) break
    at += 3
  }
  while (at < text.length && characterAt(text, at) === EQUALS) at += text[at] === '%' ? 3 : 1
  return at
}

function isBase64(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 47 && c <= 57) || c === 45 || c === 95 || c === 43
}

/** The code of a token's character at an offset, percent-encoded or not; NaN at the end. */
function characterAt(text: string, at: number): number {
  return encodedAt(text, at) || text.charCodeAt(at)
}

/** The end of a token that was wrapped: while it has too few segments the next line belongs to it, and then lines of one length do. */
function joinLines(text: string, from: number, end: number): number {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  let to = end
  let lastLine = from
  let separators = dots(text.slice(from, to))
  for (;;) {
    NEXT_LINE.lastIndex = to
    const line = NEXT_LINE.exec(text)?.[1]
    if (line === undefined) return to
    const last = to - lastLine
    const joined = lastLine > from
    const another = /^e[wy]/.test(line) || line.includes('.')
    // The first line may have a name before it: it counts in a mail's width, and does not where only the token was broken.
    const even = joined && last >= 40 && (last === end - lineStart || last === end - from) && line.length <= last
    // A token that ends with its second dot lacks a signature, unless it is unsecured: a word is none.
    const belongs = separators < 2 ? line.includes('.') || last >= 40 : !another && (even || (text[to - 1] === '.' && line.length >= 20))
    if (!belongs) return to
    to = NEXT_LINE.lastIndex
    lastLine = to - line.length
    separators += dots(line)
  }
}

/** True for the characters of one whole token, whatever broke it in the text. */
function isJoined(compact: string): boolean {
  const count = dots(compact)
  return (count === 2 || count === 4) && /^e[wy3][A-Za-z0-9_+/=-]*(?:\.[A-Za-z0-9_+/=-]*)+(?:~[A-Za-z0-9_.=-]*)*$/.test(compact)
}

/**
 * True for a text that is one token with damage in it: a foreign character, "…" for what was cut out, no header; or a PASETO, whose parts
 * can look like a JWT's. To take only what is whole would lose the damaged part and shift the others.
 */
function isDamaged(text: string, { from, to }: Span, whole: FoundToken | undefined): boolean {
  if (whole && whole.span.from <= from && whole.span.to >= to) return false
  const run = text.slice(from, to)
  if (!/^(?:\.?e[wy3]|v[1-4]\.(?:local|public)\.)[^\s"'`<>&?;,:#|{}()[\]]+$/.test(run)) return false
  const count = dots(run)
  return count === 2 || count === 4 || run.includes('…') || run.startsWith('v')
}

/** Punctuation that no token has, and letters, digits and symbols of another alphabet; a dot too many is told by counting. */
const FOREIGN = /[?#\u2026]|(?![A-Za-z0-9])[\p{L}\p{M}\p{N}\p{So}]/gu

/** What stands around a token in a text, and never within one. */
const SURROUNDS = /[\s"'`<>&;,:|{}()[\]/\\%+]/

/**
 * A bare token that is the whole text but for what is glued to it, at an end or within. That is damage: a verifier that gets this text
 * sees no token, so the page must not see one either. In a sentence, behind a scheme and within quotes it is what stands around a token.
 */
function gluedWhole(text: string, { from, to }: Span, candidates: readonly FoundToken[]): FoundToken | undefined {
  const [first] = candidates
  if (!first || (first.span.from === from && first.span.to === to)) return undefined
  const run = text.slice(from, to)
  if (SURROUNDS.test(run)) return undefined
  const bare = run.replace(FOREIGN, '')
  if (!/^\.{0,8}e[wy3][A-Za-z0-9_.=-]*$/.test(bare)) return undefined
  const count = dots(bare)
  // A payload begins like a token; with more dots than one too many it is another token.
  return count >= 2 && (candidates.length === 1 || count <= 3) ? gather(text, { from, to }, 'none') : undefined
}

/** A compact JWS whose payload stands as it is, blanks and all (RFC 7797 section 5.2): only its header tells. */
function hasUnencodedPayload(text: string, span: Span): boolean {
  const header = text.slice(span.from, span.to).match(/^(e[wy][A-Za-z0-9_-]{2,2000})\.[^.]+\.[A-Za-z0-9_-]*$/)?.[1]
  return header !== undefined && /"b64"\s*:\s*false/.test(decodeText(decodeBase64url(header).bytes).text)
}

function isJsonSerialization(text: string): boolean {
  if (!/^\s*\{/.test(text) || !/"(?:signatures?|ciphertext)"\s*:/.test(text)) return false
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    if (typeof value['ciphertext'] === 'string' || typeof value['signature'] === 'string' || Array.isArray(value['signatures'])) return true
    // Meant as one, although what makes it one has the wrong type.
    return (
      ['signature', 'signatures', 'ciphertext'].some((name) => name in value) &&
      'protected' in value &&
      ('payload' in value || 'iv' in value)
    )
  } catch {
    return false
  }
}
