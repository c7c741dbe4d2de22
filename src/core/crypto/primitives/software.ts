// Algorithms that Web Crypto lacks in some browsers (ES256K, Ed25519, Ed448, ML-DSA), from the noble libraries, each loaded on first use.
import type { Algorithm } from '../../algorithms/algorithms.ts'
import { decodeBase64url } from '../../text/base64url.ts'
import type { Jwk } from '../../keys/key-material.ts'
import { edwardsByName, mlDsaByName, uncompressed, weierstrassByName } from '../../keys/noble.ts'

interface Signer {
  verify(jwk: Jwk, signature: Uint8Array, data: Uint8Array): boolean
  sign(jwk: Jwk, data: Uint8Array): Uint8Array
}

/** True if `softwareSigner` supports the row. */
export function hasSoftware(algorithm: Algorithm): boolean {
  const { family, curves, webCrypto } = algorithm
  return family === 'ML-DSA' || (curves.length === 1 && (family === 'EdDSA' || webCrypto === undefined))
}

/** Verifies and signs in JavaScript, for resolved rows only (those of `EdDSA` with their curve). Throws if a key is malformed. */
export async function softwareSigner(algorithm: Algorithm): Promise<Signer> {
  if (algorithm.family === 'ML-DSA') {
    const mlDsa = await mlDsaByName(algorithm.name)
    return {
      verify: (jwk, signature, data) => mlDsa.verify(signature, data, bytes(jwk.pub)),
      sign: (jwk, data) => mlDsa.sign(data, mlDsa.keygen(bytes(jwk.priv)).secretKey),
    }
  }
  const [name] = algorithm.curves
  if (algorithm.family === 'ECDSA') {
    const curve = await weierstrassByName(name)
    return {
      // JOSE allows both values of s (RFC 8812 section 3.2 has no low-s rule).
      verify: (jwk, signature, data) => curve.verify(signature, data, uncompressed(jwk), { lowS: false }),
      sign: (jwk, data) => curve.sign(data, bytes(jwk.d)),
    }
  }
  const curve = await edwardsByName(name)
  return {
    // zip215 would accept encodings that RFC 8032 section 5.1.7 rejects.
    verify: (jwk, signature, data) => curve.verify(signature, data, bytes(jwk.x), { zip215: false }),
    sign: (jwk, data) => curve.sign(data, bytes(jwk.d)),
  }
}

function bytes(member: string | undefined): Uint8Array<ArrayBuffer> {
  return decodeBase64url(member ?? '').bytes
}
