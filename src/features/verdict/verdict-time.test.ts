// Checks the verdict with a moved clock and with a leeway.
import { describe, expect, it } from 'vitest'
import { readTime } from '../../core/claims/claims-set.ts'
import { parseJson, membersByName } from '../../core/text/json.ts'
import type { Facts } from './gates.ts'
import { plain, type Sentence } from './sentence.ts'
import { outsideItsTimes, refusedForItsTimes, timeClause, withinItsTimes } from './verdict-time.ts'

const IAT = new Date(2026, 10, 24, 9, 0).getTime() / 1000
const CLAIMS = membersByName(parseJson(`{"nbf":${IAT},"exp":${IAT + 900}}`).root)

function facts(now: number, moved?: 'past' | 'future', leeway = 0): Facts {
  const time = readTime(CLAIMS, now, leeway)
  return { time, now, moved, leeway, expected: [] } as unknown as Facts
}

const said = (sentence: Sentence | undefined) => sentence && plain(sentence)

describe('a token outside its times', () => {
  it('is described in the present tense by the real clock', () => {
    expect(said(outsideItsTimes(facts(IAT + 2280), 'The signature verifies')?.sentence)).toBe(
      'The signature verifies, but the token expired 23 minutes ago.',
    )
    expect(said(outsideItsTimes(facts(IAT - 300), 'The signature verifies')?.sentence)).toBe(
      'The signature verifies, but the token will not be valid for another 5 minutes.',
    )
    expect(said(outsideItsTimes(facts(IAT + 2280))?.sentence)).toBe('Expired 23 minutes ago, and its signature hasn’t been checked.')
    expect(outsideItsTimes(facts(IAT), 'The signature verifies')).toBeUndefined()
  })

  it('is described with the day and the right tense by a moved clock', () => {
    expect(said(outsideItsTimes(facts(IAT + 1800, 'past'), 'The signature verifies')?.sentence)).toBe(
      'On Tue 24 Nov 2026, 09:30, this token had expired 15 minutes before.',
    )
    expect(said(outsideItsTimes(facts(IAT + 1800, 'future'), 'The signature verifies')?.sentence)).toBe(
      'On Tue 24 Nov 2026, 09:30, this token will have expired 15 minutes before.',
    )
    expect(said(outsideItsTimes(facts(IAT - 300, 'past'))?.sentence)).toBe(
      'On Tue 24 Nov 2026, 08:55, this token was not valid for another 5 minutes, and its signature hasn’t been checked.',
    )
    expect(said(outsideItsTimes(facts(IAT - 300, 'future'), 'The signature verifies')?.sentence)).toBe(
      'On Tue 24 Nov 2026, 08:55, this token will not be valid for another 5 minutes.',
    )
    expect(said(timeClause(facts(IAT + 1800, 'past')))).toBe(' On Tue 24 Nov 2026, 09:30, it had expired 15 minutes before.')
  })

  it('is rejected, with the leeway in words', () => {
    expect(refusedForItsTimes(facts(IAT + 2280))).toBe('A server that checks the time rejects it.')
    expect(refusedForItsTimes(facts(IAT + 2280, undefined, 60))).toBe(
      'A server that checks the time rejects it, even with 1 minute of leeway.',
    )
    expect(refusedForItsTimes(facts(IAT + 2280, 'past'))).toBe(
      'The signature verifies; a server that checks the time would have rejected it.',
    )
  })
})

describe('a token within its times', () => {
  it('was good on that day, or will be', () => {
    expect(said(withinItsTimes(facts(IAT, 'past')).sentence)).toBe('On Tue 24 Nov 2026, 09:00, this token was good.')
    expect(said(withinItsTimes(facts(IAT, 'past')).detail)).toBe('The signature verifies, and it had 15 minutes left.')
    expect(said(withinItsTimes(facts(IAT, 'future')).sentence)).toBe('On Tue 24 Nov 2026, 09:00, this token will be good.')
    expect(said(timeClause(facts(IAT, 'future')))).toBe(' By its times, it will be valid on Tue 24 Nov 2026, 09:00.')
    expect(timeClause(facts(IAT))).toEqual([])
  })

  it('is never simply called good where only the leeway makes it so', () => {
    expect(said(withinItsTimes(facts(IAT + 920, undefined, 60)).sentence)).toBe(
      'The signature verifies, and it is good only within your leeway.',
    )
    expect(said(withinItsTimes(facts(IAT + 920, undefined, 60)).detail)).toBe('It expired 20 seconds ago, and you allow 1 minute.')
    expect(said(withinItsTimes(facts(IAT - 20, 'past', 60)).detail)).toBe('It starts 20 seconds later, and you allow 1 minute.')
    expect(said(withinItsTimes(facts(IAT, undefined, 60)).detail)).toMatch(/You allow 1 minute of clock difference\.$/)
  })
})
