// Tries other forms of the signature's bytes: hex text, encoded twice, cut off, in DER, with shortened or reordered numbers.
import { algorithms, signatureLength } from '../../algorithms/algorithms.ts'
import { curveByName, curves } from '../../algorithms/curves.ts'
import { decodeBase64url, encodeBase64url } from '../../text/base64url.ts'
import type { Attempt, Cause, CauseArgs, Material } from '../cause/cause.ts'
import { bytesInWords, sideBySide } from '../cause/evidence.ts'
import { methodOf } from '../cause/material.ts'
import { suits } from '../cause/trial.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { decodeHex, joinBytes } from '../../text/bytes.ts'

/** "32 bytes for P-256, 48 for P-384". */
const EC_LENGTHS = curves
  .filter(({ kty }) => kty === 'EC')
  .map(({ name, bytes }, i) => `${bytes}${i === 0 ? ' bytes' : ''} for ${name}`)
  .join(', ')

function attemptOf(material: Material, signature: Uint8Array<ArrayBuffer>, args: CauseArgs): Attempt {
  return {
    change: { signature },
    args,
    evidence: sideBySide('Signature', bytesInWords(material.received), bytesInWords(signature)),
    fix: [{ do: 'set-segment', part: 'signature', segment: encodeBase64url(signature) }],
  }
}

const HEX = /^(?:[0-9a-fA-F]{2}){16,}$/
const BUTTON = 'Fix the signature'

/** The signature's characters, and its bytes as text. */
function texts({ signature, received }: Material): readonly [string, string] {
  return [signature.signature.text, received.length < 4000 ? new TextDecoder('latin1').decode(received).trim() : '']
}

const hex = {
  id: 'signature-hex',
  dimension: 'signature',
  families: undefined,
  tried: 'the signature read as hex',
  explain: ({ encoded }) => ({
    clause: `the signature were bytes; it is ${encoded === 'yes' ? 'the base64url of hex text' : 'hex text'}`,
    fix: 'Encode the signature’s bytes, not their hex text. In PHP, hash_hmac() needs true as its fourth argument.',
    button: BUTTON,
  }),
  *tries(material) {
    const [own, inner] = texts(material)
    if (HEX.test(own)) yield attemptOf(material, decodeHex(own), { encoded: 'no' })
    if (HEX.test(inner)) yield attemptOf(material, decodeHex(inner), { encoded: 'yes' })
  },
} as const satisfies Cause

