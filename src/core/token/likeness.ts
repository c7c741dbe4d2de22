// Decides whether a text was once a token or was meant to be one, on which depends what is shown and whether rules apply.
import { decodeBase64url } from '../text/base64url.ts'
import { pieceCount } from '../paste/found-token.ts'
import type { TextSegment } from './segment.ts'
import type { Token } from './token.ts'

/**
 * Whether this was once a token: its header is, or was meant to be, JSON. Otherwise, rules about a token's content stay silent,
 * so that a text that is not a token gets one finding instead of many.
 */
export function looksLikeToken(token: Token): boolean {
  if (token.wrapper === 'json-serialization') return true
  if (token.header.readable) return token.header.segment.text !== ''
  const { bytes, text } = token.header.decoded
  if (bytes.length === 0) return false
  if (/^\ufeff?\s*\{/.test(text) || /["']alg["']\s*:/.test(text)) return true
  return (
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    bytes[0] === 0 ||
    bytes[1] === 0 ||
    encodedTwice(token.header.segment) ||
    hexJson(token.header.segment.text)
  )
}

/** Text that is read as a whole although it is not a token: a JSON object, or a key. */
const READABLE = /^\s*(?:(?:\[\s*)?\{|-----BEGIN |(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S+) )/

/** "{" followed by a quote, whitespace or "}" in base64 (RFC 4648 table 2). */
const ENCODED_OBJECT = /^e(?:y[A-DI-L]|w[0-3k-r]|3[0-3])/

/** A header somewhere in the text, or the base64 of one, even if the rest of the token is broken or wrapped. */
const HOLDS_HEADER = /(?:eyJ|ZXlK)[A-Za-z0-9_+/%-]{10}/

/** The shortest header, `{"alg":"none"}`, takes twenty characters. With a few missing, its length still distinguishes an identifier from a host name. */
const LEAST_HEADER = 16

/**
 * Whether the text is worth decoding: a token, what is left of one, JSON, or a key that was pasted into the wrong
 * box. False for prose, identifiers and opaque tokens, which would decode to nothing but replacement characters.
 */
export function isWorthReading(text: string, found: number, token: Token | undefined): boolean {
  if (!token) return false
  if (found > 1 || READABLE.test(text) || HOLDS_HEADER.test(text)) return true
  // A few letters can decode to a brace: "eyebrow" does, but the rest is not text.
  if (looksLikeToken(token) && (token.header.decoded.utf8 || token.segments.length > 2)) return true
  if (token.segments.slice(0, 5).some((segment) => ENCODED_OBJECT.test(segment.text))) return true
  const [first] = token.segments
  return (
    pieceCount(token) === 1 &&
    (token.segments.length === 3 || token.segments.length === 5) &&
    first !== undefined &&
    first.text.length >= LEAST_HEADER &&
    token.segments.every((segment) => /^[A-Za-z0-9_+/=-]*$/.test(segment.text))
  )
}

/** Whether the text is base64url of base64url of JSON. */
export function encodedTwice(segment: TextSegment): boolean {
  const { text } = segment.decoded
  if (!/^e[wy3][A-Za-z0-9_+/-]{6,}={0,2}$/.test(text.slice(0, 4096))) return false
  const inner = new TextDecoder().decode(decodeBase64url(text.slice(0, 4096)).bytes)
  return /^\s*\{\s*["}]/.test(inner)
}

/** Whether the characters are hexadecimal digits of JSON. */
export function hexJson(text: string): boolean {
  return /^(?:7b|5b)(?:[0-9a-f]{2})*(?:7d|5d)$/i.test(text) && text.length >= 8
}
