// Finds tokens that are encoded once more: in base64, as in a Kubernetes Secret, or in the digits of a SMART Health Card.
import type { Span } from '../text/span.ts'
import type { Carrier, FoundToken } from './found-token.ts'
import { isBase64, isWhole } from './run.ts'

/** Fewer characters cannot be the base64 of a complete token. */
const LEAST = 24

/**
 * Finds tokens in base64 (RFC 4648 section 4). The encoded text may have a scheme before the token or a line break after it. Base64 turns
 * the first two characters of a token ("e", then "w", "y" or "3") into "ZX" or "ZT". Lines of one length are joined, as the tool `base64`
 * breaks them.
 */
export function base64Tokens(text: string): FoundToken[] {
  const found: FoundToken[] = []
  for (let at = text.indexOf('Z'); at >= 0; at = text.indexOf('Z', at + 1)) {
    const next = text.charAt(at + 1)
    if ((next !== 'X' && next !== 'T') || isBase64(text.charCodeAt(at - 1))) continue
    const to = endOfLines(text, at)
    const token = to - at < LEAST ? undefined : decoded(text.slice(at, to))
    if (token !== undefined) found.push(encoded(token, { from: at, to }, 'base64'))
    at = to
  }
  return found
}

const LINE = /\r?\n[ \t]{0,40}([A-Za-z0-9+/_-]+)={0,2}(?=[ \t]{0,40}(?:\r?\n|$))/y

/** The end of the base64 that begins at an offset, with its padding and any further lines that are no longer than the first. */
function endOfLines(text: string, from: number): number {
  let to = from
  while (isBase64(text.charCodeAt(to))) to++
  const width = to - from
  for (let last = width; width >= 60 && last === width;) {
    LINE.lastIndex = to
    const line = LINE.exec(text)?.[1]
    if (line === undefined || line.length > width) break
    last = line.length
    to = LINE.lastIndex
  }
  while (text[to] === '=') to++
  return to
}

function decoded(base64: string): string | undefined {
  const digits = base64
    .replace(/[\s=]+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  if (digits.length % 4 === 1) return undefined
  const token = atob(digits).trim()
  return isWhole(token) ? token : undefined
}

/** "shc:/", then two digits per character (its code less 45). If there are several parts, each says its number and how many there are (SMART Health Cards Framework). */
const HEALTH_CARD = /shc:\/(?:(\d{1,2})\/(\d{1,2})\/)?(\d{40,})/g

/** Finds tokens of SMART Health Cards, whose parts must come in the order of their numbers. */
export function healthCardTokens(text: string): FoundToken[] {
  const found: FoundToken[] = []
  let parts: Span[] = []
  for (const { 0: all, 1: number = '1', 2: count = '1', 3: digits = '', index } of text.includes('shc:/')
    ? text.matchAll(HEALTH_CARD)
    : []) {
    const to = index + all.length
    parts = number === `${parts.length + 1}` ? [...parts, { from: to - digits.length, to }] : []
    if (parts.length === 0 || `${parts.length}` !== count) continue
    const token = parts.map(({ from, to: end }) => charactersOf(text.slice(from, end))).join('')
    const span = { from: index, to }
    if (isWhole(token)) found.push(parts.length === 1 ? encoded(token, parts[0] ?? span, 'digits') : joined(token, parts))
    parts = []
  }
  return found
}

function charactersOf(digits: string): string {
  let characters = ''
  for (let at = 0; at + 1 < digits.length; at += 2) characters += String.fromCharCode(Number(digits.slice(at, at + 2)) + 45)
  return characters
}

function joined(compact: string, parts: readonly Span[]): FoundToken {
  let at = 0
  const pieces = parts.flatMap(({ from, to }) => {
    const piece = [at, from, to]
    at += (to - from) / 2
    return piece
  })
  return { ...encoded(compact, { from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 }, 'digits'), pieces }
}

function encoded(compact: string, span: Span, carrier: Carrier): FoundToken {
  return { compact, span, pieces: [0, span.from, span.to], name: undefined, wrapper: 'text', repeats: [], carrier }
}
