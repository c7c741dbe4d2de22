// Exports keys as a JWK, a JWK Set, or PEM in SPKI and PKCS#8.
import { publicMembers, type Jwk, type KeyMaterial } from '../key-material.ts'
import { encodePem } from '../read/pem/pem.ts'

/** `public` is what may be given away; `whole` includes the private members or the secret. */
export type KeyPart = 'public' | 'whole'

/** Metadata to write into a JWK (RFC 7517 section 4). */
export interface JwkMetadata {
  readonly kid?: string | undefined
  readonly alg?: string | undefined
  readonly use?: string | undefined
}

/** A JWK as a plain object, metadata first. Undefined for the public part of a shared secret, which doesn't exist. */
export function exportJwk(key: KeyMaterial, part: KeyPart, metadata: JwkMetadata = key): Record<string, string> | undefined {
  if (key.kind === 'secret' && part === 'public') return undefined
  const members: Jwk = part === 'public' ? publicMembers(key.jwk) : key.jwk
  const { kty, ...rest } = members
  const jwk: Record<string, string> = { kty }
  for (const name of ['kid', 'use', 'alg'] as const) {
    const value = metadata[name]
    if (value !== undefined) jwk[name] = value
  }
  return { ...jwk, ...rest }
}

/** A JWK Set as a plain object (RFC 7517 section 5); a public one omits shared secrets. */
export function exportJwkSet(keys: readonly KeyMaterial[], part: KeyPart): { keys: Record<string, string>[] } {
  return { keys: keys.map((key) => exportJwk(key, part)).filter((jwk) => jwk !== undefined) }
}

/** PKCS#8 requires the primes of an RSA key, which a JWK may leave out. */
async function complete(jwk: Jwk): Promise<Jwk> {
  return jwk.kty === 'RSA' && jwk.qi === undefined ? (await import('../rsa-primes.ts')).withPrimes(jwk) : jwk
}

/** PEM text: `PUBLIC KEY` (SPKI) or, for a whole private key, `PRIVATE KEY` (PKCS#8). Undefined for shared secrets. */
export async function exportPem(key: KeyMaterial, part: KeyPart): Promise<string | undefined> {
  if (key.kind === 'secret') return undefined
  const { encodePkcs8, encodeSpki } = await import('./asn1-export.ts')
  return part === 'whole' && key.kind === 'private'
    ? encodePem('PRIVATE KEY', encodePkcs8(await complete(key.jwk)))
    : encodePem('PUBLIC KEY', encodeSpki(key.jwk))
}
