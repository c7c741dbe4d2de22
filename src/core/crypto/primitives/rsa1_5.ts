// Decrypts RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.2), which browsers don't offer. For debugging old systems' tokens, not for a service.
import type { Budget } from '../../budget.ts'
import type { Jwk } from '../../keys/key-material.ts'
import { numberOf, powerOf, withPrimes } from '../../keys/rsa-primes.ts'
import { fromInteger, toInteger } from '../../text/bytes.ts'

/**
 * The message inside the padding. Throws a RangeError if the bytes can't be a ciphertext for this key, if the padding is wrong, if the
 * key's parts don't belong together, or if the budget is used up.
 *
 * A service must not reveal which of these it was (RFC 7516 section 11.5), but here the person asking has the key.
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
  if (ciphertext.length !== length || sealed >= n) throw new RangeError('not a ciphertext for this key')
  // With the Chinese remainder theorem, which takes a quarter of the work (RFC 8017 section 5.1.2).
  const [ofP, ofQ] = [await powerOf(sealed % p, dp, p, budget), await powerOf(sealed % q, dq, q, budget)]
  const padded = fromInteger(ofQ + q * (((((ofP - ofQ) % p) + p) * qi) % p), length)
  // 00 02, at least eight nonzero bytes, 00, and the message.
  const end = padded.indexOf(0, 1)
  if (padded[0] !== 0 || padded[1] !== 2 || end < 10) throw new RangeError('not padded as in PKCS #1 version 1.5')
  return padded.slice(end + 1)
}
