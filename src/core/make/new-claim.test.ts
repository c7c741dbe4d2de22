import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../text/json.ts'
import { claimJson, claimOffers, readWhen, usualForm, VALUE_FORMS } from './new-claim.ts'
import { withMember } from './with-member.ts'

/** 2026-11-22T10:00:00Z in seconds. */
const NOW = 1_795_341_600
const local = (day: number, hours: number, minutes: number) => new Date(2026, 10, day, hours, minutes).getTime() / 1000

describe('a time as typed', () => {
  it.each([
    ['now', NOW],
    ['in 15 minutes', NOW + 900],
    ['In 1 hour', NOW + 3600],
    ['2 days ago', NOW - 172_800],
    ['1795341600', NOW],
    ['2026-11-22T10:00:00Z', NOW],
    ['15 minutes', undefined],
    ['in 15 minutes ago', undefined],
    ['tomorrow 25:00', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%j', (text, seconds) => expect(readWhen(text, NOW)).toBe(seconds))

  it('counts days in the reader’s time zone', () => {
    const noon = local(22, 12, 0)
    expect(readWhen('tomorrow 09:00', noon)).toBe(local(23, 9, 0))
    expect(readWhen('today at 9:30', noon)).toBe(local(22, 9, 30))
    expect(readWhen('yesterday', noon)).toBe(local(21, 0, 0))
  })
})

describe('a value', () => {
  it.each([
    ['text', 'a "b"', '"a \\"b\\""'],
    ['list', 'read, write\nadmin,', '["read","write","admin"]'],
    ['truth', 'true', 'true'],
    ['truth', 'yes', undefined],
    ['time', 'in 15 minutes', String(NOW + 900)],
    ['time', 'later', undefined],
    ['json', ' {"a":1} ', '{"a":1}'],
    ['json', '{a}', undefined],
  ] as const)('as %s: %j', (form, typed, json) => expect(claimJson(form, typed, NOW)).toBe(json))

  it('is either JSON or refused, and the other members stay as they are', () => {
    const forms = fc.constantFrom(...VALUE_FORMS.map(({ value }) => value))
    fc.assert(
      fc.property(forms, fc.string(), (form, typed) => {
        const json = claimJson(form, typed, NOW)
        if (json === undefined) return
        const text = '{ "a": 1.0 }'
        const { root } = parseJson(text)
        if (root?.type !== 'object') throw new Error('it is an object')
        const added = withMember(text, root, 'b', json)
        expect(added).toBe(`{ "a": 1.0, "b": ${json} }`)
        expect(JSON.parse(added)).toEqual({ a: 1, b: JSON.parse(json) })
      }),
    )
  })
})

it('registered and vendor claims are offered once each, with their meaning', () => {
  const offers = claimOffers()
  expect(new Set(offers.map(({ name }) => name)).size).toBe(offers.length)
  expect(offers.find(({ name }) => name === 'exp')?.meaning).toBe('expires')
  expect(offers.find(({ name }) => name === 'real_user_status')?.meaning).toContain('(apple)')
  expect(offers.every(({ meaning }) => meaning !== '')).toBe(true)
})

it.each([
  ['exp', 'time'],
  ['email_verified', 'truth'],
  ['groups', 'list'],
  ['cnf', 'json'],
  ['sub', 'text'],
  ['my_own', 'text'],
] as const)('%s is usually a %s', (name, form) => expect(usualForm(name)).toBe(form))
