// Determines what a text is as a whole: a token or text that contains one, a key, claims for a new token, or none of these.
import { inspect } from '../../core/inspect.ts'
import { keepLatest } from '../../core/upkeep/keep.ts'

export type SortOfText = 'token' | 'key' | 'claims' | 'neither'

/** Decided by the content, because the name of a file says little. */
export function sortText(text: string): SortOfText {
  const { token } = inspect(text)
  // If there is also a token, the text goes to the token box, and the key comes with it.
  if (isKeyText(text)) return token?.wellFormed ? 'token' : 'key'
  const json = jsonObject(text)
  if (json && isJsonKey(json)) return 'key'
  if (token && (token.header.readable || token.segments.length === 3 || token.segments.length === 5)) return 'token'
  // A DER key in base64.
  if (/^MI[A-Za-z0-9+/\s]{40,}={0,2}$/.test(text.trimEnd())) return 'key'
  return json && Object.keys(json).length > 0 ? 'claims' : 'neither'
}

/** Text in the token box that doesn't belong there; undefined for everything else. */
export const misplaced = keepLatest((text: string): 'key' | 'claims' | undefined => {
  // Most texts are tokens, and this is called for every keystroke.
  if (!/^\s*(?:\{|-|MI|ssh-|ecdsa-)/.test(text.slice(0, 1_000)) && !isKeyText(text.slice(0, 1_000))) return undefined
  const sort = sortText(text)
  return sort === 'key' || sort === 'claims' ? sort : undefined
})

/** PEM (RFC 7468) and the lines of OpenSSH (RFC 4253 section 6.6). */
function isKeyText(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]{0,60}(?:KEY|CERTIFICATE)[A-Z ]{0,60}-----|^[ \t]*(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d{3}) /m.test(text)
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** A JWK or a JWK Set (RFC 7517 sections 4 and 5). */
function isJsonKey(value: Record<string, unknown>): boolean {
  return typeof value['kty'] === 'string' || (Array.isArray(value['keys']) && !('log' in value))
}
