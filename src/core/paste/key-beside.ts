// Finds a key in the same text as the token, as in a blog post with its secret, a test fixture or a ticket.
import { endOfString } from '../text/scan-json.ts'
import type { Span } from '../text/span.ts'

/** How much text around a token is searched for a key, in UTF-16 units. */
const MOST_SEARCHED = 200_000

/** A complete PEM block of a key or certificate (RFC 7468). */
const PEM = /-----BEGIN [A-Z0-9 ]{0,60}(?:KEY|CERTIFICATE)[A-Z ]{0,60}-----[^-]{1,20000}-----END [A-Z0-9 ]{1,80}-----/
/** A secret after a name that people commonly give it. */
const SECRET =
  /(?:^|[\s"'`({,;])(?:[A-Za-z]{1,20}[_-]){0,3}(?:secret|(?:signing|hmac|shared|secret)[ _-]?key)["'`]?[ \t]{0,4}[:=][ \t]{0,4}(?:"([^"\r\n]{4,200})"|'([^'\r\n]{4,200})'|`([^`\r\n]{4,200})`|([^\s"'`,;]{4,200}))/i

/**
 * Finds a key in the stretches of a text that belong to no token. For an HMAC, that is a JWK or a secret after its name; for anything else,
 * a PEM block, a JWK or a JWK Set. A client secret next to a token signed with a key pair is not its key.
 */
export function keyBeside(text: string, stretches: readonly Span[], isHmac: boolean): Span | undefined {
  for (const find of isHmac ? [secretJwkIn, secretIn] : [pemIn, publicJwkIn]) {
    let left = MOST_SEARCHED
    for (const { from, to } of stretches) {
      const part = text.slice(from, Math.min(to, from + left))
      left -= part.length
      const found = find(part)
      if (found) return { from: from + found.from, to: from + found.to }
      if (left <= 0) break
    }
  }
  return undefined
}

function pemIn(text: string): Span | undefined {
  if (!text.includes('-----BEGIN ')) return undefined
  const match = PEM.exec(text)
  return match ? { from: match.index, to: match.index + match[0].length } : undefined
}

function secretIn(text: string): Span | undefined {
  const match = SECRET.exec(text)
  const value = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4]
  if (!match || value === undefined || /^(?:https?:|ey[JK])/.test(value)) return undefined
  const from = match.index + match[0].lastIndexOf(value)
  return { from, to: from + value.length }
}

const secretJwkIn = (text: string) => jsonKeyIn(text, /"kty"[ \t\r\n]{0,20}:[ \t\r\n]{0,20}"oct"/)
const publicJwkIn = (text: string) => jsonKeyIn(text, /"kty"[ \t\r\n]{0,20}:[ \t\r\n]{0,20}"(?!oct")/)

/** The object with "kty" in it, or the JWK Set that contains it (RFC 7517 sections 4 and 5). */
function jsonKeyIn(text: string, kty: RegExp): Span | undefined {
  const at = text.search(kty)
  if (at < 0) return undefined
  const set = /\{\s{0,200}"keys"\s{0,20}:\s{0,20}\[/.exec(text.slice(0, at))
  const from = set ? set.index : text.lastIndexOf('{', at)
  const to = from < 0 ? -1 : endOfObject(text, from)
  if (to < 0) return undefined
  try {
    JSON.parse(text.slice(from, to))
    return { from, to }
  } catch {
    return undefined
  }
}

/** The offset after the brace that closes the one at `from`; -1 if none does. */
function endOfObject(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length;) {
    const c = text[at]
    if (c === '"') {
      at = endOfString(text, at)
      continue
    }
    at++
    if (c === '{' || c === '[') depth++
    else if ((c === '}' || c === ']') && --depth === 0) return at
  }
  return -1
}
