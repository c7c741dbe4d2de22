// Key arithmetic from the noble libraries, each loaded on first use, and points in the encoding they take.
import type { EcCurve, EdwardsCurve, MlDsaName, MontgomeryCurve } from '../algorithms/curves.ts'
import { decodeBase64url } from '../text/base64url.ts'
import { joinBytes } from '../text/bytes.ts'
import type { Jwk } from './key-material.ts'

const nist = () => import('@noble/curves/nist.js')
const curve25519 = () => import('@noble/curves/ed25519.js')
const curve448 = () => import('@noble/curves/ed448.js')
const mlDsa = () => import('@noble/post-quantum/ml-dsa.js')

const WEIERSTRASS = {
  'P-256': async () => (await nist()).p256,
  'P-384': async () => (await nist()).p384,
  'P-521': async () => (await nist()).p521,
  secp256k1: async () => (await import('@noble/curves/secp256k1.js')).secp256k1,
} satisfies Record<EcCurve, unknown>

const EDWARDS = {
  Ed25519: async () => (await curve25519()).ed25519,
  Ed448: async () => (await curve448()).ed448,
} satisfies Record<EdwardsCurve, unknown>

const MONTGOMERY = {
  X25519: async () => (await curve25519()).x25519,
  X448: async () => (await curve448()).x448,
} satisfies Record<MontgomeryCurve, unknown>

const ML_DSA = {
  'ML-DSA-44': async () => (await mlDsa()).ml_dsa44,
  'ML-DSA-65': async () => (await mlDsa()).ml_dsa65,
  'ML-DSA-87': async () => (await mlDsa()).ml_dsa87,
} satisfies Record<MlDsaName, unknown>

/** The EC curve with this name and its point arithmetic. Throws if there is no such curve. */
export const weierstrassByName = (name: string | undefined) => WEIERSTRASS[name as EcCurve]()

/** The Edwards curve with this name, for signatures. Throws as above. */
export const edwardsByName = (name: string | undefined) => EDWARDS[name as EdwardsCurve]()

/** The Montgomery curve with this name, for key agreement. Throws as above. */
export const montgomeryByName = (name: string | undefined) => MONTGOMERY[name as MontgomeryCurve]()

/** The ML-DSA variant with this name (FIPS 204). Throws as above. */
export const mlDsaByName = (name: string | undefined) => ML_DSA[name as MlDsaName]()

/** SEC 1 section 2.3.3: 04, x, y. */
export function uncompressed(jwk: Jwk): Uint8Array {
  const coordinates = [jwk.x, jwk.y].map((member) => decodeBase64url(member ?? '').bytes)
  return joinBytes(Uint8Array.of(4), ...coordinates)
}
