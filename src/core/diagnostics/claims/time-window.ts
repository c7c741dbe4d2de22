// Rules about when a token is valid, by the context's clock.
import { durationInWords, localTime, utcTime } from '../../claims/numeric-date.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic, DiagnosticContext, Fix } from '../rule/diagnostic.ts'
import { isMeant } from './claim-names.ts'
import { addMember, replaceValue } from '../rule/fixes.ts'
import { atClaim, claim, inHeader, payloadObject, payloadText, wholePayload } from '../rule/payload.ts'
import { dates, instant, isDuration } from './time-values.ts'

const QUARTER_HOUR = 900

/** The times in exp, nbf and iat, in seconds, if they are times. */
function times(context: DiagnosticContext): { exp: number | undefined; nbf: number | undefined; iat: number | undefined } {
  const exp = dates(context).find(({ name }) => name === 'exp')
  return {
    exp: exp && isDuration(exp.date) ? undefined : instant(context, 'exp'),
    nbf: instant(context, 'nbf'),
    iat: instant(context, 'iat'),
  }
}

/** An instant in local time and UTC. Arguments are in seconds. */
function moments(seconds: number, now: number): { local: string; utc: string } {
  return { local: localTime(seconds, now) ?? 'beyond the calendar', utc: utcTime(seconds) ?? 'beyond the calendar' }
}

function expireSoon(context: DiagnosticContext): { fix?: Fix } {
  const object = payloadObject(context)
  const until = String(Math.floor(context.now) + QUARTER_HOUR)
  const exp = claim(context, 'exp')
  const fix = exp
    ? replaceValue(exp, until, 'Let it expire 15 minutes from now')
    : object && addMember(payloadText(context), object, 'exp', until, 'Add exp, 15 minutes from now')
  return fix ? { fix } : {}
}

/** What clock error would explain a time that lies in the future. */
function excuse(seconds: number): string {
  if (seconds <= 300) return ' The issuer’s and verifier’s clocks may differ.'
  return hours(seconds) === undefined ? '' : ' The offset looks like a time zone: local time may have been taken for UTC.'
}

/**
 * How many hours an instant lies ahead, in steps of half an hour, if it is close to such a step. A token is looked at a while
 * after it was issued, so up to two minutes may be missing.
 */
function hours(ahead: number): number | undefined {
  const quarters = Math.round((ahead + 58) / QUARTER_HOUR)
  const rest = quarters * QUARTER_HOUR - ahead
  return quarters >= 4 && quarters <= 56 && rest >= -5 && rest <= 120 && quarters % 2 === 0 ? quarters / 4 : undefined
}

const ISSUE = [
  ['iat', 'iat-future', 'warning', '4.1.6'],
  ['nbf', 'nbf-future', 'error', '4.1.5'],
] as const

