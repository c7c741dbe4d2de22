// HMAC from the inside (RFC 2104 section 2): the key brought to a block, the inner hash, the outer hash, and the comparison.
import { secretOf } from '../keys/key-material.ts'
import { hashOf } from '../algorithms/algorithms.ts'
import { blockLength, digest } from './step/hashes.ts'
import { xor } from './step/numbers.ts'
import { bytes, type StepInput, type SignatureStep } from './step/step.ts'
import { differingBits, joinBytes } from '../text/bytes.ts'

/** The steps; signer and verifier do the same with the same secret. */
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
  return [
    {
      id: 'key',
      side: 'both',
      title: `The secret as used: ${secret.length} ${secret.length === 1 ? 'byte' : 'bytes'}`,
      sentence: hashed
        ? `${hash} takes ${size} bytes at a time, and the secret is longer, so its hash takes its place, with zero bytes behind it.`
        : `${hash} takes ${size} bytes at a time, so the secret is filled up with zero bytes.`,
      values: [bytes('Secret', secret), bytes(`Block of ${size} bytes`, block)],
    },
    {
      id: 'inner',
      side: 'both',
      title: 'The inner hash',
      sentence: `Each byte of the block is combined (XOR) with 36, the signing input follows, and ${hash} makes ${innerHash.length} bytes of it.`,
      values: [bytes('Block XOR 36…', inner), bytes(`${hash} of it and the signing input`, innerHash)],
    },
    {
      id: 'outer',
      side: 'both',
      title: 'The outer hash: the MAC',
      sentence:
        'The block is combined with 5c, the inner hash follows, and the hash of that is the signature. Without the secret no one can make the block.',
      values: [bytes('Block XOR 5c…', outer), bytes(`${hash} of it and the inner hash`, mac)],
    },
    {
      id: 'compare',
      side: 'verifier',
      title: 'Compared with the signature in the token',
      sentence: 'The verifier computed the MAC itself, from the token it received and its own copy of the secret. All bits must match.',
      values: [bytes('In the token', signature), { label: 'Equal', kind: 'check', holds: difference.differing === 0, ...difference }],
    },
  ]
}
