// Reads a shared secret from text: the text byte for byte, or the bytes that its base64, base64url or hex encodes.
import { codePoint, codePointOf } from '../../text/characters.ts'
import { decodeBase64url, encodeBase64url } from '../../text/base64url.ts'
import { note, problem, type KeyNote, type ReadKey, type SecretEncoding, type SecretFormat, type SecretKey } from '../key-material.ts'
import { decodeHex } from '../../text/bytes.ts'
import { quoted } from '../../text/quoted.ts'

const NAMES: Record<SecretEncoding, string> = { utf8: 'UTF-8', base64url: 'base64url', base64: 'base64', hex: 'hex' }
const FOREIGN: Record<Exclude<SecretEncoding, 'utf8'>, RegExp> = {
  base64url: /[^A-Za-z0-9_-]/u,
  base64: /[^A-Za-z0-9+/]/u,
  hex: /[^0-9A-Fa-f]/u,
}

/**
 * Reads a secret. UTF-8 keeps every character, including whitespace and line breaks. The other encodings skip whitespace, line breaks
 * and `=` at the end (RFC 4648 section 3.2) and reject every other invalid character by name.
 */
export function readSecret(text: string, encoding: SecretEncoding): ReadKey<SecretKey> {
  if (encoding === 'utf8') return { key: secretKey(new TextEncoder().encode(text), 'secret-utf8'), notes: [] }
  const name = NAMES[encoding]
  // `=` in the padding may be wrapped too, so both are removed together.
  let end = text.length
  while (end > 0 && /[=\s]/.test(text.charAt(end - 1))) end--
  const foreign = firstForeign(text.slice(0, end), FOREIGN[encoding])
  if (foreign) {
    const code = codePoint(codePointOf(foreign.character))
    return {
      problem: problem(
        'secret-encoding',
        `a ${describeCharacter(foreign.character)} (${code}) at character ${foreign.at + 1}`,
        `only ${name} characters`,
        'choose another secret encoding, or remove it',
        { encoding, character: foreign.character, at: foreign.at },
      ),
    }
  }
  const digits = text.slice(0, end).replace(/\s+/g, '')
  if (encoding === 'hex' ? digits.length % 2 === 1 : digits.length % 4 === 1) {
    return {
      problem: problem(
        'secret-encoding',
        `${digits.length} ${name} characters`,
        encoding === 'hex' ? 'two characters for each byte' : 'no single character left over (2, 3 or 4 make whole bytes)',
        'copy the whole secret again, or choose another secret encoding',
        { encoding, length: digits.length },
      ),
    }
  }
  if (encoding === 'hex') return { key: secretKey(decodeHex(digits), 'secret-hex'), notes: [] }
  const decoding = decodeBase64url(digits.replace(/\+/g, '-').replace(/\//g, '_'))
  const notes: KeyNote[] = decoding.defects.some((defect) => defect.kind === 'spare-bits') ? [note('secret-spare-bits', { encoding })] : []
  return { key: secretKey(decoding.bytes, `secret-${encoding}`), notes }
}

/** Wraps the bytes of a secret. */
export function secretKey(secret: Uint8Array<ArrayBuffer>, format: SecretFormat): SecretKey {
  return {
    kind: 'secret',
    type: 'oct',
    bits: secret.length * 8,
    format,
    jwk: { kty: 'oct', k: encodeBase64url(secret) },
    secret,
    kid: undefined,
    alg: undefined,
    use: undefined,
    keyOps: undefined,
  }
}

function firstForeign(text: string, foreign: RegExp): { character: string; at: number } | undefined {
  let at = 0
  for (const character of text) {
    if (!/\s/.test(character) && foreign.test(character)) return { character, at }
    at += character.length
  }
  return undefined
}

function describeCharacter(character: string): string {
  return character < ' ' || character === '\u007f' ? 'control character' : quoted(character)
}
