import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonEnds } from './difference.ts'

describe('the common beginning and end of two texts', () => {
  test.each([
    ['abcd', 'abXd', 2, 1],
    ['abc', 'abc', 3, 0],
    ['', 'abc', 0, 0],
    // The single "a" is shared once, not both as beginning and as end.
    ['a', 'aa', 1, 0],
    ['aba', 'a', 1, 0],
    ['abc', 'xyz', 0, 0],
  ])('of %j and %j', (before, after, start, end) => {
    expect(commonEnds(before, after)).toEqual({ start, end })
  })

  test('together with the part between them, restore either text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 })
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { start, end } = commonEnds(before, after)
        expect(start + end).toBeLessThanOrEqual(Math.min(before.length, after.length))
        expect(before.slice(0, start) + after.slice(start, after.length - end) + before.slice(before.length - end)).toBe(after)
        // Neither could be longer.
        const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
        if (left !== '' && right !== '') {
          expect(left[0]).not.toBe(right[0])
          expect(left.at(-1)).not.toBe(right.at(-1))
        }
      }),
    )
  })
})
