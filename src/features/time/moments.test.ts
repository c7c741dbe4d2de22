import { describe, expect, it } from 'vitest'
import { layOut } from '../../core/claims/time-line.ts'
import { momentsOf, shortTime, stepFor } from './moments.ts'

const at = (year: number, month: number, day: number, hour = 0, minute = 0) => new Date(year, month, day, hour, minute).getTime() / 1000

describe('the moments of a token', () => {
  it('bear one label where they are one instant', () => {
    const { moments, labels } = momentsOf({ state: 'current', iat: 100, nbf: 100, exp: 1000 }, 500, 400)
    expect(moments.map(({ id }) => id)).toEqual(['iat', 'nbf', 'exp', 'now'])
    expect([...labels].map(([id, { name }]) => `${id}: ${name}`)).toEqual(['iat: iat, nbf', 'exp: exp', 'now: now'])
    expect(layOut(moments).live).toBeDefined()
  })

  it('are only now where the token has no times', () => {
    const { moments } = momentsOf({ state: 'unlimited', iat: undefined, nbf: Infinity, exp: NaN }, 500, 0)
    expect(moments.map(({ id }) => id)).toEqual(['now'])
  })

  it('say as little as tells them apart', () => {
    const now = at(2026, 10, 22, 10, 0)
    expect(shortTime(at(2026, 10, 22, 9, 22), now, 3600)).toBe('09:22')
    expect(shortTime(at(2026, 10, 22, 9, 59), now, 60)).toBe('09:59:00')
    expect(shortTime(at(2026, 10, 21, 9, 59), now, 86_400)).toBe('21 Nov, 09:59')
    expect(shortTime(at(2026, 8, 1), now, 90 * 86_400)).toBe('1 Sept')
    expect(shortTime(at(2018, 0, 1), now, 9 * 365 * 86_400)).toBe('1 Jan 2018')
    expect(shortTime(1e14, now, 1e14)).toBe('beyond the calendar')
    expect(shortTime(1e12, now, 1e12)).toBe('33658')
  })
})

describe('a step of the clock', () => {
  it('is a second in a minute, and a month in a decade', () => {
    expect(stepFor(60, 60)).toBe(1)
    expect(stepFor(0, 60)).toBe(1)
    expect(stepFor(10 * 365 * 86_400, 60)).toBe(30 * 86_400)
    expect(stepFor(Infinity, 60)).toBe(365 * 86_400)
  })
})
