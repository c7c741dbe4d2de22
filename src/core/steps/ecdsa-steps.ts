// Shows how an ECDSA signature is made and verified (FIPS 186-5 section 6.4): z, the two numbers r and s, and the verifier's equation.
import { hashOf } from '../algorithms/algorithms.ts'
import { decodeBase64url } from '../text/base64url.ts'
import { digest } from './step/hashes.ts'
import { modPow } from './step/numbers.ts'
import { bytes, number, text, type StepInput, type SignatureStep } from './step/step.ts'
import { toInteger } from '../text/bytes.ts'
import { uncompressed, weierstrassByName } from '../keys/noble.ts'

/** The steps of ES* on the key's curve. */
export async function ecdsaSteps({ row, key, signingInput, signature }: StepInput): Promise<SignatureStep[]> {
  const hash = hashOf(row)
  const curve = await weierstrassByName(key.curve)
  const { Point } = curve
  const n = Point.Fn.ORDER
  const messageHash = digest(hash, signingInput)
  const excess = messageHash.length * 8 - n.toString(2).length
  const z = excess > 0 ? toInteger(messageHash) >> BigInt(excess) : toInteger(messageHash)
  const half = signature.length / 2
  const whole = signature.length === row.signatureBytes
  const r = whole ? toInteger(signature.subarray(0, half)) : 0n
  const s = whole ? toInteger(signature.subarray(half)) : 0n
  const inRange = r > 0n && r < n && s > 0n && s < n
  const steps: SignatureStep[] = [
    {
      id: 'hash',
      side: 'both',
      title: `The ${hash} hash of the signing input`,
      sentence: `However long the token is, ${messageHash.length} bytes represent it. Changing one bit of the token changes about half of the bits of its hash.`,
      values: [bytes(hash, messageHash)],
    },
    {
      id: 'z',
      side: 'both',
      title: 'The hash as a number z',
      sentence:
        'The hash is read as a big-endian number. From here on, all arithmetic is modulo n, the number of different multiples of the curve’s base point G.',
      values: [number('z', z), number('n', n)],
    },
    {
      id: 'key',
      side: 'both',
      title: `The key: a point Q on ${key.curve}`,
      sentence: 'Q is d times the base point G, where d is the private key. Anyone may know Q, but no one can find d from it.',
      values: [bytes('x', decodeBase64url(key.jwk.x ?? '').bytes), bytes('y', decodeBase64url(key.jwk.y ?? '').bytes)],
    },
    ...signerSteps(),
    {
      id: 'range',
      side: 'verifier',
      title: 'r and s read from the signature',
      sentence: whole
        ? 'Each takes half of the bytes. Both must be greater than 0 and less than n.'
        : `An ${row.name} signature has ${row.signatureBytes} bytes, but this one has ${signature.length}, so it can’t be one.`,
      values: [...(whole ? [number('r', r), number('s', s)] : []), { label: 'Between 0 and n', kind: 'check', holds: inRange }],
    },
  ]
  if (!inRange) return steps
  const w = modPow(s, n - 2n, n)
  const u1 = (z * w) % n
  const u2 = (r * w) % n
  const q = Point.fromBytes(uncompressed(key.jwk))
  const sum = Point.BASE.multiplyUnsafe(u1).add(q.multiplyUnsafe(u2))
  const x = sum.is0() ? undefined : sum.toAffine().x
  steps.push(
    {
      id: 'u',
      side: 'verifier',
      title: 'Two factors from the hash and the signature',
      sentence: 'w is the inverse of s modulo n. u1 is z times w, and u2 is r times w.',
      values: [number('w', w), number('u1', u1), number('u2', u2)],
    },
    {
      id: 'compare',
      side: 'verifier',
      title: 'The equation',
      sentence: 'u1 times G and u2 times Q are added. The x coordinate of the sum, modulo n, must equal r.',
      values: [
        ...(x === undefined ? [text('x', 'none: the point at infinity')] : [number('x of u1·G + u2·Q', x), number('x modulo n', x % n)]),
        { label: 'Equal to r', kind: 'check', holds: x !== undefined && x % n === r },
      ],
    },
  )
  return steps

  function signerSteps(): SignatureStep[] {
    const numbers = [number('r', r), number('s', s)]
    const d = key.jwk.d === undefined ? undefined : toInteger(decodeBase64url(key.jwk.d).bytes)
    const k = d !== undefined && inRange ? (modPow(s, n - 2n, n) * (z + r * d)) % n : undefined
    const point = k === undefined || k === 0n ? undefined : Point.BASE.multiplyUnsafe(k)
    // The nonce can be recovered only for the token that was signed.
    if (!k || !point || point.is0() || point.toAffine().x % n !== r) {
      return [
        {
          id: 'r-and-s',
          side: 'signer',
          title: 'A secret number k, and from it r and s',
          sentence:
            'The signer picks k at random or derives it from the private key and the hash (RFC 6979). r is the x coordinate of k·G modulo n, and s is the inverse of k times (z + r·d) modulo n. Only someone who knows d can compute s.',
          values: whole ? numbers : [],
        },
      ]
    }
    return [
      {
        id: 'nonce',
        side: 'signer',
        title: 'A secret number k',
        sentence:
          'The signer picks it at random or derives it from the private key and the hash (RFC 6979), and then discards it. With the private key, it can be recovered from the signature. Anyone who learns a single k can compute d.',
        values: [number('k', k)],
      },
      {
        id: 'r-and-s',
        side: 'signer',
        title: 'r and s',
        sentence:
          'r is the x coordinate of k·G modulo n, and s is the inverse of k times (z + r·d) modulo n. Each is written in as many bytes as n has.',
        values: numbers,
      },
    ]
  }
}
