// The arithmetic of keys from the noble libraries, each loaded when first met, and a point as they take it.
import { decodeBase64url } from '../text/base64url.ts'
import { joinBytes } from '../text/bytes.ts'
import type { Jwk } from './key-material.ts'

/** The ML-DSA of a name (FIPS 204). */
export async function mlDsaByName(name: string) {
  const { ml_dsa44, ml_dsa65, ml_dsa87 } = await import('@noble/post-quantum/ml-dsa.js')
  return name === 'ML-DSA-44' ? ml_dsa44 : name === 'ML-DSA-65' ? ml_dsa65 : ml_dsa87
}

/** The EC curve of a name, with its point arithmetic. */
export async function weierstrassByName(name: string) {
  if (name === 'secp256k1') return (await import('@noble/curves/secp256k1.js')).secp256k1
  const { p256, p384, p521 } = await import('@noble/curves/nist.js')
  return name === 'P-256' ? p256 : name === 'P-384' ? p384 : p521
}

/** SEC 1 section 2.3.3: 04, x, y. */
export function uncompressed(jwk: Jwk): Uint8Array {
  const [x, y] = [jwk.x, jwk.y].map((member) => decodeBase64url(member ?? '').bytes)
  return joinBytes(Uint8Array.of(4), x!, y!)
}
