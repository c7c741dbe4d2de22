// JWK thumbprints with SHA-256, without waiting for Web Crypto (RFC 7638, RFC 8037 section 2, RFC 9964).
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jwk } from './key-material.ts'

/** Required members in lexicographic order (RFC 7638 section 3.2). */
const REQUIRED: Record<Jwk['kty'], readonly (keyof Jwk)[]> = {
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  oct: ['k', 'kty'],
  AKP: ['alg', 'kty', 'pub'],
}

/** The thumbprint in base64url, or undefined where a member is missing. */
export function thumbprint(jwk: Jwk): string | undefined {
  const names = REQUIRED[jwk.kty]
  if (names.some((name) => jwk[name] === undefined)) return undefined
  const json = `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(jwk[name])}`).join(',')}}`
  return encodeBase64url(sha256(new TextEncoder().encode(json)))
}
