// Rules about how long a token lasts, depending on what it is for.
import { durationInWords, utcTime } from '../../claims/numeric-date.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { atClaim } from '../rule/payload.ts'
import { instant } from './time-values.ts'
import { lifetime } from './time-window.ts'

const DAY = 86_400
/** An hour, plus the time by which issuers set `nbf` back for clock differences. */
const ABOUT_AN_HOUR = 3600 + 600
/** A leap year: a token that is renewed yearly does not count as lasting forever. */
const YEAR = 366 * DAY
/** 2038-01-19T03:14:08Z, where a signed 32-bit count of seconds overflows. */
const OVERFLOW = 2 ** 31

/** True if it looks like a token that is sent with requests. */
function isAccess({ profile, claims }: DiagnosticContext): boolean {
  return profile ? profile.purpose === 'access' : ['scope', 'scp', 'client_id'].some((name) => claims?.has(name))
}

export const timeLifetime = [
  {
    id: 'time-lifetime-access',
    severity: 'warning',
    source: [source('RFC 9700 section 2.2')],
    message: ({ life }) => `It lasts ${life}; access tokens last minutes to an hour.`,
    why: 'It cannot be revoked, so anyone who steals it can use it for that long.',
    fix: 'Issue short-lived access tokens and renew them.',
    *hits(context) {
      const life = lifetime(context)
      if (life === undefined || !isAccess(context) || life <= ABOUT_AN_HOUR || life > YEAR) return
      yield {
        ...atClaim(context, 'exp'),
        args: { life: durationInWords(life) },
        severity: life > DAY ? 'warning' : 'info',
      }
    },
  },
  {
    id: 'time-lifetime-id',
    severity: 'info',
    source: [source('OpenID Connect Core section 2')],
    message: ({ life }) => `This ID token can be used for ${life}.`,
    why: 'It tells the client once who signed in, so it need not last much longer than that.',
    fix: 'Let it expire within an hour, and keep the session elsewhere.',
    *hits(context) {
      const life = lifetime(context)
      if (life === undefined || context.profile?.purpose !== 'id' || life <= DAY || life > YEAR) return
      yield { ...atClaim(context, 'exp'), args: { life: durationInWords(life) } }
    },
  },
  {
    id: 'time-lifetime-assertion',
    severity: 'warning',
    source: [source('RFC 7523 section 3'), source('RFC 9101 section 10.2')],
    message: ({ text, life }) => `${text}; this one lasts ${life}.`,
    why: 'Tokens of this kind are made for a single exchange. Servers reject those that last longer than they allow.',
    fix: 'Set `exp` closer to `iat`.',
    *hits(context) {
      const limit = context.profile?.longestLife
      const exp = instant(context, 'exp')
      if (!limit || exp === undefined) return
      // Without iat, the remaining time is a lower bound.
      const life = lifetime(context) ?? exp - context.now
      if (life > limit.seconds) {
        yield {
          ...atClaim(context, 'exp'),
          args: { text: limit.text, life: durationInWords(life) },
          severity: limit.severity,
        }
      }
    },
  },
  {
    id: 'time-forever',
    severity: 'warning',
    source: [source('RFC 8725 section 3.10'), source('RFC 9700 section 2.2')],
    message: ({ until, life, long }) =>
      !long ? `\`exp\` is past 2038 (${until}).` : life === '' ? `Valid until ${until}.` : `It lasts ${life}, until ${until}.`,
    why: 'That is practically no expiry. From 2038 on, the number also overflows readers that count in 32 bits.',
    fix: 'Let it expire within days, and renew it.',
    *hits(context) {
      const exp = instant(context, 'exp')
      if (exp === undefined || context.profile?.longestLife) return
      const life = lifetime(context)
      const long = (life ?? exp - context.now) > YEAR
      if (!long && exp < OVERFLOW) return
      const until = utcTime(exp)?.slice(0, 10) ?? 'beyond the calendar'
      yield {
        ...atClaim(context, 'exp'),
        args: { until, life: life === undefined ? '' : durationInWords(life), long: long ? 1 : 0 },
        severity: long ? 'warning' : 'info',
      }
    },
  },
  {
    id: 'time-stale-authtime',
    severity: 'info',
    source: [source('OpenID Connect Core section 3.1.3.7'), source('RFC 9470 section 6')],
    message: ({ before, ahead }) =>
      ahead ? `The sign-in is ${before} after the token was issued.` : `The person signed in ${before} before this token was issued.`,
    why: 'Sensitive actions need a recent sign-in: request it with `max_age`, and check `auth_time`.',
    fix: 'Where it matters, ask the person to sign in again.',
    *hits(context) {
      const at = instant(context, 'auth_time')
      const iat = instant(context, 'iat')
      if (at === undefined || iat === undefined || at <= 0) return
      const age = iat - at
      // Sessions of a few days are normal with single sign-on.
      if (age > 7 * DAY || age < -60)
        yield { ...atClaim(context, 'auth_time'), args: { before: durationInWords(age), ahead: age < 0 ? 1 : 0 } }
    },
  },
] as const satisfies readonly Diagnostic[]
