// Finds the tokens in whatever text was pasted: a bare token, a header line, a curl command, a cookie, a URL, a log, a HAR file.
import { decodeBase64url } from '../text/base64url.ts'
import { decodeText } from '../text/decoded-text.ts'
import type { Span } from '../text/span.ts'
import type { FoundToken } from './found-token.ts'
import { base64Tokens, healthCardTokens } from './encoded-token.ts'
import { gather, whole } from './gather.ts'
import { behindCharacter, characterAt, DOT, dots, endOfRun, endsEncoded, isBase64, isWhole, TILDE } from './run.ts'
import { joinCookies, joinLines, type Stretches } from './split-token.ts'
import { nameBefore, trimSpan, unwrap } from './unwrap.ts'

/** Of more tokens than this, the later ones are not asked for the name they stood under. */
const MOST_NAMED = 1000

/** "{}" takes three characters, the least header with a member more. */
const LEAST_HEADER = /^e[wy3](?:[A-Za-z0-9_+/-]|%2[BbDdFf]|%5[Ff]){2}/
const BARE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/

/** More tokens than this are not looked for in one text, so that a log of any length costs the same. */
export const MOST_FOUND = 5_000

/** Text that holds no token is decoded this far, in UTF-16 units: megabytes of it would only keep the page waiting. */
export const MOST_DECODED = 10_000

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

  const plain = findCandidates(text)
  const { searched } = plain
  const candidates = inOrder(plain.candidates, [...base64Tokens(text), ...healthCardTokens(text)].slice(0, MOST_FOUND))
  const rest = unwrap(text, trimmed)
  let gathered: FoundToken | undefined
  /** All but what stands around it, read once: that takes longest of all. */
  const all = () => (gathered ??= gather(text, [rest.span], rest.bearer ? 'bearer' : 'none'))
  // Three parts alone, or behind a scheme, are one token even where the first of them is no header.
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

/** False where the characters of a stretch have too few or too many dots for a token, which is seen before they are put together. */
function mayBeWhole(text: string, { from, to }: Span): boolean {
  if (text[from] !== 'e') return false
  let count = 0
  let at = text.indexOf('.', from)
  for (; at >= 0 && at < to && count < 5; at = text.indexOf('.', at + 1)) count++
  return count === 2 || count === 4 || (count < 4 && /%2(?:52)?e/i.test(text.slice(from, to)))
}

/** Both in the order of the text; what is encoded once more has no token beside it. */
function inOrder(plain: FoundToken[], encoded: readonly FoundToken[]): FoundToken[] {
  if (encoded.length === 0) return plain
  return [...plain, ...encoded].sort((a, b) => a.span.from - b.span.from).slice(0, MOST_FOUND)
}

/** The token that is known to stand at a span of the text, whatever its characters are by now. */
export function tokenAt(text: string, span: Span): FoundToken {
  return { ...gather(text, [span], 'text'), ...nameBefore(text, span.from) }
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
      to = endOfRun(text, behindCharacter(text, to))
    }
    // The full stop of a sentence, not a fourth segment.
    const stop = text[to - 1] === '.' && text[to - 2] !== '.' && dots(text.slice(from, to)) === 3
    const { spans, carrier } = stretches(text, from, stop ? to - 1 : to)
    const last = spans.at(-1)?.to ?? to
    next = Math.max(to, last)
    const gathered = gather(text, spans, 'text')
    // A header alone is none, unless it is broken and goes on.
    if (to === headerEnd && !isWhole(gathered.compact)) continue
    const leftOut = carrier === undefined ? placeholderAt(text, gathered.compact, last) : undefined
    candidates.push({ ...gathered, ...(carrier && { carrier }), ...(leftOut && { leftOut }) })
    if (leftOut) next = leftOut.to
    if (candidates.length === MOST_FOUND) return { candidates, searched: next }
  }
  return { candidates, searched: text.length }
}

/** Where the token goes on behind its first line or cookie. */
function stretches(text: string, from: number, end: number): Stretches {
  const lines = joinLines(text, from, end)
  return lines.spans.length > 1 || lines.spans[0].to > end ? lines : joinCookies(text, from, end)
}

/** What people write in the place of a signature. */
const PLACEHOLDER = /(?:\[[A-Za-z _-]{1,40}\]|<[A-Za-z _-]{1,40}>|\{[A-Za-z _-]{1,40}\}|\u2026|\*{3,40})/y

/** Where something stands for the signature that was left out; undefined where nothing does. */
function placeholderAt(text: string, compact: string, end: number): Span | undefined {
  if (!compact.endsWith('.') || dots(compact) !== 2) return undefined
  PLACEHOLDER.lastIndex = end
  return PLACEHOLDER.test(text) ? { from: end, to: PLACEHOLDER.lastIndex } : undefined
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
    if (endsEncoded(text, at)) return at
  }
  return -1
}

/**
 * True for a text that is one token with damage in it: a foreign character, "…" for what was cut out, no header; or a PASETO, whose parts
 * can look like a JWT's. To take only what is whole would lose the damaged part and shift the others.
 */
function isDamaged(text: string, { from, to }: Span, whole: FoundToken | undefined): boolean {
  if (whole && whole.span.from <= from && (whole.leftOut ?? whole.span).to >= to) return false
  const run = text.slice(from, to)
  const count = dots(run, 5)
  // Asked first, since it costs least.
  if (count !== 2 && count !== 4 && !run.includes('…') && !run.startsWith('v')) return false
  return /^(?:\.?e[wy3]|v[1-4]\.(?:local|public)\.)[^\s"'`<>&?;,:#|{}()[\]]+$/.test(run)
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
  return count >= 2 && (candidates.length === 1 || count <= 3) ? gather(text, [{ from, to }], 'none') : undefined
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
