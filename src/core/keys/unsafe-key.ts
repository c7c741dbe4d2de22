// Public keys with which anyone can forge signatures: careful verifiers reject them, even if a browser's Web Crypto doesn't.
import { decodeBase64url } from '../text/base64url.ts'
import { toInteger } from '../text/bytes.ts'
import { problem, type KeyMaterial, type KeyProblem } from './key-material.ts'

/** Edwards curves: the prime of the field, and the y of every point of small order (RFC 8032 sections 5.1 and 5.2). */
const EDWARDS = new Map([
  [
    'Ed25519',
    edwards(2n ** 255n - 19n, [
      0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
      0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
    ]),
  ],
  ['Ed448', edwards(2n ** 448n - 2n ** 224n - 1n, [])],
])

function edwards(p: bigint, more: readonly bigint[]) {
  return { p, small: new Set([0n, 1n, p - 1n, ...more]) }
}

/** Undefined for a key worth trying. Doesn't check its length. */
export function unsafeKey({ jwk, curve }: KeyMaterial): KeyProblem | undefined {
  if (jwk.kty === 'RSA') {
    const e = toInteger(decodeBase64url(jwk.e ?? '').bytes)
    if (e >= 3n && (e & 1n) === 1n) return undefined
    return unsafe(`an RSA key whose exponent is ${e === 1n ? '1' : 'even'}`, 'an RSA key with an odd exponent of 3 or more')
  }
  const field = curve === undefined ? undefined : EDWARDS.get(curve)
  if (!field || jwk.x === undefined) return undefined
  const encoded = decodeBase64url(jwk.x).bytes.toReversed()
  // The highest bit is the sign of x.
  const y = toInteger(encoded) & ((1n << BigInt(encoded.length * 8 - 1)) - 1n)
  if (y >= field.p) return unsafe(`an ${curve} key whose y is not below the prime of its field`, `an ${curve} key as RFC 8032 encodes it`)
  return field.small.has(y)
    ? unsafe(`an ${curve} key of small order, with which anyone can sign`, `a properly generated ${curve} key`)
    : undefined
}

function unsafe(found: string, expected: string): KeyProblem {
  return problem('key-unsafe', found, expected, 'use another key; the person who gave you this one made a mistake or means harm')
}
