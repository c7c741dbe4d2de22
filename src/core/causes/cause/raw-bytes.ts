// Decodes text that is plainly hex, with or without separators, or base64 of either alphabet.
import { decodeBase64url } from '../../text/base64url.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { decodeHex } from '../../text/bytes.ts'

/** The bytes of the text as hex and as base64, hex first if it can be both; empty if it is neither. */
export function decodedHexOrBase64(text: string): Uint8Array<ArrayBuffer>[] {
  const found: Uint8Array<ArrayBuffer>[] = []
  const hex = text.trim().replace(/^0x/i, '').replace(/[:\s]/g, '')
  if (/^(?:[0-9a-f]{2}){16,}$/i.test(hex)) found.push(decodeHex(hex))
  const digits = withoutTrailing(text.replace(/\s+/g, ''), '=')
  if (/^[A-Za-z0-9+/_-]{16,}$/.test(digits)) found.push(decodeBase64url(digits.replace(/\+/g, '-').replace(/\//g, '_')).bytes)
  return found
}
