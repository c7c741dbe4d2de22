import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longStretches } from './long-stretches.ts'

const laidOut = (value: unknown) => JSON.stringify(value, undefined, 2)
/** The visible rest of a text: each folded stretch as its label and its last characters. */
const seen = (text: string) => {
  let at = 0
  let out = ''
  for (const { from, to, label, tail } of longStretches(text)) {
    if (from < at) continue
    out += `${text.slice(at, from)}<${label}>${text.slice(to - tail, to)}`
    at = to
  }
  return out + text.slice(at)
}

describe('the folded part of a JSON text', () => {
  test('is never short', () => {
    expect(longStretches(laidOut({ a: 'x'.repeat(297), list: Array.from({ length: 19 }, (_, i) => i), b: { c: [1, [2]] } }))).toEqual([])
    expect(longStretches('')).toEqual([])
  })

  test('is the middle of a long string, whose end and closing quote stay visible', () => {
    expect(seen(`{\n  "a": "${'x'.repeat(1000)}yz"\n}`)).toBe(`{\n  "a": "${'x'.repeat(139)}<844 more characters>${'x'.repeat(17)}yz"\n}`)
  })

  test('is never a name', () => {
    expect(longStretches(laidOut({ ['n'.repeat(1000)]: 1 }))).toEqual([])
  })

  test('is all but the first items of a long list', () => {
    const roles = Array.from({ length: 99 }, (_, i) => `role ${i}`)
    expect(seen(laidOut({ roles, sub: 'x' }))).toBe(
      '{\n  "roles": [\n    "role 0",\n    "role 1",\n    "role 2",<96 more items>\n  ],\n  "sub": "x"\n}',
    )
  })

  test('is everything but the first of several long items', () => {
    const items = Array.from({ length: 8 }, () => ({ a: 1, b: 2, c: 3, d: 4 }))
    expect(seen(laidOut(items))).toBe('[\n  {\n    "a": 1,\n    "b": 2,\n    "c": 3,\n    "d": 4\n  },<7 more items>\n]')
  })

  test('splits neither a surrogate pair nor an escape sequence', () => {
    for (let shift = 0; shift < 8; shift++) {
      for (const unit of ['😀', '\\u00e9', '\\\\']) {
        const text = `"${'x'.repeat(shift)}${unit.repeat(200)}"`
        for (const { from, to, tail } of longStretches(text)) {
          for (const at of [from, to - tail]) {
            const before = text.slice(1 + shift, at)
            expect(before, `${unit} ${at}`).toBe(unit.repeat(before.length / unit.length))
          }
        }
      }
    }
  })

  test('is found in any text, in order and within its bounds, and no stretch partly overlaps another', () => {
    const piece = fc.constantFrom('[\n', ']', '{', '}', ',\n', '"', '\\', ':', '\n'.repeat(25), 'x'.repeat(400), ' ', '1')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const text = pieces.join('')
        let before = { from: 0, to: text.length }
        for (const { from, to, tail } of longStretches(text)) {
          expect(from).toBeGreaterThanOrEqual(before.from === 0 && before.to === text.length ? 0 : before.from)
          expect(to - tail).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          if (from < before.to) expect(to).toBeLessThanOrEqual(before.to)
          before = { from, to }
        }
      }),
    )
  })
})