export const timeWindow = [
  {
    id: 'exp-missing',
    severity: 'warning',
    source: [source('RFC 7519 section 4.1.4')],
    message: () => 'No `exp`: it never expires.',
    why: 'Anyone who gets hold of it can use it until the key changes.',
    fix: 'Let it expire: minutes to an hour for an access token.',
    *hits(context) {
      if (!context.claims || !context.token.header.readable || context.claims.has('exp') || isMeant(payloadObject(context), 'exp')) return
      const place = wholePayload(context)
      yield { ...(place && { place }), ...expireSoon(context) }
    },
  },
  {
    id: 'exp-expired',
    severity: 'error',
    source: [source('RFC 7519 section 4.1.4')],
    message: ({ ago, local, utc }) => `Expired ${ago} ago (${local}, ${utc}).`,
    why: 'On or after this time, the token must not be accepted.',
    fix: 'Get a new token.',
    *hits(context) {
      const { exp } = times(context)
      if (exp === undefined || context.now - context.leeway < exp) return
      yield {
        ...atClaim(context, 'exp'),
        args: { ago: durationInWords(context.now - exp), ...moments(exp, context.now) },
        ...expireSoon(context),
      }
    },
  },
  {
    id: 'exp-in-header',
    severity: 'warning',
    source: [source('Elastic Load Balancing, authenticate users')],
    message: ({ ago }) => `Expired ${ago} ago, according to \`exp\` in the header.`,
    why: 'AWS load balancers put the expiry of the session in the header, where JWT libraries do not look.',
    fix: 'Check it where you read the header.',
    *hits(context) {
      const exp = context.profile?.id === 'aws-alb' && !context.claims?.has('exp') ? context.header.get('exp') : undefined
      if (exp?.type === 'number' && context.now - context.leeway >= exp.value)
        yield { place: inHeader(exp), args: { ago: durationInWords(context.now - exp.value) } }
    },
  },
  {
    id: 'exp-at-skew',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.4')],
    message: ({ seconds }) => `Only ${seconds} seconds past expiry: verifiers that allow a minute for clock differences still accept it.`,
    why: 'Some leeway, usually no more than a few minutes, is allowed for clock differences.',
    fix: 'Do not rely on it.',
    *hits(context) {
      const { exp } = times(context)
      const ago = exp === undefined ? -1 : context.now - exp
      if (ago >= 0 && ago < 60 && ago >= context.leeway) yield { ...atClaim(context, 'exp'), args: { seconds: Math.floor(ago) } }
    },
  },
  {
    id: 'exp-soon',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.4')],
    message: ({ left }) => `Expires in ${left}.`,
    why: 'A slow request may arrive too late.',
    fix: 'Renew it before it expires.',
    *hits(context) {
      const { exp, iat, nbf } = times(context)
      if (exp === undefined) return
      const left = exp - context.now
      const life = exp - (iat ?? nbf ?? -Infinity)
      // A fresh token with a five-minute lifetime does not expire "soon".
      if (left > 0 && left < Math.min(300, life / 3)) yield { ...atClaim(context, 'exp'), args: { left: durationInWords(left) } }
    },
  },
  ...ISSUE.map(([name, id, severity, section]): Diagnostic<(typeof ISSUE)[number][1]> => ({
    id,
    severity,
    source: [source(`RFC 7519 section ${section}`)],
    message: ({ ahead, local, utc, excuse }) =>
      name === 'iat'
        ? `Issued ${ahead} in the future (${local}, ${utc}).${excuse}`
        : `Not valid yet: becomes valid in ${ahead} (${local}, ${utc}).${excuse}`,
    why:
      name === 'iat'
        ? 'A token cannot be issued later than now; many verifiers reject it.'
        : 'Before this time, the token must not be accepted.',
    fix: 'Correct the clock that is wrong, or allow a minute of leeway.',
    *hits(context) {
      const { nbf, iat } = times(context)
      const at = name === 'iat' ? iat : nbf
      const ahead = (at ?? -Infinity) - context.now
      if (at === undefined || ahead <= context.leeway || (name === 'iat' && nbf !== undefined && nbf >= at)) return
      yield {
        ...atClaim(context, name),
        args: { ahead: durationInWords(ahead), ...moments(at, context.now), excuse: excuse(ahead) },
      }
    },
  })),
  {
    id: 'time-timezone-offset',
    severity: 'warning',
    source: [source('RFC 7519 section 2')],
    message: ({ name, hours }) => `\`${name}\` is ${hours} hours ahead. Was local time written as if it were UTC?`,
    why: 'A NumericDate has no time zone. A local time in it is off by the zone’s offset, and by a different one in summer.',
    fix: 'Get the seconds from the clock itself, not from a formatted date.',
    *hits(context) {
      const { iat, nbf } = times(context)
      const name = iat === undefined ? 'nbf' : 'iat'
      const off = hours((iat ?? nbf ?? NaN) - context.now)
      if (off !== undefined && off >= 1 && off <= 14) yield { ...atClaim(context, name), args: { name, hours: off } }
    },
  },
  {
    id: 'time-order',
    severity: 'error',
    source: [source('RFC 7519 section 4.1.4'), source('RFC 7519 section 4.1.5')],
    message: ({ start }) =>
      start === 'nbf'
        ? 'It expires before it becomes valid: `exp` is not later than `nbf`.'
        : 'It expired before it was issued: `exp` is not later than `iat`.',
    why: 'There is no time at which it could be accepted.',
    fix: 'Correct the times where the token is issued.',
    *hits(context) {
      const { exp, nbf, iat } = times(context)
      if (exp === undefined) return
      if (nbf !== undefined && exp <= nbf) yield { ...atClaim(context, 'exp'), args: { start: 'nbf' } }
      else if (iat !== undefined && exp <= iat) yield { ...atClaim(context, 'exp'), args: { start: 'iat' } }
    },
  },
  {
    id: 'time-nbf-before-iat',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.5')],
    message: ({ early }) => `\`nbf\` is ${early} before \`iat\`.`,
    why: 'Issuers set it back a few minutes to allow for clock differences; more than that looks like a mistake.',
    fix: 'Set both to the time of issue.',
    *hits(context) {
      const { nbf, iat } = times(context)
      if (nbf !== undefined && iat !== undefined && nbf > 0 && nbf < iat - 300)
        yield { ...atClaim(context, 'nbf'), args: { early: durationInWords(iat - nbf) } }
    },
  },
] as const satisfies readonly Diagnostic[]

/** "exp" minus "iat" (else "nbf") in seconds, if both are times and in order. */
export function lifetime(context: DiagnosticContext): number | undefined {
  const { exp, iat, nbf } = times(context)
  const start = iat ?? nbf
  return exp === undefined || start === undefined || start <= 0 || exp <= start ? undefined : exp - start
}
