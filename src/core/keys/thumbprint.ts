// Thumbprints: of a key (RFC 7638), as a URI (RFC 9278), and of a certificate ("x5t" and "x5t#S256", RFC 7515 section 4.1.7).
import type { Hash } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jwk } from './key-material.ts'

/** The required members of each type, in lexicographic order (RFC 7638 section 3.2, RFC 8037 section 2, RFC 9964 for AKP). */
const MEMBERS: Record<Jwk['kty'], readonly (keyof Jwk)[]> = {
  oct: ['k', 'kty'],
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  AKP: ['alg', 'kty', 'pub'],
}

/** The JWK Thumbprint in base64url; the same for a private key and its public half. Of a shared secret it discloses a hash (section 7). */
export async function keyThumbprint(jwk: Jwk, hash: Hash = 'SHA-256'): Promise<string> {
  const text = `{${MEMBERS[jwk.kty].map((name) => `${JSON.stringify(name)}:${JSON.stringify(jwk[name])}`).join(',')}}`
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(text))))
}

/** `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…` (RFC 9278 section 3). */
export async function keyThumbprintUri(jwk: Jwk, hash: Hash = 'SHA-256'): Promise<string> {
  return `urn:ietf:params:oauth:jwk-thumbprint:${hash.toLowerCase()}:${await keyThumbprint(jwk, hash)}`
}

/** base64url of the hash of a certificate's DER. */
export async function certificateThumbprint(der: Uint8Array<ArrayBuffer>, hash: 'SHA-1' | 'SHA-256'): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(hash, der)))
}
