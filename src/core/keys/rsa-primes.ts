// Recovers the primes of an RSA private key that has only n, e and d, which no Web Crypto imports (NIST SP 800-56B appendix C).
import { decodeBase64url, encodeBase64url } from '../text/base64url.ts'
import type { Jwk } from './key-material.ts'
import { fromInteger, toInteger } from '../text/bytes.ts'

/** The same key with p, q, dp, dq and qi. Throws a RangeError where n, e and d do not belong together. */
export function withPrimes(jwk: Jwk): Jwk {
  const n = numberOf(jwk.n)
  const e = numberOf(jwk.e)
  const d = numberOf(jwk.d)
  const [p, q] = jwk.p && jwk.q ? [numberOf(jwk.p), numberOf(jwk.q)] : factor(n, e, d)
  if (p * q !== n) throw new RangeError('the primes do not make the modulus')
  const [dp, dq, qi] = [d % (p - 1n), d % (q - 1n), power(q, p - 2n, p)].map(memberOf)
  return { kty: 'RSA', n: jwk.n!, e: jwk.e!, d: jwk.d!, p: memberOf(p), q: memberOf(q), dp: dp!, dq: dq!, qi: qi! }
}

function factor(n: bigint, e: bigint, d: bigint): [bigint, bigint] {
  let odd = d * e - 1n
  let twos = 0
  while (odd > 0n && odd % 2n === 0n) {
    odd /= 2n
    twos++
  }
  // Each base finds a factor with a chance of one half at least.
  for (let base = 2n; base < 102n && twos > 0; base++) {
    let x = power(base, odd, n)
    for (let i = 0; i < twos && x !== 1n && x !== n - 1n; i++) {
      const square = (x * x) % n
      if (square === 1n) {
        const p = greatestCommonDivisor(x - 1n, n)
        return p > n / p ? [p, n / p] : [n / p, p]
      }
      x = square
    }
  }
  throw new RangeError('n, e and d do not belong together')
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b]
  return a
}

function numberOf(member: string | undefined): bigint {
  return toInteger(decodeBase64url(member ?? '').bytes)
}

function memberOf(value: bigint): string {
  return encodeBase64url(fromInteger(value))
}
