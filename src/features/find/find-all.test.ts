import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAll, withoutCase } from './find-all.ts'

const found = (text: string, wanted: string, most = 1000) =>
  findAll(withoutCase(text), withoutCase(wanted), most).map(({ from, to }) => text.slice(from, to))

describe('a search', () => {
  test.each([
    ['email_verified: true, Email', 'email', ['email', 'Email']],
    ['aaaaa', 'aa', ['aa', 'aa']],
    ['aabaaabaaac', 'aabaaac', ['aabaaac']],
    ['İstanbul istanbul', 'i', ['İ', 'i']],
    ['ΟΔΟΣ οδος', 'οδοσ', ['ΟΔΟΣ', 'οδος']],
    ['nothing', 'x', []],
    ['nothing', '', []],
  ])('of %j for %j finds %j', (text, wanted, expected) => expect(found(text, wanted)).toEqual(expected))

  test('stops at the requested number of matches', () => expect(found('a'.repeat(5000), 'a', 1000)).toHaveLength(1000))

  test('finds what a comparison at every position finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'Ä'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom('a', 'b', 'ä'), minLength: 1, maxLength: 5 }), (hay, needle) => {
        const [plain, wanted] = [withoutCase(hay), withoutCase(needle)]
        const expected: number[] = []
        for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) expected.push(at)
        expect(findAll(plain, wanted, 1000).map(({ from }) => from)).toEqual(expected)
      }),
    )
  })

  test('keeps the offsets of every text', () => {
    for (let from = 0; from < 0x11_0000; from += 0x1000) {
      const text = Array.from({ length: 0x1000 }, (_, i) => String.fromCodePoint(from + i)).join('')
      expect(withoutCase(text)).toHaveLength(text.length)
    }
  })
})
