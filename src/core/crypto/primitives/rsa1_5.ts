// RSAES-PKCS1-v1_5 decryption (RFC 8017 section 7.2.2), which no browser offers: for debugging what old systems made, never to answer anyone.
import type { Budget } from '../../budget.ts'
import type { Jwk } from '../../keys/key-material.ts'
import { numberOf, powerOf, withPrimes } from '../../keys/rsa-primes.ts'
import { fromInteger, toInteger } from '../../text/bytes.ts'

/**
 * The message under the padding. Throws a RangeError where the bytes are as long as no ciphertext for this key, where there is no such
 * padding, where the key does not hold together, or where the budget is used up.
 *
 * A service must not reveal the difference between these (RFC 7516 section 11.5); here the person asking has the key.
 */
export async function decryptPkcs1(privateKey: Jwk, ciphertext: Uint8Array, budget: Budget): Promise<Uint8Array<ArrayBuffer>> {
  const key = await withPrimes(privateKey, budget)
  const [n, p, q, dp, dq, qi] = [key.n, key.p, key.q, key.dp, key.dq, key.qi].map(numberOf) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const length = fromInteger(n).length
  const sealed = toInteger(ciphertext)
  if (ciphertext.length !== length || sealed >= n) throw new RangeError('no ciphertext for this key')
  // By the Chinese remainder theorem, a quarter of the work (RFC 8017 section 5.1.2).
  const [ofP, ofQ] = [await powerOf(sealed % p, dp, p, budget), await powerOf(sealed % q, dq, q, budget)]
  const padded = fromInteger(ofQ + q * (((((ofP - ofQ) % p) + p) * qi) % p), length)
  // 0, 2, at least eight bytes that are not 0, 0, the message.
  const end = padded.indexOf(0, 1)
  if (padded[0] !== 0 || padded[1] !== 2 || end < 10) throw new RangeError('no padding of PKCS #1 version 1.5')
  return padded.slice(end + 1)
}
