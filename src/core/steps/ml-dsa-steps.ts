// ML-DSA as far as it can be told in bytes (FIPS 204 sections 5.2 and 6.3): what is hashed, and what the signature is made of.
import { shake256 } from '@noble/hashes/sha3.js'
import { decodeBase64url } from '../base64url.ts'
import { mlDsaByName } from '../primitives/software.ts'
import { concat } from './numbers.ts'
import { signatureAnatomy } from './signature-anatomy.ts'
import { bytes, type Signed, type Step } from './step.ts'

/** The steps; the lattice itself is checked as a whole. */
export async function mlDsaSteps({ row, key, signingInput, signature }: Signed): Promise<Step[]> {
  const publicKey = decodeBase64url(key.jwk.pub ?? '').bytes
  const keyHash = new Uint8Array(shake256(publicKey, { dkLen: 64 }))
  // No pre-hash and an empty context (FIPS 204 section 5.2, RFC 9964 section 4).
  const mu = new Uint8Array(shake256(concat(keyHash, Uint8Array.of(0, 0), signingInput), { dkLen: 64 }))
  const parts = signatureAnatomy(row, signature, key)
  const holds = parts?.kind === 'ml-dsa' && (await mlDsaByName(row.name)).verify(signature, signingInput, publicKey)
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
      title: 'What stands for the token: μ',
      sentence: 'SHAKE256 of the key’s hash, two zero bytes and the signing input: 64 bytes.',
      values: [bytes('μ', mu)],
    },
    {
      id: 'parts',
      side: 'signer',
      title: 'A commitment, a response and a hint',
      sentence:
        'The signer tries until a response gives nothing of the private vector away; the hash c̃ of its commitment and μ comes first.',
      values: parts?.kind === 'ml-dsa' ? [bytes('c̃', parts.commitment), bytes('z', parts.response), bytes('h', parts.hint)] : [],
    },
    {
      id: 'compare',
      side: 'verifier',
      title: 'The commitment, made again',
      sentence:
        parts?.kind === 'ml-dsa'
          ? 'From z, h, c̃ and the key the verifier makes the commitment again; its hash with μ must be c̃.'
          : `A signature of ${row.name} has ${row.signatureBytes} bytes, this one ${signature.length}: it cannot be one.`,
      values: [{ label: 'Equal to c̃', kind: 'check', holds }],
    },
  ]
}
