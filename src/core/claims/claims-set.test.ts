import { describe, expect, test } from 'vitest'
import { readClaimsSet, readTime } from './claims-set.ts'
import { jws } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'

const claims = (payload: object | string | Uint8Array) => readClaimsSet(inspect(jws(undefined, payload)).token)
const time = (payload: object | string, now: number, leeway = 0) => readTime(claims(payload), now, leeway)

describe('a Claims Set', () => {
  test('is the members of a JSON object', () => {
    expect([...claims({ sub: 'a', exp: 1 })!.keys()]).toEqual(['sub', 'exp'])
    expect(claims('{}')!.size).toBe(0)
  })

  test.each(['[]', '"text"', '42', 'null', 'true', 'not JSON', '', '{"a":1'])('%j is none', (payload) => {
    expect(claims(payload)).toBeUndefined()
  })

  test('bytes that aren’t UTF-8 have none', () => {
    expect(claims(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toBeUndefined()
  })

  test('no token has none', () => {
    expect(readClaimsSet(undefined)).toBeUndefined()
    expect(readClaimsSet(inspect('').token)).toBeUndefined()
  })
})

describe('what "exp" and "nbf" say at an instant', () => {
  test('it is expired from the very second of "exp" on (RFC 7519 section 4.1.4)', () => {
    expect(time({ exp: 1000 }, 999).state).toBe('current')
    expect(time({ exp: 1000 }, 1000).state).toBe('expired')
    expect(time({ exp: 1000 }, 1001).state).toBe('expired')
  })

  test('it is good from the very second of "nbf" on (RFC 7519 section 4.1.5)', () => {
    expect(time({ nbf: 1000, exp: 2000 }, 999).state).toBe('not-yet-valid')
    expect(time({ nbf: 1000, exp: 2000 }, 1000).state).toBe('current')
  })

  test('the leeway stretches both ends', () => {
    expect(time({ exp: 1000 }, 1059, 60).state).toBe('current')
    expect(time({ exp: 1000 }, 1060, 60).state).toBe('expired')
    expect(time({ nbf: 1000, exp: 2000 }, 940, 60).state).toBe('current')
    expect(time({ nbf: 1000, exp: 2000 }, 939, 60).state).toBe('not-yet-valid')
  })

  test('without "exp" it is unlimited, but not before "nbf"', () => {
    expect(time({ iat: 1 }, 5).state).toBe('unlimited')
    expect(time({ nbf: 10 }, 5).state).toBe('not-yet-valid')
    expect(time({ nbf: 10 }, 10).state).toBe('unlimited')
  })

  test('expired comes before not yet valid', () => {
    expect(time({ exp: 10, nbf: 1000 }, 500).state).toBe('expired')
  })

  test.each(['"1000"', 'null', 'true', '[1000]', '{}', '"2030-01-01"'])('an "exp" of %s cannot be read', (exp) => {
    expect(time(`{"exp":${exp}}`, 5).state).toBe('unreadable')
    expect(time(`{"nbf":${exp},"exp":9999}`, 5).state).toBe('unreadable')
  })

  test('a number that no double holds cannot be read', () => {
    expect(time('{"exp":1e999}', 5).state).toBe('unreadable')
  })

  test('fractions of a second count', () => {
    expect(time({ exp: 1000.5 }, 1000.4).state).toBe('current')
    expect(time({ exp: 1000.5 }, 1000.5).state).toBe('expired')
  })

  test('milliseconds are read as the specification says, as seconds', () => {
    expect(time({ exp: 1_700_000_000_000 }, 1_800_000_000)).toMatchObject({ state: 'current', exp: 1_700_000_000_000 })
  })

  test('a payload without claims says nothing of time', () => {
    expect(time('[]', 5)).toEqual({ state: 'empty', exp: undefined, nbf: undefined, iat: undefined })
  })

  test('of duplicate members the last counts', () => {
    expect(time('{"exp":10,"exp":1000}', 500).state).toBe('current')
  })

  test('"exp" with other capitals is another claim', () => {
    expect(time({ Exp: 10 }, 500).state).toBe('unlimited')
  })
})
