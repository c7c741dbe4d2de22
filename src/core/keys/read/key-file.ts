// Turns a dropped or chosen file into key text: PEM and JWK as they are, DER and raw secret bytes in base64; any other file is named.
import { isDerSequence } from './der/der.ts'

export type KeyFile =
  | {
      readonly ok: true
      /** For the key box. */
      readonly text: string
      /** The raw bytes of a secret were converted to base64 and must be read as base64. */
      readonly isBase64Secret: boolean
    }
  | {
      readonly ok: false
      /** "a PNG image", "an empty file": what it is. */
      readonly found: string
      /** What to use instead, as an imperative without a period. */
      readonly action: string
    }

/** Larger files, in bytes, are not read: the page would freeze. */
export const LARGEST_FILE = 20 * 1024 * 1024

const LONGEST_RAW_SECRET = 1024
const LONGEST_SECRET_TEXT = 64 * 1024

const KINDS: readonly { readonly starts: readonly number[]; readonly found: string; readonly action?: string }[] = [
  {
    starts: [0xfe, 0xed, 0xfe, 0xed],
    found: 'a Java keystore',
    action: 'extract the certificate: keytool -exportcert -rfc -keystore FILE -alias NAME',
  },
  { starts: [0x50, 0x4b, 0x03, 0x04], found: 'a ZIP archive', action: 'unpack it and use the key file inside' },
  { starts: [0x1f, 0x8b], found: 'a gzip archive', action: 'unpack it and use the key file inside' },
  { starts: [0x25, 0x50, 0x44, 0x46], found: 'a PDF document' },
  { starts: [0x89, 0x50, 0x4e, 0x47], found: 'a PNG image' },
  { starts: [0xff, 0xd8, 0xff], found: 'a JPEG image' },
  { starts: [0x47, 0x49, 0x46, 0x38], found: 'a GIF image' },
]
const RIGHT = 'use a PEM, JWK, JWK Set or DER file, or a certificate'

/** Reads a file's bytes. `takesSecret`: the token's algorithm uses a secret, so raw bytes may be one. Never throws. */
export function readKeyFile(bytes: Uint8Array, takesSecret: boolean): KeyFile {
  if (bytes.length === 0) return { ok: false, found: 'an empty file', action: RIGHT }
  if (isDerSequence(bytes)) return { ok: true, text: toBase64(bytes), isBase64Secret: false }
  const kind = KINDS.find(({ starts }) => starts.every((byte, i) => bytes[i] === byte))
  if (kind) return { ok: false, found: kind.found, action: kind.action ?? RIGHT }
  const text = decode(bytes)
  if (text !== undefined) {
    const isKey = /-----BEGIN|"kty"|"keys"|"jwks_uri"|^(ssh-|ecdsa-)/m.test(text)
    if (!isKey && text.length > LONGEST_SECRET_TEXT) return { ok: false, found: 'a long text without a key in it', action: RIGHT }
    return { ok: true, text, isBase64Secret: false }
  }
  if (takesSecret && bytes.length <= LONGEST_RAW_SECRET) return { ok: true, text: toBase64(bytes), isBase64Secret: true }
  return { ok: false, found: 'a binary file that isn’t a known key format', action: RIGHT }
}

/** UTF-8, or UTF-16 with a byte-order mark as some Windows editors write it; undefined for anything that is not text. */
function decode(bytes: Uint8Array): string | undefined {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(mark, { fatal: true }).decode(bytes)
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 4096) binary += String.fromCharCode(...bytes.subarray(i, i + 4096))
  return btoa(binary)
}
