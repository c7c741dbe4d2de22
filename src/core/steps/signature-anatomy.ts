// Takes a signature apart into the numbers that its bytes represent, by the family of its algorithm.
import { DER } from '@noble/curves/abstract/weierstrass.js'
import { resolveAlgorithm, signatureLength, type Algorithm } from '../algorithms/algorithms.ts'
import type { KeyMaterial } from '../keys/key-material.ts'
import { readPkcs1, recoverMessage, type Pkcs1Padding, type Recovered } from './rsa-padding.ts'
import { decodeHex, toInteger } from '../text/bytes.ts'

export type SignatureAnatomy =
  | { readonly kind: 'hmac' }
  /** Big-endian halves (RFC 7518 section 3.4) and the DER that other systems write (RFC 3279 section 2.2.3). */
  | {
      readonly kind: 'ecdsa'
      readonly r: Uint8Array
      readonly s: Uint8Array
      readonly rNumber: bigint
      readonly sNumber: bigint
      readonly der: Uint8Array<ArrayBuffer>
    }
  /** RFC 8032 sections 5.1.6 and 5.2.6: a point and a little-endian number. */
  | { readonly kind: 'eddsa'; readonly r: Uint8Array; readonly s: Uint8Array; readonly sNumber: bigint }
  /** `recovered` if the public key is at hand; `padding` if it is PKCS #1 v1.5. */
  | { readonly kind: 'rsa'; readonly number: bigint; readonly recovered: Recovered | undefined; readonly padding: Pkcs1Padding | undefined }
  /** FIPS 204 section 7.2: the commitment hash, the response and the hint. */
  | { readonly kind: 'ml-dsa'; readonly commitment: Uint8Array; readonly response: Uint8Array; readonly hint: Uint8Array }
  /** The signature doesn't have the `expected` number of bytes. */
  | { readonly kind: 'other-length'; readonly expected: number }

/** Bytes of c̃ and of the hint h (FIPS 204 tables 1 and 2: λ/4, ω + k). */
const ML_DSA: Record<string, readonly [commitment: number, hint: number]> = {
  'ML-DSA-44': [32, 84],
  'ML-DSA-65': [48, 61],
  'ML-DSA-87': [64, 83],
}

/** Takes a signature apart. A key that fits the algorithm is used only to look inside an RSA signature. Never throws, whatever the data. */
export function signatureAnatomy(algorithm: Algorithm, signature: Uint8Array, key: KeyMaterial | undefined): SignatureAnatomy | undefined {
  const fitting = key?.type === algorithm.kty ? key : undefined
  const row = (fitting && resolveAlgorithm(algorithm, fitting.curve)) ?? algorithm
  const expected = row.kty === 'RSA' ? fitting && signatureLength(row, fitting.bits) : row.signatureBytes
  if (expected !== undefined && expected !== signature.length) return { kind: 'other-length', expected }
  const half = signature.length / 2
  switch (row.family) {
    case 'HMAC':
      return { kind: 'hmac' }
    case 'ECDSA': {
      const [r, s] = [signature.slice(0, half), signature.slice(half)]
      const [rNumber, sNumber] = [toInteger(r), toInteger(s)]
      return { kind: 'ecdsa', r, s, rNumber, sNumber, der: ecdsaDer(rNumber, sNumber) }
    }
    case 'EdDSA': {
      if (signature.length !== 64 && signature.length !== 114) return { kind: 'other-length', expected: 64 }
      const [r, s] = [signature.slice(0, half), signature.slice(half)]
      return { kind: 'eddsa', r, s, sNumber: toInteger(s.toReversed()) }
    }
    case 'RSASSA-PKCS1-v1_5':
    case 'RSASSA-PSS': {
      const recovered = fitting && recoverMessage(fitting.jwk, signature)
      const padding = row.family === 'RSASSA-PKCS1-v1_5' && recovered?.kind === 'message' ? readPkcs1(recovered.bytes) : undefined
      return { kind: 'rsa', number: toInteger(signature), recovered, padding }
    }
    case 'ML-DSA': {
      const [commitment, hint] = ML_DSA[row.name] ?? [0, 0]
      return {
        kind: 'ml-dsa',
        commitment: signature.slice(0, commitment),
        response: signature.slice(commitment, signature.length - hint),
        hint: signature.slice(signature.length - hint),
      }
    }
    case 'none':
      return undefined
  }
}

/** ECDSA-Sig-Value (RFC 3279 section 2.2.3). */
export function ecdsaDer(r: bigint, s: bigint): Uint8Array<ArrayBuffer> {
  return decodeHex(DER.hexFromSig({ r, s }))
}
