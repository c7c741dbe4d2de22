// Computes the hash of what came with an ID token: the left half, with the hash of its "alg" (OpenID Connect Core section 3.1.3.6).
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { algorithmByName, type Hash } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'

type HashFunction = (bytes: Uint8Array) => Uint8Array

const HASHES: Record<Hash, HashFunction> = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }

/**
 * The left half of a value's hash in base64url; undefined if "alg" doesn't determine the hash. Ed25519 uses SHA-512 internally (RFC 8032
 * section 5.1), and Ed448 a hash that isn't available here.
 */
export function leftHalf(alg: string | undefined, value: string): string | undefined {
  const row = algorithmByName(alg)
  const hash = row?.hash ?? (row?.curves.includes('Ed25519') ? 'SHA-512' : undefined)
  if (!hash) return undefined
  const digest = HASHES[hash](new TextEncoder().encode(value))
  return encodeBase64url(digest.subarray(0, digest.length / 2))
}
