// The key that an access token is bound to (RFC 9449 section 6.1).
import type { ClaimsSet } from '../claims/claims-set.ts'
import { membersByName, textOf } from '../text/json.ts'

/** The thumbprint in "cnf"; undefined if the claims don't bind the token to a key in this way. */
export function boundThumbprint(claims: ClaimsSet | undefined): string | undefined {
  return textOf(membersByName(claims?.get('cnf')).get('jkt'))
}
