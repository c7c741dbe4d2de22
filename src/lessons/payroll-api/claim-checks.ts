// The checks of the claims, which are the times, the issuer and the audience (RFC 7519 section 4.1, RFC 9068 section 4).
import { ACCESS_LIFE, LEEWAY, type Claims, type Dialect } from './access-token.ts'
import { numericDate, type ServerClock } from './clock.ts'
import { invalidToken, type StepOutcome } from './steps.ts'

/** Checks exp, nbf and iat against the server's clock, with a leeway of 60 seconds. */
export function checkTime(
  claims: Claims,
  { clock, dialect, life = ACCESS_LIFE }: { readonly clock: ServerClock; readonly dialect: Dialect; readonly life?: number },
): StepOutcome {
  const now = numericDate(clock)
  const name = dialect === 'article' ? 'Exp' : 'exp'
  const exp = claims[name]
  if (exp === undefined) {
    const similar = Object.keys(claims).find((key) => key !== name && key.toLowerCase() === name.toLowerCase())
    const detail = similar
      ? `There is no "${name}". "${similar}" is a different name: claim names are case-sensitive.`
      : `There is no "${name}", so the token would never expire.`
    return invalidToken(detail, 'The access token does not say when it expires')
  }
  if (!isNumber(exp)) return invalidToken(`"${name}" is not a number.`, 'The expiry is not a NumericDate')
  for (const other of ['nbf', 'iat']) {
    if (claims[other] !== undefined && !isNumber(claims[other]))
      return invalidToken(`"${other}" is not a number.`, `The claim ${other} is not a NumericDate`)
  }
  // RFC 7519 section 4.1.4: the current time MUST be before the expiry.
  if (now >= exp + LEEWAY)
    return invalidToken(`It expired ${span(now - exp)} ago; the leeway is ${LEEWAY} seconds.`, 'The access token expired')
  const { nbf, iat } = claims
  if (isNumber(nbf) && now < nbf - LEEWAY)
    return invalidToken(`It is valid from ${isoInstant(nbf)}, which is ${span(nbf - now)} from now.`, 'The access token is not valid yet')
  if (isNumber(iat) && now < iat - LEEWAY)
    return invalidToken(`"iat" is ${span(iat - now)} in the future.`, 'The access token was issued in the future')
  if (dialect === 'standard') {
    if (!isNumber(iat)) return invalidToken('There is no "iat".', 'The access token does not say when it was issued')
    // Not in RFC 7519. Our own issuer never grants more, so more means a mistake, such as milliseconds.
    if (exp - iat > life) {
      return invalidToken(
        `It would be valid until ${isoInstant(exp)}, but this API grants ${span(life)}. Is "exp" in milliseconds?`,
        'The lifetime of the access token is too long',
      )
    }
  }
  if (now >= exp) return { passed: `It expired ${span(now - exp)} ago, within the leeway of ${LEEWAY} seconds.` }
  return { passed: `${span(exp - now)} left.` }
}

/** Compares iss, aud and "typ" with known values (RFC 9068 section 4). The article's tokens have none of the three. */
export function checkAudience(
  header: Claims,
  claims: Claims,
  dialect: Dialect,
  wanted: { readonly issuer: string; readonly audience: string },
): StepOutcome {
  if (dialect === 'article') return { passed: 'The article’s tokens have neither claim, so there is nothing to compare.' }
  if (claims['iss'] !== wanted.issuer) {
    const swapped = claims['sub'] === wanted.issuer ? ' Issuer and subject are swapped.' : ''
    return invalidToken(`This API doesn’t trust the issuer.${swapped}`, 'The issuer is not accepted', compare(wanted.issuer, claims['iss']))
  }
  const audiences: unknown = claims['aud']
  const list: readonly unknown[] = Array.isArray(audiences) ? audiences : [audiences]
  if (!list.includes(wanted.audience))
    return invalidToken('It was made for another API.', 'The audience is not this API', compare(wanted.audience, audiences))
  const typ = typeof header['typ'] === 'string' ? header['typ'].toLowerCase() : header['typ']
  if (typ !== 'at+jwt' && typ !== 'application/at+jwt')
    return invalidToken('It isn’t an access token.', 'The type is not at+jwt', compare('at+jwt', header['typ']))
  if (typeof claims['sub'] !== 'string') return invalidToken('It doesn’t name a subject.', 'The subject is missing')
  return { passed: 'The issuer and audience are right, and it is an access token (at+jwt).' }
}

function compare(expected: string, received: unknown): { expected: string; received: string } {
  return { expected, received: typeof received === 'string' ? received : (JSON.stringify(received) ?? '(absent)') }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** A NumericDate as an ISO 8601 instant, or a phrase if it is beyond the last date in JavaScript (the year 275760). */
export function isoInstant(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? 'a time beyond the calendar' : date.toISOString().replace('.000Z', 'Z')
}

/** Seconds as words: "14 min 5 s", "15 min". */
export function span(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const days = Math.floor(whole / 86400)
  const hours = Math.floor((whole % 86400) / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const two = (first: string, second: number, unit: string) => (second === 0 ? first : `${first} ${second} ${unit}`)
  if (days > 0) return two(`${days} d`, hours, 'h')
  if (hours > 0) return two(`${hours} h`, minutes, 'min')
  return minutes > 0 ? two(`${minutes} min`, whole % 60, 's') : `${whole} s`
}
