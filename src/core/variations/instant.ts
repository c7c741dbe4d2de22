// An instant at which a token's times hold, so that a fixture can pin the verifier's clock and stay true on any day.
import { readClaimsSet, readTime } from '../claims/claims-set.ts'
import type { Token } from '../token/token.ts'

/** The present one where "exp" and "nbf" hold now; else the nearest whole second at which both do. In seconds since 1970. */
export function instantWithin(token: Token, now: number): number {
  const { state, exp, nbf } = readTime(readClaimsSet(token), now)
  if (state === 'expired') return Math.ceil(exp ?? now) - 1
  return state === 'not-yet-valid' ? Math.ceil(nbf ?? now) : now
}
