// Reads a NumericDate (RFC 7519 section 2), seconds since 1970-01-01T00:00:00Z, and distinguishes it from everything people write instead.
import type { JsonNode } from '../text/json.ts'

/** Claims whose value is a NumericDate: RFC 7519 section 4.1, OpenID Connect Core section 2 and 5.1, RFC 8417 section 2.2. */
export const NUMERIC_DATE_CLAIMS: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe', 'rat'])

/** What a value in a NumericDate's place is. `seconds` is the instant that the number names when read as the specification says. */
export type NumericDate =
  | { readonly kind: 'seconds'; readonly seconds: number }
  /** Too large for seconds; `meant` is the instant in seconds if it was counted in the finer unit. */
  | { readonly kind: 'milliseconds' | 'microseconds' | 'nanoseconds'; readonly seconds: number; readonly meant: number }
  /** No number: a verifier must refuse it. `meant` is set where the text is a date or digits. */
  | { readonly kind: 'not-a-number'; readonly meant: number | undefined }

/** Reads a claim's value as NumericDate. Times in seconds. */
export function readNumericDate(node: JsonNode): NumericDate {
  if (node.type === 'string') return { kind: 'not-a-number', meant: dateText(node.value) }
  if (node.type !== 'number' || !Number.isFinite(node.value)) return { kind: 'not-a-number', meant: undefined }
  const seconds = node.value
  const size = Math.abs(seconds)
  if (size >= 1e17) return { kind: 'nanoseconds', seconds, meant: seconds / 1e9 }
  if (size >= 1e14) return { kind: 'microseconds', seconds, meant: seconds / 1e6 }
  if (size >= 1e11) return { kind: 'milliseconds', seconds, meant: seconds / 1e3 }
  return { kind: 'seconds', seconds }
}

function dateText(text: string): number | undefined {
  if (/^\s*\d{1,20}(?:\.\d+)?\s*$/.test(text)) return Number(text)
  if (!/^\s*\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000
}

const UNITS = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** More years than anyone counts. */
const MOST_YEARS = 1_000_000

/** A length of time in words, the largest unit rounded down and, below ten of it, the next one: "23 minutes", "2 hours 5 minutes". Seconds in. */
export function durationInWords(seconds: number): string {
  let rest = Math.floor(Math.abs(seconds))
  if (!Number.isFinite(rest)) return 'an endless time'
  for (let i = 0; i < UNITS.length; i++) {
    const [unit, size] = UNITS[i]!
    const count = Math.floor(rest / size)
    if (count === 0) continue
    if (unit === 'year' && count >= MOST_YEARS) return `${MOST_YEARS.toLocaleString('en')}+ years`
    rest -= count * size
    const next = UNITS[i + 1]
    const second = next && count < 3 && unit !== 'minute' ? Math.floor(rest / next[1]) : 0
    return plural(count, unit) + (second > 0 ? ` ${plural(second, next![0])}` : '')
  }
  return '0 seconds'
}

/** "23 min", "2 days": the largest unit alone. In seconds. */
export function briefDuration(seconds: number): string {
  return durationInWords(seconds)
    .split(' ')
    .slice(0, 2)
    .join(' ')
    .replace(/minutes?/, 'min')
}

/** "in 15 minutes", "23 minutes ago", "now"; both times in seconds. */
export function relativeTime(seconds: number, now: number): string {
  const difference = seconds - now
  if (Math.abs(difference) < 1) return 'now'
  return difference > 0 ? `in ${durationInWords(difference)}` : `${durationInWords(difference)} ago`
}

/** ISO 8601 in UTC to the second, or undefined outside what a Date holds. Seconds in. */
export function utcTime(seconds: number): string | undefined {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, 'Z')
}

/**
 * Date and time in the reader's zone, with the zone's name; the date is left out where it is the day of `now`. Undefined outside
 * what a Date holds. Seconds in.
 */
export function localTime(seconds: number, now: number): string | undefined {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return undefined
  return dayFormat.format(date) === dayFormat.format(new Date(now * 1000))
    ? timeFormat.format(date)
    : `${dayFormat.format(date)}, ${timeFormat.format(date)}`
}

/** "Tue 24 Nov 2026, 09:00" in the reader's zone, with the seconds where they are not 0; undefined outside what a Date holds. Seconds in. */
export function dayAndTime(seconds: number): string | undefined {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return undefined
  const time = seconds % 60 === 0 ? minuteFormat.format(date) : secondFormat.format(date)
  return `${weekdayFormat.format(date).replace(',', '')}, ${time}`
}

/** "22 Nov 2026" in UTC; undefined outside what a Date holds. Seconds in. */
export function utcDay(seconds: number): string | undefined {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? undefined : utcDayFormat.format(date)
}

const utcDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const weekdayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const minuteFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const secondFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' })

function plural(count: number, unit: string): string {
  // Asked for at every tick, and a locale is slow to be looked up.
  return `${count < 1000 ? count : count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`
}
