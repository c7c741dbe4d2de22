// Joins a token that continues on the next lines, possibly after quote marks or line numbers, or in the next cookies.
import { decodeBase64url } from '../text/base64url.ts'
import { decodeText } from '../text/decoded-text.ts'
import type { Span } from '../text/span.ts'
import type { Carrier } from './found-token.ts'
import { dots, isWhole } from './run.ts'

/** The stretches of text that make up a token, and what they are split over; `carrier` is undefined for one stretch and for plain lines. */
export interface Stretches {
  readonly spans: readonly [Span, ...Span[]]
  readonly carrier?: Carrier
}

/** What comes between one line of a token and the next. */
const BREAKS: readonly (readonly [carrier: Carrier | undefined, between: RegExp])[] = [
  [undefined, /[ \t]*\r?\n[ \t]*([A-Za-z0-9_.=-]+)(?=["'`,;)]*[ \t]*(?:\r?\n|$))/y],
  // RFC 8792 sections 7.1 and 8.1.
  ['folded', /\\[ \t]{0,80}\r?\n[ \t]{0,80}\\?([A-Za-z0-9_.~=-]+)(?=\\?["'`,;)]{0,4}[ \t]{0,80}(?:\r?\n|$))/y],
  ['quoted', /[ \t]{0,80}\r?\n[ \t]{0,8}>[> \t]{0,40}([A-Za-z0-9_.~=-]+)(?=["'`,;)]{0,4}[ \t]{0,80}(?:\r?\n|$))/y],
  [
    'numbered',
    /[ \t]{0,80}\r?\n[ \t]{0,80}\d{1,7}[ \t]{0,8}[|:\u2502\t ][ \t]{0,8}([A-Za-z0-9_.~=-]+)(?=["'`,;)]{0,4}[ \t]{0,80}(?:\r?\n|$))/y,
  ],
]

/**
 * Joins the lines of a wrapped token. While it has too few segments, the next line belongs to it; after that, only lines of one length do.
 * `end` is the end of its first line.
 */
export function joinLines(text: string, from: number, end: number): Stretches {
  for (const [carrier, between] of BREAKS) {
    const spans = linesOf(text, from, end, between)
    if (spans.length === 1) continue
    return carrier === undefined ? { spans: [{ from, to: spans.at(-1)?.to ?? end }] } : { spans, carrier }
  }
  return { spans: [{ from, to: end }] }
}

function linesOf(text: string, from: number, end: number, between: RegExp): [Span, ...Span[]] {
  const spans: [Span, ...Span[]] = [{ from, to: end }]
  let lineStart: number | undefined
  let due: number | undefined
  let to = end
  let lastLine = from
  let separators = dots(text.slice(from, to))
  for (;;) {
    between.lastIndex = to
    const line = between.exec(text)?.[1]
    if (line === undefined) return spans
    const last = to - lastLine
    const joined = lastLine > from
    // Computed only if another line follows: the beginning of a long line is far away.
    due ??= isEncrypted(text, from) ? 4 : 2
    lineStart ??= text.lastIndexOf('\n', from - 1) + 1
    const another = /^e[wy]/.test(line) || line.includes('.')
    // The first line may have a name before the token. An e-mail's line width includes it; if only the token was wrapped, it doesn't count.
    const even = joined && last >= 40 && (last === end - lineStart || last === end - from) && line.length <= last
    // A token that ends with its second dot lacks its signature, unless it is unsecured. A mere word isn't a signature.
    const belongs = separators < due ? line.includes('.') || last >= 40 : !another && (even || (text[to - 1] === '.' && line.length >= 20))
    if (!belongs) return spans
    to = between.lastIndex
    lastLine = to - line.length
    spans.push({ from: lastLine, to })
    separators += dots(line)
  }
}

/** Whether the header at an offset is a JWE's, judging by its first line: it names a content encryption (RFC 7516 section 9). */
function isEncrypted(text: string, from: number): boolean {
  const header = /^[A-Za-z0-9_-]+/.exec(text.slice(from, from + 2_000))?.[0] ?? ''
  return /"enc"\s*:/.test(decodeText(decodeBase64url(header).bytes).text)
}

/** The name of the first of several cookies, before its value: "session.0=", "sessionC1=", or its form in a table or JSON. */
const FIRST_COOKIE = /([A-Za-z0-9_.-]{0,80}?[A-Za-z_-][._-]?C?)([01])["']?[ \t]{0,3}[=:\t][ \t]{0,3}["']?$/
const MOST_COOKIES = 40
/** How far from the end of one cookie the next one may begin, since Set-Cookie attributes can come between. */
const NEAR = 2_000
/** A generous limit for one cookie with its name and attributes (RFC 6265 section 6.1), in characters. */
const MOST_VALUE = 8_000

/** True if the text before an offset is a 0 or 1 and what may separate a cookie's name from its value. */
function isBehindNumber(text: string, from: number): boolean {
  let at = from - 1
  while (at > from - 12 && /["' \t=:]/.test(text.charAt(at))) at--
  return at < from - 1 && (text[at] === '0' || text[at] === '1')
}

/** Joins the values of a token that was too long for one cookie; one stretch if there are no such cookies, or they don't make a complete token. */
export function joinCookies(text: string, from: number, end: number): Stretches {
  const alone: Stretches = { spans: [{ from, to: end }] }
  // Most tokens don't follow a number, which is cheaper to check than a pattern.
  if (!isBehindNumber(text, from)) return alone
  const first = FIRST_COOKIE.exec(text.slice(Math.max(0, from - 100), from))
  if (!first) return alone
  const [, name = '', number = '0'] = first
  const spans: [Span, ...Span[]] = [{ from, to: end }]
  for (let i = Number(number) + 1, to = end; spans.length < MOST_COOKIES; i++) {
    const near = text.slice(to, to + NEAR)
    const at = near.indexOf(`${name}${i}`)
    if (at < 0) break
    const behindName = to + at + name.length + `${i}`.length
    const [given, value = ''] =
      /^["']?[ \t]{0,3}[=:\t][ \t]{0,3}["']?([A-Za-z0-9_.=-]+)/.exec(text.slice(behindName, behindName + MOST_VALUE)) ?? []
    if (given === undefined) break
    to = behindName + given.length
    spans.push({ from: to - value.length, to })
  }
  const compact = spans.map((span) => text.slice(span.from, span.to)).join('')
  return spans.length > 1 && isWhole(compact) ? { spans, carrier: 'cookies' } : alone
}
