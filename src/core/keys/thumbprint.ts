// Computes thumbprints of a key (RFC 7638) and of a certificate ("x5t" and "x5t#S256", RFC 7515 sections 4.1.7 and 4.1.8).
import { plainValue, type JsonNode } from '../text/json.ts'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { Hash } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jwk } from './key-material.ts'

/** The required members of each type, in lexicographic order (RFC 7638 section 3.2, RFC 8037 section 2, RFC 9964 for AKP). */
const MEMBERS: ReadonlyMap<unknown, readonly (keyof Jwk)[]> = new Map<Jwk['kty'], readonly (keyof Jwk)[]>([
  ['oct', ['k', 'kty']],
  ['RSA', ['e', 'kty', 'n']],
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['AKP', ['alg', 'kty', 'pub']],
])

// Not Web Crypto's hash, which is asynchronous: comparing a name would have to wait for it.
const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }

/**
 * The JWK Thumbprint in base64url, the same for a private key and its public half. Undefined if the type is unknown or a required
 * member isn't text. For a shared secret, it discloses a hash (RFC 7638 section 7).
 */
export function keyThumbprint(jwk: { readonly [name in keyof Jwk]?: unknown }, hash: Hash = 'SHA-256'): string | undefined {
  const names = MEMBERS.get(jwk.kty)
  if (!names?.every((name) => typeof jwk[name] === 'string')) return undefined
  const text = `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(jwk[name])}`).join(',')}}`
  return encodeBase64url(HASHES[hash](new TextEncoder().encode(text)))
}

/** base64url of the hash of a certificate's DER. */
export function certificateThumbprint(der: Uint8Array, hash: 'SHA-1' | 'SHA-256'): string {
  return encodeBase64url(HASHES[hash](der))
}

/** The thumbprint of a public key in a JSON text (RFC 7638), such as "jwk" in a header or in "cnf"; undefined if it is not a key. */
export function jwkThumbprint(jwk: JsonNode | undefined): string | undefined {
  return jwk?.type === 'object' ? keyThumbprint(plainValue(jwk) as Readonly<Record<keyof Jwk, unknown>>) : undefined
}
