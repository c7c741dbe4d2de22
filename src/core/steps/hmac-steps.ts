// Shows how HMAC is computed (RFC 2104 section 2), from the padded key through both hashes to the comparison.
import { secretOf } from '../keys/key-material.ts'
import { hashOf } from '../algorithms/algorithms.ts'
import { blockLength, digest } from './step/hashes.ts'
import { xor } from './step/numbers.ts'
import { bytes, type StepInput, type SignatureStep } from './step/step.ts'
import { differingBits, joinBytes } from '../text/bytes.ts'

/** The steps; signer and verifier take the same ones with the same secret. */
export function hmacSteps({ row, key, signingInput, signature }: StepInput): SignatureStep[] {
  const hash = hashOf(row)
  const secret = secretOf(key)
  const size = blockLength(hash)
  const hashed = secret.length > size
  const block = new Uint8Array(size)
  block.set(hashed ? digest(hash, secret) : secret)
  const inner = xor(block, new Uint8Array(size).fill(0x36))
  const outer = xor(block, new Uint8Array(size).fill(0x5c))
  const innerHash = digest(hash, joinBytes(inner, signingInput))
  const mac = digest(hash, joinBytes(outer, innerHash))
  const difference = differingBits(mac, signature)
  const blocks = `${hash} works on blocks of ${size} bytes`
  return [
    {
      id: 'key',
      side: 'both',
      title: `The secret as used: ${secret.length} ${secret.length === 1 ? 'byte' : 'bytes'}`,
      sentence: hashed
        ? `${blocks}. The secret is longer than that, so its hash is used instead, padded with zero bytes.`
        : secret.length === size
          ? `${blocks}, and the secret is exactly that long.`
          : `${blocks}, so the secret is padded with zero bytes.`,
      values: [bytes('Secret', secret), bytes(`Block of ${size} bytes`, block)],
    },
    {
      id: 'inner',
      side: 'both',
      title: 'The inner hash',
      sentence: `Each byte of the block is XORed with 0x36, and the signing input is appended. ${hash} turns the result into ${innerHash.length} bytes.`,
      values: [bytes('Block XOR 0x36…', inner), bytes(`${hash} of that and the signing input`, innerHash)],
    },
    {
      id: 'outer',
      side: 'both',
      title: 'The outer hash, which is the MAC',
      sentence:
        'Each byte of the block is XORed with 0x5c, and the inner hash is appended. The hash of that is the signature. Without the secret, no one can make the block.',
      values: [bytes('Block XOR 0x5c…', outer), bytes(`${hash} of that and the inner hash`, mac)],
    },
    {
      id: 'compare',
      side: 'verifier',
      title: 'Compared with the signature in the token',
      sentence: 'The verifier computes the MAC itself, from the token it received and its own copy of the secret. All bits must match.',
      values: [bytes('In the token', signature), { label: 'Equal', kind: 'check', holds: difference.differing === 0, ...difference }],
    },
  ]
}
