// Finds the tokens in any pasted text, such as a bare token, a header line, a curl command, a cookie, a URL, a log or a HAR file.
import { decodeBase64url } from '../text/base64url.ts'
import { decodeText } from '../text/decoded-text.ts'
import type { Span } from '../text/span.ts'
import type { FoundToken } from './found-token.ts'
import { base64Tokens, healthCardTokens } from './encoded-token.ts'
import { gather, whole } from './gather.ts'
import { behindCharacter, characterAt, DOT, dots, endOfRun, endsEncoded, isBase64, isWhole, TILDE } from './run.ts'
import { joinCookies, joinLines, type Stretches } from './split-token.ts'
import { nameBefore, trimSpan, unwrap } from './unwrap.ts'

/** Only this many tokens get the name that precedes them in the text. */
const MOST_NAMED = 1000

/** "{}" takes three characters in base64url, and the shortest header with a member takes more. */
const LEAST_HEADER = /^e[wy3](?:[A-Za-z0-9_+/-]|%2[BbDdFf]|%5[Ff]){2}/
const BARE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/

/** The most tokens to find in one text, which limits the cost of long logs. */
export const MOST_FOUND = 5_000

/** How much of a text with no token is decoded, in UTF-16 units; megabytes would only keep the page waiting. */
export const MOST_DECODED = 10_000

export interface Search {
  /** Every distinct token, in order. */
  readonly found: FoundToken[]
  /** How far the text was read: to its end, to the end of the last of `MOST_FOUND` tokens, or by `MOST_DECODED` if it has no token. */
  readonly searched: number
}

/**
 * Finds every token in the text. For text with no token, returns one entry with the text itself, without whitespace and wrappers and up to
 * `MOST_DECODED`, so that it can be decoded as far as possible; for empty text, returns none.
 */
export function findTokens(text: string): Search {
  const only = (...found: FoundToken[]): Search => ({ found, searched: text.length })
  if (BARE.test(text)) return only(whole(text, { from: 0, to: text.length }, 'none'))
  const trimmed = trimSpan(text, { from: 0, to: text.length })
  if (trimmed.from === trimmed.to) return only()
  if (hasUnencodedPayload(text, trimmed)) return only(whole(text, trimmed, 'none'))
  if (isJsonSerialization(text)) return only(whole(text, trimmed, 'json-serialization'))

  const plain = findCandidates(text)
  const { searched } = plain
  const candidates = inOrder(plain.candidates, [...base64Tokens(text), ...healthCardTokens(text)].slice(0, MOST_FOUND))
  const rest = unwrap(text, trimmed)
  let gathered: FoundToken | undefined
  /** The text without its wrappers, gathered only once because nothing else takes longer. */
  const all = () => (gathered ??= gather(text, [rest.span], rest.bearer ? 'bearer' : 'none'))
  // Three parts alone, or after a scheme, are one token even if the first isn't a header.
  if (candidates.length <= 1 && candidates[0]?.span.from !== rest.span.from && BARE.test(text.slice(rest.span.from, rest.span.to)))
    return only(all())
  const joined = candidates.length <= 1 && mayBeWhole(text, rest.span) && isWhole(all().compact) ? all() : undefined
  if (joined && !(candidates[0] && dots(candidates[0].compact) === dots(joined.compact))) return only(joined)
  if (candidates.length <= 1 && isDamaged(text, rest.span, candidates[0])) return only(all())
  const glued = candidates[0]?.leftOut ? undefined : gluedWhole(text, trimmed, candidates)
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
  return { found: [gather(text, [{ from, to: from + MOST_DECODED }], rest.bearer ? 'bearer' : 'none')], searched: from + MOST_DECODED }
}

/** Rules a stretch out by its number of dots, before its characters are put together. */
function mayBeWhole(text: string, { from, to }: Span): boolean {
  if (text[from] !== 'e') return false
  let count = 0
  let at = text.indexOf('.', from)
  for (; at >= 0 && at < to && count < 5; at = text.indexOf('.', at + 1)) count++
  return count === 2 || count === 4 || (count < 4 && /%2(?:52)?e/i.test(text.slice(from, to)))
}

/** Both lists together, in the order of the text. They never overlap. */
function inOrder(plain: FoundToken[], encoded: readonly FoundToken[]): FoundToken[] {
  if (encoded.length === 0) return plain
  return [...plain, ...encoded].sort((a, b) => a.span.from - b.span.from).slice(0, MOST_FOUND)
}

/** The token at a known span of the text, whatever its characters are by now. */
export function tokenAt(text: string, span: Span): FoundToken {
  return { ...gather(text, [span], 'text'), ...nameBefore(text, span.from) }
}

/**
 * Everything that looks like a token. Reads run by run instead of by one pattern, which would start over at every "/ey" of a long run
 * without a dot and run out of memory at some megabytes.
 */
function findCandidates(text: string): { readonly candidates: FoundToken[]; readonly searched: number } {
  const candidates: FoundToken[] = []
  let next = 0
  for (let from = beginning(text, next); from >= 0; from = beginning(text, next)) {
    const headerEnd = endOfRun(text, from)
    // Checked before the rest is read: in a repeated "eyJ.", each one would otherwise be read to the end of them all.
    if (headerEnd - from < 5 || !LEAST_HEADER.test(text.slice(from, from + 8))) {
      next = headerEnd
      continue
    }
    let to = headerEnd
    for (let dotted = false; ;) {
      const separator = characterAt(text, to)
      if (separator === DOT) dotted = true
      if (separator !== DOT && !(dotted && separator === TILDE)) break
      to = endOfRun(text, behindCharacter(text, to))
    }
    // The full stop of a sentence, not a fourth segment.
    const stop = text[to - 1] === '.' && text[to - 2] !== '.' && dots(text.slice(from, to)) === 3
    const { spans, carrier } = stretches(text, from, stop ? to - 1 : to)
    const last = spans.at(-1)?.to ?? to
    next = Math.max(to, last)
    const gathered = gather(text, spans, 'text')
    // A header alone isn't a token, unless it continues on another line.
    if (to === headerEnd && !isWhole(gathered.compact)) continue
    const leftOut = carrier === undefined ? placeholderAt(text, gathered.compact, last) : undefined
    candidates.push({ ...gathered, ...(carrier && { carrier }), ...(leftOut && { leftOut }) })
    if (leftOut) next = leftOut.to
    if (candidates.length === MOST_FOUND) return { candidates, searched: next }
  }
  return { candidates, searched: text.length }
}

