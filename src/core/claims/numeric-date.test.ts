import { describe, expect, test } from 'vitest'
import { parseJson } from '../text/json.ts'
import { durationInWords, localTime, readNumericDate, relativeTime, utcTime } from './numeric-date.ts'

const read = (json: string) => readNumericDate(parseJson(json).root!)

describe('a NumericDate', () => {
  test.each([
    ['1700000000', { kind: 'seconds', seconds: 1_700_000_000 }],
    ['1.7e9', { kind: 'seconds', seconds: 1_700_000_000 }],
    ['0', { kind: 'seconds', seconds: 0 }],
    ['-1', { kind: 'seconds', seconds: -1 }],
    ['1700000000.5', { kind: 'seconds', seconds: 1_700_000_000.5 }],
    ['1700000000000', { kind: 'milliseconds', seconds: 1_700_000_000_000, meant: 1_700_000_000 }],
    ['1700000000000000', { kind: 'microseconds', seconds: 1_700_000_000_000_000, meant: 1_700_000_000 }],
    ['1700000000000000000', { kind: 'nanoseconds', seconds: 1_700_000_000_000_000_000, meant: 1_700_000_000 }],
    ['"1700000000"', { kind: 'not-a-number', meant: 1_700_000_000 }],
    ['"2023-11-14T22:13:20Z"', { kind: 'not-a-number', meant: 1_700_000_000 }],
    ['"tomorrow"', { kind: 'not-a-number', meant: undefined }],
    ['"2023-99-99"', { kind: 'not-a-number', meant: undefined }],
    ['true', { kind: 'not-a-number', meant: undefined }],
    ['null', { kind: 'not-a-number', meant: undefined }],
    ['[1700000000]', { kind: 'not-a-number', meant: undefined }],
    ['1e400', { kind: 'not-a-number', meant: undefined }],
  ])('%s is read as %j', (json, expected) => {
    expect(read(json)).toEqual(expected)
  })
})

describe('times in words', () => {
  test.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59.9, '59 seconds'],
    [60, '1 minute'],
    [23 * 60 + 59, '23 minutes'],
    [3600, '1 hour'],
    [2 * 3600 + 5 * 60, '2 hours 5 minutes'],
    [5 * 3600 + 59 * 60, '5 hours'],
    [86_400 + 3600, '1 day 1 hour'],
    [40 * 86_400, '1 month 9 days'],
    [31_556_952 * 12, '12 years'],
    [31_556_952 * 56_842, '56,842 years'],
    [1e300, '1,000,000+ years'],
    [-120, '2 minutes'],
    [Infinity, 'an endless time'],
  ])('%d seconds are "%s"', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words)
  })

  test('what lies ahead is "in", what is past is "ago", and this second is "now"', () => {
    expect(relativeTime(1900, 1000)).toBe('in 15 minutes')
    expect(relativeTime(1000, 1000 + 23 * 60)).toBe('23 minutes ago')
    expect(relativeTime(1000.5, 1000)).toBe('now')
  })

  test('UTC is written to the second, and not at all beyond the calendar', () => {
    expect(utcTime(1_700_000_000)).toBe('2023-11-14T22:13:20Z')
    expect(utcTime(1_700_000_000.75)).toBe('2023-11-14T22:13:20Z')
    expect(utcTime(1e15)).toBeUndefined()
  })

  test('local time names its zone, and leaves the day out where it is today', () => {
    const now = 1_700_000_000
    expect(localTime(now, now)).toMatch(/^\d\d:\d\d:20 \S+$/)
    expect(localTime(now - 40 * 86_400, now)).toMatch(/^\d+ Oct 2023, \d\d:\d\d:20 \S+$/)
    expect(localTime(1e15, now)).toBeUndefined()
  })
})
