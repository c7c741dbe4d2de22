// ML-DSA as far as it can be told in bytes (FIPS 204 sections 5.2 and 6.3): what is hashed, and what the signature is made of.
import { shake256 } from '@noble/hashes/sha3.js'
import { decodeBase64url } from '../text/base64url.ts'
import { signatureAnatomy } from './signature-anatomy.ts'
import { bytes, number, type StepInput, type SignatureStep } from './step/step.ts'
import { joinBytes } from '../text/bytes.ts'
import { mlDsaByName } from '../keys/noble.ts'

/** γ1 and γ1 − β: what the coefficients of z come out of, and what they must stay below (FIPS 204 table 1). */
const BOUNDS: Record<string, readonly [range: number, bound: number]> = {
  'ML-DSA-44': [2 ** 17, 2 ** 17 - 78],
  'ML-DSA-65': [2 ** 19, 2 ** 19 - 196],
  'ML-DSA-87': [2 ** 19, 2 ** 19 - 120],
}

/** The largest coefficient of z, whatever its sign: little-endian runs of bits, each γ1 minus the coefficient (FIPS 204 section 7.1). */
function largestCoefficient(response: Uint8Array, range: number): number {
  const width = Math.log2(range) + 1
  let largest = 0
  for (let at = 0, bits = 0, held = 0; at < response.length; at++) {
    held += response[at]! * 2 ** bits
    bits += 8
    if (bits < width) continue
    largest = Math.max(largest, Math.abs(range - (held % 2 ** width)))
    held = Math.floor(held / 2 ** width)
    bits -= width
  }
  return largest
}

/** The steps; the lattice itself is checked as a whole. */
export async function mlDsaSteps({ row, key, signingInput, signature }: StepInput): Promise<SignatureStep[]> {
  const publicKey = decodeBase64url(key.jwk.pub ?? '').bytes
  const keyHash = new Uint8Array(shake256(publicKey, { dkLen: 64 }))
  // No pre-hash and an empty context (FIPS 204 section 5.2, RFC 9964 section 4).
  const mu = new Uint8Array(shake256(joinBytes(keyHash, Uint8Array.of(0, 0), signingInput), { dkLen: 64 }))
  const parts = signatureAnatomy(row, signature, key)
  const holds = parts?.kind === 'ml-dsa' && (await mlDsaByName(row.name)).verify(signature, signingInput, publicKey)
  const [range = 0, bound = 0] = BOUNDS[row.name] ?? []
  const largest = parts?.kind === 'ml-dsa' ? largestCoefficient(parts.response, range) : undefined
  return [
    {
      id: 'key',
      side: 'both',
      title: `The key: ${publicKey.length.toLocaleString('en')} bytes`,
      sentence: 'A seed for a large matrix of polynomials, and a vector that hides the private one behind it.',
      values: [bytes('Public key', publicKey), bytes('Its hash (SHAKE256)', keyHash)],
    },
    {
      id: 'hash',
      side: 'both',
      title: 'The token’s representative: μ',
      sentence: 'SHAKE256 of the key’s hash, two zero bytes and the signing input: 64 bytes.',
      values: [bytes('μ', mu)],
    },
    {
      id: 'parts',
      side: 'signer',
      title: 'A commitment, a response and a hint',
      sentence:
        'The signer tries until a response reveals nothing about the private vector; the hash c̃ of its commitment and μ comes first.',
      values: parts?.kind === 'ml-dsa' ? [bytes('c̃', parts.commitment), bytes('z', parts.response), bytes('h', parts.hint)] : [],
    },
    ...(largest === undefined
      ? []
      : [
          {
            id: 'range',
            side: 'verifier' as const,
            title: 'Is z short?',
            sentence: 'Every coefficient of z must stay below the bound: a larger one would reveal the private vector, or is made up.',
            values: [
              number('Largest coefficient', BigInt(largest)),
              number('Bound', BigInt(bound)),
              { label: 'Below the bound', kind: 'check' as const, holds: largest < bound },
            ],
          },
        ]),
    {
      id: 'compare',
      side: 'verifier',
      title: 'The commitment, computed again',
      sentence:
        parts?.kind === 'ml-dsa'
          ? 'From z, h, c̃ and the key the verifier computes the commitment again; its hash with μ must be c̃. This page computed it too, but doesn’t show its thousands of numbers.'
          : `A signature of ${row.name} has ${row.signatureBytes} bytes, but this one has ${signature.length}, so it can’t be one.`,
      values: [{ label: 'Equal to c̃', kind: 'check', holds }],
    },
  ]
}