/** Where the token continues after its first line or cookie. */
function stretches(text: string, from: number, end: number): Stretches {
  const lines = joinLines(text, from, end)
  return lines.spans.length > 1 || lines.spans[0].to > end ? lines : joinCookies(text, from, end)
}

/** Placeholders that people put in place of a signature. */
const PLACEHOLDER = /(?:\[[A-Za-z _-]{1,40}\]|<[A-Za-z _-]{1,40}>|\{[A-Za-z _-]{1,40}\}|\u2026|\*{3,40})/y

/** The placeholder for a signature that was left out; undefined if there is none. */
function placeholderAt(text: string, compact: string, end: number): Span | undefined {
  if (!compact.endsWith('.') || dots(compact) !== 2) return undefined
  PLACEHOLDER.lastIndex = end
  return PLACEHOLDER.test(text) ? { from: end, to: PLACEHOLDER.lastIndex } : undefined
}

/**
 * Where the next token may begin, or -1. "{" followed by '"', whitespace or "}" is encoded as "e" and "w", "y" or "3" (RFC 4648 table 2). No
 * base64 character comes before it, unless it ends a percent-encoded one: "Bearer%20eyJ", "token%3DeyJ". Not a pattern, which would create
 * an object for each of a million matches.
 */
function beginning(text: string, from: number): number {
  for (let at = from; at < text.length - 1; at++) {
    if (text.charCodeAt(at) !== 101) continue
    const second = text.charCodeAt(at + 1)
    if (second !== 121 && second !== 119 && second !== 51) continue
    const before = text.charCodeAt(at - 1)
    if (!isBase64(before) || before === 43 || before === 47) return at
    if (endsEncoded(text, at)) return at
  }
  return -1
}

/**
 * True for a text that is one damaged token: it has a foreign character, "…" where it was shortened, or no header. Also true for a PASETO,
 * whose parts can look like a JWT's. Taking only the intact part would lose the damaged one and shift the others.
 */
function isDamaged(text: string, { from, to }: Span, whole: FoundToken | undefined): boolean {
  if (whole && whole.span.from <= from && (whole.leftOut ?? whole.span).to >= to) return false
  const run = text.slice(from, to)
  const count = dots(run, 5)
  // Checked first because it is cheap.
  if (count !== 2 && count !== 4 && !run.includes('…') && !run.startsWith('v')) return false
  return /^(?:\.?e[wy3]|v[1-4]\.(?:local|public)\.)[^\s"'`<>&?;,:#|{}()[\]]+$/.test(run)
}

/** Punctuation that no token has, and letters, digits and symbols of other alphabets. Extra dots are detected by counting. */
const FOREIGN = /[?#\u2026]|(?![A-Za-z0-9])[\p{L}\p{M}\p{N}\p{So}]/gu

/** Characters that occur around a token in a text, and never within one. */
const SURROUNDS = /[\s"'`<>&;,:|{}()[\]/\\%+]/

/**
 * A bare token that is the entire text, except for foreign characters glued to it at an end or within. That is damage: a verifier that
 * gets this text sees no token, so the page must not see one either. In a sentence, after a scheme and within quotes, such characters just
 * surround a token.
 */
function gluedWhole(text: string, { from, to }: Span, candidates: readonly FoundToken[]): FoundToken | undefined {
  const [first] = candidates
  if (!first || (first.span.from === from && first.span.to === to)) return undefined
  const run = text.slice(from, to)
  if (SURROUNDS.test(run)) return undefined
  const bare = run.replace(FOREIGN, '')
  if (!/^\.{0,8}e[wy3][A-Za-z0-9_.=-]*$/.test(bare)) return undefined
  const count = dots(bare)
  // A payload also begins like a token. With more than one extra dot, it is another token.
  return count >= 2 && (candidates.length === 1 || count <= 3) ? gather(text, [{ from, to }], 'none') : undefined
}

/** A compact JWS whose payload is not encoded and may contain spaces (RFC 7797 section 5.2): only its header tells. */
function hasUnencodedPayload(text: string, span: Span): boolean {
  const header = text.slice(span.from, span.to).match(/^(e[wy][A-Za-z0-9_-]{2,2000})\.[^.]+\.[A-Za-z0-9_-]*$/)?.[1]
  return header !== undefined && /"b64"\s*:\s*false/.test(decodeText(decodeBase64url(header).bytes).text)
}

function isJsonSerialization(text: string): boolean {
  if (!/^\s*\{/.test(text) || !/"(?:signatures?|ciphertext)"\s*:/.test(text)) return false
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    if (typeof value['ciphertext'] === 'string' || typeof value['signature'] === 'string' || Array.isArray(value['signatures'])) return true
    // Meant to be one, although a member that makes it one has the wrong type.
    return (
      ['signature', 'signatures', 'ciphertext'].some((name) => name in value) &&
      'protected' in value &&
      ('payload' in value || 'iv' in value)
    )
  } catch {
    return false
  }
}
