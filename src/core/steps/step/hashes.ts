// The hashes of the "alg" table as plain functions, so that the inner steps of HMAC, PSS and EdDSA can be shown.
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { Hash } from '../../algorithms/algorithms.ts'

const FUNCTIONS = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }

/** FIPS 180-4. */
export function digest(hash: Hash, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(FUNCTIONS[hash](bytes))
}

/** The hash's block length in bytes, to which HMAC pads its key (RFC 2104 section 2). */
export function blockLength(hash: Hash): number {
  return FUNCTIONS[hash].blockLen
}

/** MGF1 (RFC 8017 appendix B.2.1). */
export function mgf1(hash: Hash, seed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(length)
  const input = new Uint8Array(seed.length + 4)
  input.set(seed)
  for (let at = 0, counter = 0; at < length; counter++) {
    new DataView(input.buffer).setUint32(seed.length, counter)
    const block = digest(hash, input)
    mask.set(block.subarray(0, length - at), at)
    at += block.length
  }
  return mask
}
