// Checks the small words of findings: the intended name, lists, counts and sizes.
import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'
import { counted, digits, listed } from './shown.ts'
import { plainSize } from './size.ts'

describe('the nearest name', () => {
  it.each<[string, string[], number, string | undefined]>([
    ['HS265', ['HS256', 'HS512'], 2, 'HS256'],
    ['HS25', ['HS256'], 2, 'HS256'],
    ['HS2567', ['HS256'], 2, 'HS256'],
    ['XS256', ['HS256'], 2, 'HS256'],
    ['HSS256', ['HS256'], 1, 'HS256'],
    ['HS', ['HS256'], 2, undefined],
    ['abcd', ['HS256'], 2, undefined],
    ['kdi', ['kid'], 1, 'kid'],
    ['kidd', ['kid'], 2, 'kid'],
    ['xkid', ['kid'], 1, 'kid'],
    ['kit', ['kid'], 2, 'kid'],
    ['dik', ['kid'], 2, undefined],
    ['ki', ['kid'], 2, 'kid'],
    ['abcdef', ['abcdfe', 'abcdeg'], 2, 'abcdfe'],
    ['acbdef', ['abcdef'], 1, 'abcdef'],
    ['bacdef', ['abcdef'], 1, 'abcdef'],
    ['abcdfe', ['abcdef'], 1, 'abcdef'],
    ['badcfe', ['abcdef'], 2, undefined],
    ['badcfe', ['abcdef'], 3, 'abcdef'],
    ['aaabbb', ['bbbaaa'], 5, undefined],
    [
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy'],
      2,
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy',
    ],
    [
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy'],
      2,
      undefined,
    ],
    ['', ['a', 'ab'], 2, 'a'],
    ['abcxyz', ['abc'], 2, undefined],
    ['abcxyz', ['abc'], 3, undefined],
    ['same', ['other', 'same'], 2, 'same'],
    ['xabc', ['aybc'], 1, undefined],
    ['abxc', ['aybc'], 1, undefined],
    ['ayxc', ['abyc'], 1, undefined],
  ])('to %j of %j within %d is %j', (text, names, most, name) => expect(nearest(text, names, most)).toBe(name))
})

describe('names in a sentence', () => {
  it.each<[string[], string]>([
    [[], ''],
    [['a'], '`a`'],
    [['a', 'b'], '`a` and `b`'],
    [['a', 'b', 'c', 'd'], '`a`, `b`, `c` and `d`'],
    [['a', 'b', 'c', 'd', 'e'], '`a`, `b`, `c`, `d` and 1 more'],
  ])('%j', (names, words) => expect(listed(names)).toBe(words))
})

it('counts', () => {
  expect([counted(1, 'part'), counted(0, 'part'), counted(1200, 'part'), digits(1234)]).toEqual([
    '1 part',
    '0 parts',
    '1,200 parts',
    '1,234',
  ])
})

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [6149, '6.1 kB'],
  [999_900, '999.9 kB'],
  [1_000_000, '1.0 MB'],
  [1_340_000, '1.3 MB'],
])('%d bytes are %s', (bytes, words) => expect(plainSize(bytes)).toBe(words))
