// Makes the access tokens of the payroll API, with the claims of RFC 9068 or of the article.
import { SignJWT } from 'jose'
import { numericDate, type ServerClock } from './clock.ts'
import type { User } from './directory.ts'
import type { KeyRing } from './key-ring.ts'

export const ISSUER = 'https://payroll.example'
export const AUDIENCE = 'https://payroll.example/api'
export const CLIENT_ID = 'payroll-web'
/** The lifetime of an access token in seconds. */
export const ACCESS_LIFE = 15 * 60
/** Seconds by which clocks may disagree (RFC 7519 section 4.1.4: "usually no more than a few minutes"). */
export const LEEWAY = 60

/**
 * Which claims the API reads. `standard`: iss, sub, aud, exp … (RFC 7519 section 4.1, RFC 9068 section 2.2).
 * `article`: only the article's Iss (which contains the user), Exp and Admin.
 */
export type Dialect = 'standard' | 'article'

export type Claims = Readonly<Record<string, unknown>>

/** The claims of a fresh access token. */
export function accessClaims(user: User, clock: ServerClock, jti: string = crypto.randomUUID()): Record<string, unknown> {
  const now = numericDate(clock)
  return {
    iss: ISSUER,
    sub: user.name,
    aud: AUDIENCE,
    client_id: CLIENT_ID,
    iat: now,
    exp: now + ACCESS_LIFE,
    jti,
    ver: user.tokenVersion,
    admin: user.admin,
  }
}

/** Signs claims with the ring's first key; "typ" at+jwt keeps it apart from other JWTs (RFC 9068 section 2.1, RFC 8725 section 3.11). */
export async function signAccessToken(claims: Record<string, unknown>, ring: KeyRing, typ = 'at+jwt'): Promise<string> {
  const key = ring.keys[0]
  if (!key) throw new Error('The ring has no key to sign with')
  const header = { alg: key.alg, typ, ...(key.kid !== undefined && { kid: key.kid }) }
  return await new SignJWT(claims).setProtectedHeader(header).sign(key.signWith)
}
