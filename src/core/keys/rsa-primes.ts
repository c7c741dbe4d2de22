// Recovers the primes of an RSA private key that has only n, e and d, which Web Crypto can't import (NIST SP 800-56B appendix C).
import { Budget } from '../budget.ts'
import { decodeBase64url, encodeBase64url } from '../text/base64url.ts'
import type { Jwk } from './key-material.ts'
import { fromInteger, toInteger } from '../text/bytes.ts'

/** In bytes of the modulus. With a longer one, a single multiplication blocks the page, and no browser accepts such a key. */
const LARGEST_MODULUS = 2048

/** The same key with p, q, dp, dq and qi. Rejects with a RangeError if n, e and d don't belong together, or if it takes too long. */
export async function withPrimes(jwk: Jwk, budget = new Budget()): Promise<Jwk<'RSA'>> {
  const [n, e, d] = [jwk.n, jwk.e, jwk.d].map(numberOf) as [bigint, bigint, bigint]
  const [p, q] = jwk.p && jwk.q ? [numberOf(jwk.p), numberOf(jwk.q)] : await factor(n, e, d, budget)
  if (p * q !== n || p < 3n || q < 3n) throw new RangeError('the primes do not multiply to the modulus')
  const [dp, dq, qi] = [d % (p - 1n), d % (q - 1n), inverse(q, p)].map(memberOf)
  return { kty: 'RSA', n: jwk.n!, e: jwk.e!, d: jwk.d!, p: memberOf(p), q: memberOf(q), dp: dp!, dq: dq!, qi: qi! }
}

/**
 * Each base finds a factor with a probability of at least one half. If a base raised to e times d doesn't return to itself, e and d don't
 * belong to n, so a wrong key costs one exponentiation, not a hundred.
 */
async function factor(n: bigint, e: bigint, d: bigint, budget: Budget): Promise<[bigint, bigint]> {
  let odd = d * e - 1n
  let twos = 0
  while (odd > 0n && odd % 2n === 0n) {
    odd /= 2n
    twos++
  }
  for (let base = 2n; base < 102n && twos > 0; base++) {
    let x = await powerOf(base, odd, n, budget)
    for (let i = 0; i < twos && x !== 1n && x !== n - 1n; i++) {
      const square = (x * x) % n
      if (square === 1n) {
        const p = greatestCommonDivisor(x - 1n, n)
        return p > n / p ? [p, n / p] : [n / p, p]
      }
      if (i === twos - 1) throw new RangeError('n, e and d do not belong together')
      x = square
    }
  }
  throw new RangeError('n, e and d do not belong together')
}

/**
 * `base` to the power of `exponent`, modulo `modulus`. From the left, so that half of the multiplications are by a small base. Rejects with a
 * RangeError when the budget is used up.
 */
export async function powerOf(base: bigint, exponent: bigint, modulus: bigint, budget: Budget): Promise<bigint> {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
    if (!(await budget.goOn())) throw new RangeError('the key takes too long')
  }
  return result
}

/** The inverse of `a` modulo `m` by the extended Euclidean algorithm; `a` and `m` must have no common factor, as with primes. */
function inverse(a: bigint, m: bigint): bigint {
  let [rest, next] = [m, a % m]
  let [before, after] = [0n, 1n]
  while (next > 0n) {
    const times = rest / next
    ;[rest, next] = [next, rest - times * next]
    ;[before, after] = [after, before - times * after]
  }
  return before < 0n ? before + m : before
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b]
  return a
}

/** The number in a JWK member (RFC 7518 section 2). Throws a RangeError if it is longer than the largest modulus allowed. */
export function numberOf(member: string | undefined): bigint {
  const { bytes } = decodeBase64url(member ?? '')
  if (bytes.length > LARGEST_MODULUS) throw new RangeError('the key is too long')
  return toInteger(bytes)
}

function memberOf(value: bigint): string {
  return encodeBase64url(fromInteger(value))
}
