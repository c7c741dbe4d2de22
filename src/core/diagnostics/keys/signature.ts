// Rules about signatures: their length and form, known forgeries, and what a good one does not prove (RFC 7518 section 3).
import { algorithmByName, algorithms, resolveAlgorithm, signatureLength, type Algorithm } from '../../algorithms/algorithms.ts'
import { decodeBase64url } from '../../text/base64url.ts'
import type { Segment } from '../../token/segment.ts'
import { WEIERSTRASS, type WeierstrassCurve } from './curve-equation.ts'
import { derSignature } from './der-walk.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { isHexSignature } from '../encoding/encoding-base64url.ts'
import { isShortened } from '../envelope/envelope-text.ts'
import { keyAtHand } from './key-form.ts'
import { hmacOf } from './key-secret.ts'
import { headerText, jwsOf, segmentPlace } from '../rule/parts.ts'
import { whereKeyIsPublished } from './known/published-keys.ts'
import { whereSecretIsPublished } from '../../keys/published-secrets.ts'
import { cve, rfc, WYCHEPROOF } from '../rule/sources.ts'
import { toInteger } from '../../text/bytes.ts'
import { verified } from '../../crypto/verification.ts'

const PLACE = { in: 'signature' } as const

/** Signatures published in documentation, by their first characters. */
const EXAMPLES: readonly (readonly [start: string, where: string])[] = [
  ['SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c', "jwt.io's former example"],
  ['TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ', "jwt.io's first example"],
  ['KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30', "jwt.io's example"],
  [
    'POstGetfAytaZS82wHcjoTyoqhMyxXiWdR7Nn7A29DNSl0EiXLdwJ6xC6AfgZWF1bOsS_TuYI3OG85AmiExREkrS6tDfTQ2B3WXlrr-wp5AokiRbz3_oB4OxG-W9KcEEbDRcZc0nH3L7LzYptiy1PtAylQGxHTWZXtGz4ht0bAecBgmpdgXMguEIcoqPJ1n3pIWk_dUZegpqx0Lka21H6XxUTxiy8OcaarA8zdnPUnV6AmNP3ecFawIFYdvJB_cm-GvpCSbr8G8y_Mllj8f4x9nBH8pQux89_6gUY618iYv7tuPWBFfEbLxtF2pZS6YC1aSfLQxeNe8djT9YjpvRZA',
    "jwt.io's former RS256 example",
  ],
  ['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'the example of RFC 7515 appendix A.1'],
]

interface ReadSignature {
  readonly row: Algorithm
  readonly segment: Segment
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly curve: WeierstrassCurve | undefined
}

/** The signature that the token is judged by, with its algorithm's row, where both can be read and the signature is not empty. */
function signedOf(context: DiagnosticContext): ReadSignature | undefined {
  const jws = jwsOf(context.token)
  const row = algorithmByName(headerText(context, 'alg'))
  const segment = jws?.signatures.find(({ header }) => header === context.token.header)?.signature
  if (!row || row.family === 'none' || !segment || segment.text === '' || isShortened(context)) return undefined
  const { bytes, defects } = segment.decoding
  if (defects.some((defect) => defect.kind === 'illegal-character') || bytes.length === 0) return undefined
  return { row, segment, bytes, curve: row.family === 'ECDSA' ? WEIERSTRASS.get(row.curves[0] ?? '') : undefined }
}

/** r and s where the signature has the length of two integers of the curve. */
function pair({ curve, bytes }: ReadSignature): { r: bigint; s: bigint; n: bigint } | undefined {
  if (!curve || bytes.length !== 2 * curve.bytes) return undefined
  return { r: toInteger(bytes.subarray(0, curve.bytes)), s: toInteger(bytes.subarray(curve.bytes)), n: curve.n }
}

/** Bytes that the algorithm makes; of RSA only where the key is known. */
function expectedBytes(context: DiagnosticContext, row: Algorithm): number[] {
  const key = keyAtHand(context)
  if (row.kty === 'RSA') return key?.type === 'RSA' ? [signatureLength(row, key.bits)!] : []
  if (row.name === 'EdDSA') {
    const resolved = key && resolveAlgorithm(row, key.curve)
    return resolved?.signatureBytes !== undefined ? [resolved.signatureBytes] : [64, 114]
  }
  return row.signatureBytes === undefined ? [] : [row.signatureBytes]
}

function makersOf(bytes: number): string {
  const names = algorithms.filter((row) => row.signatureBytes === bytes && bytes > 0).map((row) => row.name)
  if (bytes === 256 || bytes === 384 || bytes === 512) return ` ${bytes} bytes are what RSA makes with a key of ${bytes * 8} bits.`
  return names.length === 0 ? '' : ` ${bytes} bytes are what ${names.slice(0, 3).join(', ')} ${names.length === 1 ? 'makes' : 'make'}.`
}

export const signature = [
  {
    id: 'sig-length',
    severity: 'error',
    source: [rfc(7518, '3'), rfc(8037, '3.1'), rfc(9964)],
    message: ({ found, alg, expected, hint }) =>
      `The signature has ${found} ${found === 1 ? 'byte' : 'bytes'}; ${alg} makes ${expected}.${hint}`,
    why: 'It was cut off, or made with a different algorithm than the header says. It cannot verify.',
    fix: 'Check that the complete token was copied, and which algorithm signed it.',
    *hits(context) {
      const signed = signedOf(context)
      if (!signed || derSignature(signed.bytes) || isHexSignature(signed.segment.text)) return
      const expected = expectedBytes(context, signed.row)
      // No RSA key that anyone still uses makes less than 64 bytes.
      const tooShort = signed.row.kty === 'RSA' && expected.length === 0 && signed.bytes.length < 64
      if (!tooShort && (expected.length === 0 || expected.includes(signed.bytes.length))) return
      yield {
        place: segmentPlace(signed.segment),
        args: {
          found: signed.bytes.length,
          alg: signed.row.name,
          expected: tooShort ? 'as many as the key has, 256 or more' : expected.join(' or '),
          hint: makersOf(signed.bytes.length),
        },
      }
    },
  },
  {
    id: 'sig-der',
    severity: 'error',
    source: [rfc(7518, '3.4')],
    message: ({ found, expected }) =>
      `The signature is DER-encoded (${found} bytes); JWS requires r and s side by side (${expected} bytes).`,
    why: 'Java, OpenSSL and key management services produce DER. JWT libraries reject it.',
    fix: 'Convert it: in Java "SHA256withECDSAinP1363Format", in Node.js `dsaEncoding: "ieee-p1363"`.',
    *hits(context) {
      const signed = signedOf(context)
      if (signed?.curve && signed.bytes.length !== 2 * signed.curve.bytes && derSignature(signed.bytes)) {
        yield { place: segmentPlace(signed.segment), args: { found: signed.bytes.length, expected: 2 * signed.curve.bytes } }
      }
    },
  },
  {
    id: 'sig-psychic',
    severity: 'error',
    source: [cve('2022-21449'), WYCHEPROOF],
    message: ({ problem }) => `The signature's ${problem}: vulnerable Java versions (15 to 18) may accept such a signature for anything.`,
    why: 'Both numbers must be at least 1 and less than the order of the curve. A library that doesn’t check this accepts zeros as a valid signature.',
    fix: 'Reject it, and update Java.',
    *hits(context) {
      const signed = signedOf(context)
      if (!signed?.curve) return
      const { n } = signed.curve
      const der = derSignature(signed.bytes)
      const numbers = der ? { r: toInteger(der.r), s: toInteger(der.s) } : pair(signed)
      if (!numbers) return
      const { r, s } = numbers
      const problem =
        r === 0n && s === 0n
          ? 'two numbers are zero'
          : r === 0n || s === 0n
            ? `number ${r === 0n ? 'r' : 's'} is zero`
            : r >= n || s >= n
              ? `number ${r >= n ? 'r' : 's'} is not less than the order of the curve`
              : undefined
      if (problem) yield { place: segmentPlace(signed.segment), args: { problem } }
    },
  },
  {
    id: 'sig-all-zero',
    severity: 'error',
    source: [rfc(7515, '5.2')],
    message: ({ byte }) => (byte === 0 ? 'The signature is all zero.' : `Every byte of the signature is ${byte}.`),
    why: 'It is a placeholder. No algorithm produces it.',
    fix: 'Reject it.',
    *hits(context) {
      const signed = signedOf(context)
      if (!signed || signed.bytes.length < 8) return
      const [first] = signed.bytes
      // Of ECDSA zeros are an attack with a rule of its own.
      if ((signed.curve && first === 0) || !signed.bytes.every((byte) => byte === first)) return
      yield { place: segmentPlace(signed.segment), args: { byte: first! } }
    },
  },
  {
    id: 'sig-high-s',
    severity: 'info',
    source: [{ name: 'SEC 1 section 4.1.4', url: 'https://www.secg.org/sec1-v2.pdf' }],
    message: () => 'A second form of this signature verifies too (r, n − s).',
    why: 'That is normal for ECDSA. It matters only to lists of revoked tokens keyed by the text.',
    fix: 'Key such lists by `jti`.',
    *hits(context) {
      const signed = signedOf(context)
      const numbers = signed && pair(signed)
      if (!numbers || numbers.s <= numbers.n / 2n || numbers.s >= numbers.n) return
      // Every second good signature is like this: said where low ones are the custom, and of a token of no known kind that verifies and has no "jti" to be listed by.
      const matters = verified(context.verification) && !context.claims?.has('jti') && context.profile?.id === 'plain-jwt'
      if (matters || signed.row.name === 'ES256K') yield { place: PLACE }
    },
  },
  {
    id: 'sig-noncanonical',
    severity: 'warning',
    source: [rfc(4648, '3.5')],
    message: ({ canonical }) =>
      `The signature verifies, and so does the token that ends with \`${canonical}\`: do not recognize tokens by their text.`,
    why: 'Anyone who has the token can write it in several ways, and so bypass a list of revoked ones.',
    fix: 'Key such lists by `jti`.',
    *hits(context) {
      const signed = signedOf(context)
      const spare = signed?.segment.decoding.defects.find((defect) => defect.kind === 'spare-bits')
      const { verification } = context
      const verifies = verified(verification) || (verification && 'mathematics' in verification && verification.mathematics === 'valid')
      if (signed && spare && verifies)
        yield { place: segmentPlace(signed.segment, spare.at, spare.at + 1), args: { canonical: spare.canonical } }
    },
  },
  {
    id: 'sig-rsa-ge-modulus',
    severity: 'error',
    source: [{ name: 'RFC 8017 section 5.2.2', url: 'https://www.rfc-editor.org/rfc/rfc8017#section-5.2.2' }],
    message: () => 'This signature is impossible with this key: it isn’t less than the modulus.',
    why: 'An RSA signature is a number less than the modulus of the key that made it. This one was made with a different key, or it was damaged.',
    fix: 'Use the key that signed the token, and copy the token again from its source.',
    *hits(context) {
      const signed = signedOf(context)
      const key = keyAtHand(context)
      if (signed?.row.kty !== 'RSA' || key?.type !== 'RSA' || key.bits > 16_384) return
      const n = decodeBase64url(key.jwk.n ?? '').bytes
      if (signed.bytes.length === n.length && toInteger(signed.bytes) >= toInteger(n)) yield { place: segmentPlace(signed.segment) }
    },
  },
  {
    id: 'sig-reused',
    severity: 'warning',
    source: [rfc(6979)],
    message: ({ what }) =>
      what === 'r'
        ? 'Another token in the text has the same `r`: the private key can be computed from the two.'
        : 'Another token in the text has the same signature over other content.',
    why: 'Using the same random number twice in ECDSA reveals the private key. An equal signature over other content was copied.',
    fix: 'Replace the key, and sign with a library that derives the number (RFC 6979). Reject a copied signature.',
    *hits(context) {
      const signed = signedOf(context)
      const { found, index } = context.inspection
      if (!signed || found.length < 2 || signed.bytes.length < 32 || context.token.object?.form !== 'compact') return
      const size = signed.curve && signed.bytes.length === 2 * signed.curve.bytes ? signed.curve.bytes : 0
      const mine = context.token.compact.slice(0, context.token.compact.lastIndexOf('.'))
      for (const [i, other] of found.slice(0, 50).entries()) {
        const parts = other.compact.split('.', 4)
        if (i === index || parts.length !== 3 || `${parts[0]!}.${parts[1]!}` === mine) continue
        const same = parts[2] === signed.segment.text
        // r alone is compared under one algorithm only.
        const sameR =
          size > 0 && parts[0] === context.token.header.segment.text && sameStart(decodeBase64url(parts[2]!).bytes, signed.bytes, size)
        if (!same && !sameR) continue
        yield { place: segmentPlace(signed.segment), args: { what: same ? 'signature' : 'r' } }
        return
      }
    },
  },
  {
    id: 'sig-copied',
    severity: 'info',
    source: [{ name: 'jwt.io', url: 'https://jwt.io' }],
    message: ({ where }) => `This is the signature of ${where}.`,
    why: 'A token from a tutorial proves nothing, and with other content it doesn’t verify.',
    fix: 'Use your own token.',
    *hits(context) {
      const signed = signedOf(context)
      const known = signed && EXAMPLES.find(([text]) => text === signed.segment.text)
      if (known) yield { place: segmentPlace(signed.segment), args: { where: known[1] } }
    },
  },
  {
    id: 'sig-not-checked',
    severity: 'info',
    source: [rfc(7515, '5.2')],
    message: () => 'The signature was not checked: enter a key.',
    why: 'Until it is checked, anyone may have written this token.',
    fix: 'Paste the secret, or the public key of the issuer.',
    *hits({ verification }) {
      if (verification?.state === 'no-key' && verification.reason === 'no-key-given') yield { place: PLACE }
    },
  },
  {
    id: 'sig-valid-weak',
    severity: 'warning',
    source: [rfc(8725, '3.5')],
    message: ({ reason }) => `The signature is valid, but ${reason}.`,
    why: 'A valid signature only shows that the key was used. It is worth only as much as the key is protected.',
    fix: 'Use a key that only the issuer has.',
    *hits(context) {
      const reason = weakness(context)
      if (reason) yield { place: PLACE, args: { reason } }
    },
  },
] as const satisfies readonly Diagnostic[]

function sameStart(a: Uint8Array, b: Uint8Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false
  return a.length === b.length
}

function weakness(context: DiagnosticContext): string | undefined {
  const answer = verified(context.verification)
  if (!answer) return undefined
  const { key } = answer.use
  if (answer.keySource === 'token') return 'with a key that the token itself contains'
  if (key.kind === 'secret' && whereSecretIsPublished(key.secret) !== undefined) return 'with a well-known secret'
  if (key.kind === 'secret' && key.bits < (hmacOf(context)?.minimumKeyBits ?? 0)) return `with a secret of only ${key.secret.length} bytes`
  if (key.type === 'RSA' && key.bits < 2048) return `with an RSA key of only ${key.bits.toLocaleString('en')} bits`
  return whereKeyIsPublished(key.jwk) !== undefined ? 'with an example key whose private half is public' : undefined
}
