// Computes the hashes that "_sd_alg" may name, for disclosure digests and "sd_hash" (RFC 9901 section 4.1.1).
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { encodeBase64url } from '../text/base64url.ts'

const FUNCTIONS = { 'sha-256': sha256, 'sha-384': sha384, 'sha-512': sha512 } as const

/** A name of the IANA Named Information Hash Algorithm registry that this page computes. */
export type SdHash = keyof typeof FUNCTIONS

/** Looks up a hash by name; undefined if it is not supported here. */
export function sdHashByName(name: string): SdHash | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? (name as SdHash) : undefined
}

/** The digest of a text's characters, in base64url. */
export function sdDigest(hash: SdHash, text: string): string {
  return encodeBase64url(FUNCTIONS[hash](new TextEncoder().encode(text)))
}
