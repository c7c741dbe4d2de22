// Shows an ML-DSA signature byte by byte (FIPS 204 sections 5.2 and 6.3), as far as that goes: the hashes, and the parts of the signature.
import { shake256 } from '@noble/hashes/sha3.js'
import { decodeBase64url } from '../text/base64url.ts'
import { signatureAnatomy } from './signature-anatomy.ts'
import { bytes, number, type StepInput, type SignatureStep } from './step/step.ts'
import { joinBytes } from '../text/bytes.ts'
import { mlDsaByName } from '../keys/noble.ts'

/** γ1, from which the encoded coefficients of z are subtracted, and γ1 − β, the bound on them (FIPS 204 table 1). */
const BOUNDS: Record<string, readonly [range: number, bound: number]> = {
  'ML-DSA-44': [2 ** 17, 2 ** 17 - 78],
  'ML-DSA-65': [2 ** 19, 2 ** 19 - 196],
  'ML-DSA-87': [2 ** 19, 2 ** 19 - 120],
}

/** The largest absolute value of a coefficient of z, each encoded as γ1 minus the coefficient in little-endian bits (FIPS 204 section 7.1). */
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

/** The steps. The lattice computation is a single one of them. */
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
      sentence:
        'It consists of a seed for a large matrix of polynomials and a vector computed from that matrix and the private vectors, which no one can find from it.',
      values: [bytes('Public key', publicKey), bytes('Its hash (SHAKE256)', keyHash)],
    },
    {
      id: 'hash',
      side: 'both',
      title: 'The message representative μ',
      sentence: 'μ is SHAKE256 of the key’s hash, two zero bytes and the signing input, 64 bytes long.',
      values: [bytes('μ', mu)],
    },
    {
      id: 'parts',
      side: 'signer',
      title: 'A commitment, a response and a hint',
      sentence:
        'The signer tries again until the response z reveals nothing about the private vectors. The signature begins with c̃, the hash of μ and the commitment.',
      values: parts?.kind === 'ml-dsa' ? [bytes('c̃', parts.commitment), bytes('z', parts.response), bytes('h', parts.hint)] : [],
    },
    ...(largest === undefined
      ? []
      : [
          {
            id: 'range',
            side: 'verifier' as const,
            title: 'Is z short?',
            sentence:
              'Every coefficient of z must be below the bound. Signers discard responses with larger ones, since those could reveal something about the private vectors.',
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
          ? 'The verifier computes the commitment again from z, h, c̃ and the key. The hash of μ and that commitment must equal c̃. This page does so too, but doesn’t show the thousands of numbers.'
          : `An ${row.name} signature has ${row.signatureBytes} bytes, but this one has ${signature.length}, so it can’t be one.`,
      values: [{ label: 'Equal to c̃', kind: 'check', holds }],
    },
  ]
}
