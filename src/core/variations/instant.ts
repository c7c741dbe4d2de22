// Finds a time at which a token is current, so that a fixture can pin the verifier's clock and never goes out of date.
import { readClaimsSet, readTime } from '../claims/claims-set.ts'
import type { Token } from '../token/token.ts'

/** Now, if the token is current; else the nearest whole second at which it is. In seconds since 1970. */
export function instantWithin(token: Token, now: number): number {
  const { state, exp, nbf } = readTime(readClaimsSet(token), now)
  if (state === 'expired') return Math.ceil(exp ?? now) - 1
  return state === 'not-yet-valid' ? Math.ceil(nbf ?? now) : now
}
