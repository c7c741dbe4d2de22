// Rules about times that are not a proper NumericDate: strings, milliseconds, durations, fractions.
import { textOf } from '../../text/json.ts'
import { readNumericDate, utcTime, type NumericDate } from '../../claims/numeric-date.ts'
import { vendorOf } from '../../registries/vendors/index.ts'
import { source } from '../../rules/source.ts'
import type { JsonMember } from '../../text/json.ts'
import type { Diagnostic, DiagnosticContext, Severity } from '../rule/diagnostic.ts'
import { replaceValue } from '../rule/fixes.ts'
import { claim, inPayload } from '../rule/payload.ts'
import { listed, shown } from '../rule/shown.ts'

const NUMERIC_DATE = source('RFC 7519 section 2')

/** Claims that must be a NumericDate: RFC 7519 section 4.1, OpenID Connect Core sections 2 and 5.1. */
const DATES = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at']

interface Dated {
  readonly name: string
  readonly member: JsonMember
  readonly date: NumericDate
}

/** The NumericDate claims that are present, with their values read. */
export function dates(context: Pick<DiagnosticContext, 'token' | 'claims'>): Dated[] {
  return DATES.flatMap((name) => {
    const member = claim(context, name)
    return member ? [{ name, member, date: readNumericDate(member.value) }] : []
  })
}

/** The time in a claim, in seconds, if it is a plausible NumericDate. */
export function instant(context: Pick<DiagnosticContext, 'token' | 'claims'>, name: string): number | undefined {
  const member = claim(context, name)
  if (!member) return undefined
  const date = readNumericDate(member.value)
  return date.kind === 'seconds' ? date.seconds : undefined
}

/** True if "exp" is a duration in seconds, not a time: no JWT was issued before 1973. */
export function isDuration(date: NumericDate): boolean {
  return date.kind === 'seconds' && date.seconds > 0 && date.seconds < 1e8
}

/** Libraries do not enforce updated_at, and Auth0 writes it as ISO 8601 in every ID token. */
function gravity(context: DiagnosticContext, name: string): { severity?: Severity } {
  if (name !== 'updated_at') return {}
  return { severity: vendorOf(textOf(claim(context, 'iss')?.value) ?? '') === 'auth0' ? 'info' : 'warning' }
}

const isIso = (member: JsonMember) => member.value.type === 'string' && /^\s*\d{4}-\d{2}-\d{2}/.test(member.value.value)

const FACTOR = { milliseconds: '1,000', microseconds: '1,000,000', nanoseconds: '1,000,000,000' }