const doubleEncoded = {
  id: 'signature-double-encoded',
  dimension: 'signature',
  families: undefined,
  tried: 'the signature decoded twice',
  explain: () => ({
    clause: 'the signature were decoded once more: it was encoded twice',
    fix: 'Encode the signature’s bytes only once. The library’s sign() may already return text.',
    button: BUTTON,
  }),
  *tries(material) {
    let [, inner] = texts(material)
    for (let layer = 0; layer < 2 && /^[A-Za-z0-9+/_\s-]{20,}={0,2}$/.test(inner.trimEnd()); layer++) {
      const { bytes } = decodeBase64url(withoutTrailing(inner.replace(/\s+/g, ''), '=').replace(/\+/g, '-').replace(/\//g, '_'))
      yield attemptOf(material, bytes, { layers: layer + 2 })
      inner = new TextDecoder('latin1').decode(bytes).trim()
    }
  },
} as const satisfies Cause

/** The search compares the beginning of every MAC that it computes. */
const truncated = {
  id: 'signature-truncated',
  dimension: 'signature',
  families: ['HMAC', 'RSASSA-PKCS1-v1_5', 'EdDSA'],
  tried: 'the beginning of the signature',
  explain: ({ found, expected }) => ({
    clause: `the signature were complete: it has only the first ${String(found)} of ${String(expected)} bytes`,
    fix: 'Copy the token to its very end. If the signer truncates the MAC, no JWS algorithm allows that.',
    button: 'Complete the signature',
  }),
  *tries() {},
} as const satisfies Cause

/** The attempt to report if only the beginning of a signature is present. */
export function truncatedAttempt(whole: Uint8Array<ArrayBuffer>, received: Uint8Array<ArrayBuffer>): Attempt {
  return {
    change: { signature: whole },
    args: { found: received.length, expected: whole.length },
    evidence: sideBySide('Signature', `${received.length} bytes`, `${whole.length} bytes`),
    fix: [{ do: 'set-segment', part: 'signature', segment: encodeBase64url(whole) }],
  }
}

/** The possible lengths of r and s, beginning with the header's. */
function halves(material: Material): number[] {
  const own = material.algorithm?.signatureBytes
  const curve = material.keys.find((key) => key.type === 'EC')?.curve
  const byCurve = curveByName(curve)?.bytes ?? 32
  return [...new Set([own === undefined ? byCurve : own / 2, byCurve])]
}

const der = {
  id: 'signature-der',
  dimension: 'signature',
  families: ['ECDSA'],
  tried: 'the signature read as DER',
  explain: ({ bytes, expected }) => ({
    clause: `the signature were r and s side by side (${String(expected)} bytes); it is DER (${String(bytes)} bytes)`,
    fix: 'Convert it in the signer: IEEE P1363 format in Web Crypto and .NET, dsaEncoding: "ieee-p1363" in Node (RFC 7518 section 3.4).',
    button: 'Convert the signature',
  }),
  *tries(material) {
    const [own, inner] = texts(material)
    const forms = [material.received, ...(HEX.test(own) ? [decodeHex(own)] : []), ...(HEX.test(inner) ? [decodeHex(inner)] : [])]
    for (const form of forms) {
      const numbers = derNumbers(form)
      if (!numbers) continue
      for (const half of halves(material)) {
        const [r, s] = numbers.map((number) => fitted(number, half))
        if (r && s) yield attemptOf(material, joinBytes(r, s), { bytes: form.length, expected: 2 * half })
      }
    }
  },
} as const satisfies Cause

/** r and s of an ECDSA-Sig-Value (RFC 3279 section 2.2.3), without leading zeros; undefined if it isn’t one. */
export function derNumbers(bytes: Uint8Array): readonly [Uint8Array, Uint8Array] | undefined {
  if (bytes[0] !== 0x30) return undefined
  let at = bytes[1] === 0x81 ? 3 : 2
  const numbers: Uint8Array[] = []
  for (let i = 0; i < 2; i++) {
    const length = bytes[at + 1]
    if (bytes[at] !== 0x02 || length === undefined || at + 2 + length > bytes.length) return undefined
    numbers.push(withoutZeros(bytes.subarray(at + 2, at + 2 + length)))
    at += 2 + length
  }
  return at === bytes.length ? (numbers as [Uint8Array, Uint8Array]) : undefined
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  return bytes.subarray(start)
}

/** A number in exactly that many bytes; undefined if it is larger. */
function fitted(number: Uint8Array, length: number): Uint8Array<ArrayBuffer> | undefined {
  const significant = withoutZeros(number)
  return significant.length > length ? undefined : joinBytes(new Uint8Array(length - significant.length), significant)
}

const RSA_LENGTH =
  'An RSA signature is exactly as long as the modulus, leading zeros included (RFC 8017 section 8). Pad or cut it to that length in the signer.'
const DROPPED = 'The signer drops leading zeros. Pad each number to its full length (RFC 7518 section 3.4).'
const EXTRA =
  'Write each number in exactly its full length (RFC 7518 section 3.4). DER puts a zero byte before a number whose first bit is 1, but a JWS doesn’t.'

/** How often r or s begins with a zero byte. The first of P-521’s 66 bytes holds a single bit, so it’s zero in half of all numbers. */
function oddsOfZero(length: number): string {
  return length === 66 ? 'About three signatures in four are affected.' : 'About one signature in 128 is affected.'
}

const leadingZeros = {
  id: 'signature-leading-zeros',
  dimension: 'signature',
  families: ['ECDSA', 'RSASSA-PKCS1-v1_5', 'RSASSA-PSS'],
  tried: 'leading zeros of the signature’s numbers added or removed',
  explain: ({ number, found, expected }) => {
    const both = number === 'r and s'
    const has = `${both ? 'together they have' : 'it has'} ${String(found)} bytes instead of ${String(expected)}`
    const isShort = Number(found) < Number(expected)
    return {
      clause: `${String(number)} had ${isShort ? `${both ? 'their' : 'its'} leading zero bytes` : 'no extra leading zero bytes'}: ${has}`,
      fix:
        number === 'the signature'
          ? RSA_LENGTH
          : isShort
            ? `${DROPPED} ${oddsOfZero(both ? Number(expected) / 2 : Number(expected))}`
            : EXTRA,
      button: isShort ? 'Put the zeros back' : 'Remove the zeros',
    }
  },
  *tries(material) {
    const { received, algorithm } = material
    if (algorithm?.kty === 'RSA') {
      for (const key of material.keys) {
        const length = signatureLength(algorithm, key.bits)
        const whole =
          key.type === 'RSA' && length !== undefined && received.length !== length && received.length > length - 8
            ? fitted(received, length)
            : undefined
        if (whole) yield attemptOf(material, whole, { number: 'the signature', found: received.length, expected: length! })
      }
      return
    }
    if (received[0] === 0x30 && derNumbers(received)) return
    for (const half of halves(material)) {
      const missing = 2 * half - received.length
      if (missing < -2 || missing === 0 || missing > 4) continue
      for (let r = Math.max(0, received.length - half - 1); r <= Math.min(half + 1, received.length); r++) {
        const [first, second] = [fitted(received.subarray(0, r), half), fitted(received.subarray(r), half)]
        if (!first || !second) continue
        const isOff = (length: number) => (missing > 0 ? length < half : length > half)
        const args =
          isOff(r) && isOff(received.length - r)
            ? { number: 'r and s', found: received.length, expected: 2 * half }
            : { number: isOff(r) ? 'r' : 's', found: isOff(r) ? r : received.length - r, expected: half }
        yield attemptOf(material, joinBytes(first, second), args)
      }
    }
  },
} as const satisfies Cause

const order = {
  id: 'signature-order',
  dimension: 'signature',
  families: ['ECDSA'],
  tried: 'r and s swapped, or little-endian',
  explain: ({ how }) => ({
    clause:
      how === 'swapped'
        ? 'r and s were swapped'
        : how === 'little'
          ? 'r and s were big-endian; they are little-endian'
          : 'r and s were swapped and big-endian',
    fix: 'Write r before s, each big-endian (RFC 7518 section 3.4).',
    button: BUTTON,
  }),
  *tries(material) {
    const { received } = material
    if (received.length % 2 === 1 || received.length < 64 || received.length > 132) return
    const r = received.slice(0, received.length / 2)
    const s = received.slice(received.length / 2)
    yield attemptOf(material, joinBytes(s, r), { how: 'swapped' })
    yield attemptOf(material, joinBytes(r.toReversed(), s.toReversed()), { how: 'little' })
    yield attemptOf(material, received.toReversed(), { how: 'both' })
  },
} as const satisfies Cause

const curveLength = {
  id: 'signature-curve-length',
  dimension: 'signature',
  families: ['ECDSA'],
  tried: 'the lengths and curves of the other ES algorithms',
  explain: ({ found, expected, as, alg, curve }) =>
    as === undefined
      ? {
          clause: `r and s had ${Number(expected) / 2} bytes each: the signature has ${String(found)} bytes instead of ${String(expected)}`,
          fix: `Pad each number to the length of its curve: ${EC_LENGTHS}.`,
          button: BUTTON,
        }
      : {
          clause: `it were checked as ${String(as)}: the key is on ${String(curve)}, but the header says ${String(alg)}`,
          fix: 'The signer’s header doesn’t match its key: each ES algorithm has one curve (RFC 7518 section 3.4).',
        },
  *tries(material) {
    const { received, algorithm } = material
    for (const row of algorithms) {
      const method = methodOf(row)
      const key = row.family !== 'ECDSA' || row.name === algorithm?.name ? undefined : material.keys.find((each) => suits(method, each))
      if (key)
        yield {
          change: { method },
          args: { as: row.name, curve: key.curve!, alg: algorithm?.name ?? '' },
          evidence: { of: 'Algorithm', before: algorithm?.name ?? '', after: row.name },
        }
    }
    if (received.length % 2 === 1 || received.length < 32 || received.length > 256) return
    const half = received.length / 2
    for (const length of halves(material)) {
      if (length === half) continue
      const [r, s] = [fitted(received.subarray(0, half), length), fitted(received.subarray(half), length)]
      if (r && s) yield attemptOf(material, joinBytes(r, s), { found: received.length, expected: 2 * length })
    }
  },
} as const satisfies Cause

export const signatureCauses = [hex, doubleEncoded, truncated, der, leadingZeros, order, curveLength] as const satisfies readonly Cause[]
