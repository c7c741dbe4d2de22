import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstant, writeInstant } from './read-instant.ts'

describe('reading an instant', () => {
  it('takes a NumericDate, and milliseconds for what they are', () => {
    expect(readInstant(' 1795340220 ')).toBe(1795340220)
    expect(readInstant('1795340220.5')).toBe(1795340220.5)
    expect(readInstant('1795340220000')).toBe(1795340220)
    expect(readInstant('-1')).toBe(-1)
  })

  it('takes ISO 8601 with a zone', () => {
    expect(readInstant('2026-11-22T08:37:00Z')).toBe(1795336620)
    expect(readInstant('2026-11-22T09:37:00+01:00')).toBe(1795336620)
    expect(readInstant('2026-11-22 09:37 +0100')).toBe(1795336620)
    expect(readInstant('2026-11-22 8:37 UTC')).toBe(1795336620)
  })

  it('takes a date and time without a zone as local', () => {
    const local = new Date(2026, 10, 24, 9, 0).getTime() / 1000
    expect(readInstant('2026-11-24 09:00')).toBe(local)
    expect(readInstant('2026-11-24T9:00')).toBe(local)
    expect(readInstant('2026-11-24')).toBe(new Date(2026, 10, 24).getTime() / 1000)
  })

  it('takes a time as the page and HTTP say it', () => {
    const local = new Date(2026, 10, 24, 9, 0).getTime() / 1000
    expect(readInstant('Tue 24 Nov 2026, 09:00')).toBe(local)
    expect(readInstant('24 November 2026 9:00')).toBe(local)
    expect(readInstant('1 Sept 2026')).toBe(new Date(2026, 8, 1).getTime() / 1000)
    expect(readInstant('Tue, 24 Nov 2026 09:00:00 GMT')).toBe(Date.UTC(2026, 10, 24, 9) / 1000)
    expect(readInstant('24 Foo 2026')).toBeUndefined()
    expect(readInstant('31 Feb 2026 25:00')).toBeUndefined()
  })

  it('takes nothing else', () => {
    for (const text of ['', 'now', '2026-11', '2026-13-40 09:00', '2026-11-24 25:00', '24.11.2026', '1e9', '0x10', '99999999999999999']) {
      expect(readInstant(text), text).toBeUndefined()
    }
  })

  it('never throws, and reads back what it writes', () => {
    fc.assert(fc.property(fc.string(), (text) => void readInstant(text)))
    const years = { min: -30_000_000_000, max: 250_000_000_000 }
    fc.assert(
      fc.property(fc.integer(years), (seconds) => {
        const read = readInstant(writeInstant(seconds))
        // One hour a year has two readings: the one that the clocks go back over.
        expect([0, 1800, 3600, 7200]).toContain(Math.abs((read ?? NaN) - seconds))
      }),
    )
  })
})
