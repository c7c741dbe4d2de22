// The short Weierstrass curves of JOSE as numbers: whether a point is on its curve, and the curve's order (SEC 2, FIPS 186-5).
import { coordinateBytes, type EcCurve } from '../../algorithms/curves.ts'

interface Numbers {
  readonly p: bigint
  readonly a: bigint
  readonly b: bigint
  /** Order of the base point. */
  readonly n: bigint
}

export interface WeierstrassCurve extends Numbers {
  /** Length of a coordinate in bytes. */
  readonly bytes: number
}

const curve = (p: bigint, a: bigint, b: string, n: string): Numbers => ({
  p,
  a: (a + p) % p,
  b: BigInt(`0x${b}`),
  n: BigInt(`0x${n}`),
})

const NUMBERS: Record<EcCurve, Numbers> = {
  'P-256': curve(
    2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    -3n,
    '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
    'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
  ),
  'P-384': curve(
    2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    -3n,
    'b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef',
    'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
  ),
  'P-521': curve(
    2n ** 521n - 1n,
    -3n,
    '51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00',
    '1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
  ),
  secp256k1: curve(2n ** 256n - 2n ** 32n - 977n, 0n, '7', 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'),
}

export const WEIERSTRASS: ReadonlyMap<string, WeierstrassCurve> = new Map(
  (Object.keys(NUMBERS) as EcCurve[]).map((name) => [name, { ...NUMBERS[name], bytes: coordinateBytes(name) }]),
)

/** y² = x³ + ax + b (mod p), both below p. */
export function isOnCurve({ p, a, b }: WeierstrassCurve, x: bigint, y: bigint): boolean {
  return x < p && y < p && (y * y - (x * x * x + a * x + b)) % p === 0n
}
