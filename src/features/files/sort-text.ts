// What a file's text is: a token or text that holds one, a key, or neither.
import { inspect } from '../../core/inspect.ts'

/** Told by content; the name of a file says little. */
export function sortText(text: string): 'token' | 'key' | 'neither' {
  if (/-----BEGIN [A-Z0-9 ]{0,60}(?:KEY|CERTIFICATE)[A-Z ]{0,60}-----|^[ \t]*(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d{3}) /m.test(text))
    return 'key'
  if (isJsonKey(text)) return 'key'
  const { token } = inspect(text)
  if (token && (token.header.readable || token.segments.length === 3 || token.segments.length === 5)) return 'token'
  // A key in DER, as base64.
  return /^MI[A-Za-z0-9+/\s]{40,}={0,2}$/.test(text.trimEnd()) ? 'key' : 'neither'
}

/** A JWK or a JWK Set (RFC 7517 sections 4 and 5). */
function isJsonKey(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    return typeof value['kty'] === 'string' || (Array.isArray(value['keys']) && !('log' in value))
  } catch {
    return false
  }
}