export const timeValues = [
  {
    id: 'time-type',
    severity: 'error',
    source: [NUMERIC_DATE],
    message: ({ name, kind, value }) => `\`${name}\` is ${kind}${value === '' ? '' : ` (\`${value}\`)`}; it must be a number of seconds.`,
    why: 'Strict libraries reject it. Lenient ones compare strings with numbers, and the result depends on the language.',
    fix: 'Write the number without quotes.',
    *hits(context) {
      for (const { name, member, date } of dates(context)) {
        if (date.kind !== 'not-a-number' || isIso(member)) continue
        const { value } = member
        const kind = {
          string: 'a string',
          object: 'an object',
          array: 'a list',
          true: 'a boolean',
          false: 'a boolean',
          null: 'null',
          number: 'out of range',
        }[value.type]
        const digits = value.type === 'string' ? /^\s*(\d{1,15})(?:\.\d+)?\s*$/.exec(value.value)?.[1] : undefined
        yield {
          place: inPayload(value),
          args: { name, kind, value: value.type === 'string' ? shown(JSON.stringify(value.value), 30) : '' },
          ...gravity(context, name),
          ...(digits && { fix: replaceValue(member, String(Number(digits)), 'Write it as a number') }),
        }
      }
    },
  },
  {
    id: 'time-iso',
    severity: 'error',
    source: [NUMERIC_DATE],
    message: ({ name, seconds }) => `\`${name}\` is a date in a string; use ${seconds === '' ? 'the seconds since 1970' : seconds}.`,
    why: 'A NumericDate is a number: the seconds since 1 January 1970 in UTC. Libraries reject a string, or read it as no limit.',
    fix: 'Write the seconds.',
    *hits(context) {
      for (const { name, member, date } of dates(context)) {
        if (date.kind !== 'not-a-number' || !isIso(member)) continue
        const seconds = date.meant === undefined ? '' : String(Math.floor(date.meant))
        yield {
          place: inPayload(member.value),
          args: { name, seconds },
          ...gravity(context, name),
          ...(seconds !== '' && { fix: replaceValue(member, seconds, 'Write the seconds') }),
        }
      }
    },
  },
  {
    id: 'time-milliseconds',
    severity: 'error',
    source: [NUMERIC_DATE],
    message: ({ name, unit, year }) =>
      `\`${name}\` is in ${unit}: read as seconds ${year === '' ? 'it is beyond any calendar' : `it is the year ${year}`}.`,
    why: 'A NumericDate counts seconds. In a finer unit, a token meant to last an hour lasts forever, and libraries accept it.',
    fix: 'Divide by 1000 where the token is made: Date.now() counts milliseconds.',
    *hits(context) {
      for (const { name, member, date } of dates(context)) {
        if (date.kind === 'seconds' || date.kind === 'not-a-number') continue
        const year = Math.abs(date.seconds) < 8.6e12 ? String(new Date(date.seconds * 1000).getUTCFullYear()) : ''
        const meant = Math.floor(date.meant)
        yield {
          place: inPayload(member.value),
          args: { name, unit: date.kind, year },
          ...(Number.isSafeInteger(meant) && { fix: replaceValue(member, String(meant), `Divide by ${FACTOR[date.kind]}`) }),
        }
      }
    },
  },
  {
    id: 'time-relative',
    severity: 'error',
    source: [NUMERIC_DATE],
    message: ({ value, date }) => `\`exp\` is ${value}, which is a duration, not a time (it means ${date}).`,
    why: 'Every verifier reads it as a time soon after 1970, so the token was never valid.',
    fix: 'Add the duration to the time when the token is issued.',
    *hits(context) {
      const exp = dates(context).find(({ name }) => name === 'exp')
      if (!exp || exp.date.kind !== 'seconds' || !isDuration(exp.date)) return
      const from = instant(context, 'iat') ?? context.now
      const fix = replaceValue(exp.member, String(Math.floor(from + exp.date.seconds)), 'Add these seconds to the time of issue')
      yield { place: inPayload(exp.member.value), args: { value: exp.date.seconds, date: utcTime(exp.date.seconds) ?? '' }, fix }
    },
  },
  {
    id: 'time-fraction',
    severity: 'info',
    source: [NUMERIC_DATE],
    message: ({ names, count }) => `${names} ${count === 1 ? 'has' : 'have'} a fraction of a second.`,
    why: 'Fractions are allowed, but some libraries read only whole numbers.',
    fix: 'Round to whole seconds.',
    *hits(context) {
      const found = dates(context).filter(({ date }) => date.kind === 'seconds' && !Number.isInteger(date.seconds))
      const first = found[0]
      if (!first || first.date.kind !== 'seconds') return
      yield {
        place: inPayload(first.member.value),
        args: { names: listed(found.map(({ name }) => name)), count: found.length },
        fix: replaceValue(first.member, String(Math.floor(first.date.seconds)), 'Round down to whole seconds'),
      }
    },
  },
  {
    id: 'time-negative-zero',
    severity: 'warning',
    source: [NUMERIC_DATE],
    message: ({ name, value }) => `\`${name}\` is ${value}.`,
    why: 'Some readers take zero or less as "no limit", others as 1970.',
    fix: 'Write a real time, or leave the claim out.',
    *hits(context) {
      for (const { name, member, date } of dates(context)) {
        if (date.kind !== 'seconds' || date.seconds > 0) continue
        yield {
          place: inPayload(member.value),
          args: { name, value: member.value.type === 'number' ? shown(member.value.raw, 20) : date.seconds },
        }
      }
    },
  },
] as const satisfies readonly Diagnostic[]
