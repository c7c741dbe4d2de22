// Reads an instant as people write one: a NumericDate, ISO 8601, or a date and time in their own zone.

/** A date, a time with minutes or seconds, a zone; all but the date may be missing. ISO 8601 with a space instead of "T". */
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i

/** As this page and HTTP (RFC 9110 section 5.6.7) say it: "Tue 24 Nov 2026, 09:00", "Tue, 24 Nov 2026 09:00:00 GMT". */
const SAID = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*(Z|UTC|GMT)?)?$/i
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** Seconds since 1970, or undefined if the text isn't a time. Numbers too large for seconds are read as milliseconds. */
export function readInstant(text: string): number | undefined {
  const trimmed = text.trim()
  if (/^-?\d{1,15}(?:\.\d{1,9})?$/.test(trimmed)) {
    const number = Number(trimmed)
    return Math.abs(number) >= 1e11 ? number / 1000 : number
  }
  const match = DATE.exec(inDigits(trimmed))
  if (!match) return undefined
  const [, day, time = '00:00', zone = ''] = match
  const padded = time.length < 5 || time[1] === ':' ? `0${time}` : time
  // Without a zone a date with a time is local (ECMA-262, Date Time String Format).
  const at = /^(?:utc|gmt)$/i.test(zone) ? 'Z' : zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const milliseconds = Date.parse(`${day}T${padded}${at}`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000
}

/** A date with its month in letters, as DATE reads it; anything else as it is. */
function inDigits(text: string): string {
  const [, day, name, year, time = '', zone = ''] = SAID.exec(text) ?? []
  const month = name === undefined ? -1 : MONTHS.indexOf(name.slice(0, 3).toLowerCase())
  if (!day || month < 0) return text
  return `${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')} ${time} ${zone}`.trim()
}

/** An instant as `readInstant` reads it back, in the reader's zone: "2026-11-24 09:00:00"; beyond the calendar the number. Seconds in. */
export function writeInstant(seconds: number): string {
  const date = new Date(seconds * 1000)
  const year = date.getFullYear()
  if (Number.isNaN(year) || year < 1000 || year > 9999) return String(seconds)
  const two = (number: number) => String(number).padStart(2, '0')
  const fraction = seconds % 1 === 0 ? '' : `.${String(date.getMilliseconds()).padStart(3, '0')}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${fraction}`
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`
}
