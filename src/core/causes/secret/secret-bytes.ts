// Tries other bytes for the secret: its text in another character set, or a value computed from it.
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { encodeBase64url } from '../../text/base64url.ts'
import { encodeBase64 } from '../../text/base64.ts'
import type { Cause } from '../cause/cause.ts'
import { secretAttempt, giveText } from './secret-encoding.ts'
import { utf8 } from '../cause/material.ts'
import { encodeHex, joinBytes } from '../../text/bytes.ts'

const BOM = Uint8Array.of(0xef, 0xbb, 0xbf)
/** Windows-1252 where it differs from Latin-1 (WHATWG Encoding, index windows-1252). */
const WINDOWS_1252 = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ', (character, i) => [character, 0x80 + i]),
)

const otherCharset = {
  id: 'secret-other-charset',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret in other character sets',
  explain: ({ charset }) => ({
    clause: `the secret’s text were encoded as ${String(charset)}`,
    fix: 'Both sides must turn the secret into bytes in the same way. UTF-8 is what others expect.',
    button: 'Use these bytes',
  }),
  *tries(material) {
    const { keyText } = material
    if (keyText === '' || keyText.length > 4096) return
    const little = utf16(keyText, true)
    const big = utf16(keyText, false)
    yield secretAttempt(material, little, { charset: 'UTF-16, little-endian (.NET Encoding.Unicode)' })
    yield secretAttempt(material, big, { charset: 'UTF-16, big-endian' })
    yield secretAttempt(material, joinBytes(Uint8Array.of(0xff, 0xfe), little), { charset: 'UTF-16 with a byte-order mark, little-endian' })
    yield secretAttempt(material, joinBytes(Uint8Array.of(0xfe, 0xff), big), { charset: 'UTF-16 with a byte-order mark, big-endian' })
    yield secretAttempt(material, joinBytes(BOM, utf8(keyText)), { charset: 'UTF-8 with a byte-order mark' })
    if (keyText.startsWith('\ufeff'))
      yield secretAttempt(material, utf8(keyText.slice(1)), { charset: 'UTF-8 without the byte-order mark' })
    if (!/[\u0080-\uffff]/.test(keyText)) return
    for (const form of ['NFC', 'NFD'] as const) {
      const text = keyText.normalize(form)
      if (text !== keyText)
        yield secretAttempt(material, utf8(text), { charset: `UTF-8 in the normal form ${form}` }, { fix: [giveText(text)] })
    }
    const single = Uint8Array.from(keyText, (character) => WINDOWS_1252.get(character) ?? character.charCodeAt(0))
    if (Array.from(keyText).every((character) => WINDOWS_1252.has(character) || character.charCodeAt(0) < 256)) {
      yield secretAttempt(material, single, { charset: 'Latin-1 (Windows-1252)' })
    }
    yield secretAttempt(material, utf8(String.fromCharCode(...utf8(keyText))), { charset: 'UTF-8 that was encoded twice' })
    yield secretAttempt(material, utf8(keyText.replace(/[\u{80}-\u{10ffff}]/gu, '?')), {
      charset: 'ASCII, with ? for every other character',
    })
    yield secretAttempt(
      material,
      Uint8Array.from(keyText, (character) => character.charCodeAt(0) & 0xff),
      { charset: 'the low byte of each character' },
    )
  },
} as const satisfies Cause

function utf16(text: string, little: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little)
  return bytes
}

const HASHES = [
  ['SHA-256', sha256],
  ['SHA-512', sha512],
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-384', sha384],
] as const

const derived = {
  id: 'secret-derived',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'hashes and beginnings of the secret',
  explain: ({ hash, form, length }) => ({
    clause:
      length === undefined
        ? `the secret were ${String(hash)} of what you gave${form === 'bytes' ? '' : `, as ${String(form)} text`}`
        : `only the first ${String(length)} bytes of the secret were used`,
    fix:
      length === undefined
        ? 'The signer hashes the secret before signing. Do the same, or use random bytes on both sides.'
        : 'The signer cuts the secret off. Use all of it on both sides.',
    button: 'Use these bytes',
  }),
  *tries(material) {
    const { secret } = material
    if (!secret) return
    for (const [hash, digest] of HASHES) {
      const bytes = new Uint8Array(digest(secret))
      yield secretAttempt(material, bytes, { hash, form: 'bytes' })
      for (const [form, text] of [
        ['hex', encodeHex(bytes)],
        ['hex', encodeHex(bytes).toUpperCase()],
        ['base64', encodeBase64(bytes)],
        ['base64url', encodeBase64url(bytes)],
      ] as const) {
        yield secretAttempt(material, utf8(text), { hash, form }, { fix: [giveText(text)] })
      }
    }
    for (const length of [64, 48, 32, 24, 16, 8]) {
      if (length < secret.length) yield secretAttempt(material, secret.slice(0, length), { length })
    }
  },
} as const satisfies Cause

/** HMAC itself hashes a key longer than a block (RFC 2104 section 2), so there is nothing to try. */
const overBlockSize = {
  id: 'secret-over-block-size',
  dimension: 'fact',
  families: ['HMAC'],
  tried: 'a secret longer than a block',
  explain: () => ({
    sentence: 'A secret longer than a block, and its hash, are the same key (RFC 2104 section 2).',
    fix: 'Nothing has to change.',
  }),
  *tries() {},
} as const satisfies Cause

export const secretBytesCauses = [otherCharset, derived, overBlockSize] as const satisfies readonly Cause[]
