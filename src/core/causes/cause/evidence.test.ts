// Checks that evidence is short, shows where two texts differ, and makes invisible characters visible.
import { describe, expect, it } from 'vitest'
import { bytesInWords, difference, sideBySide, visible } from './evidence.ts'

describe('a difference', () => {
  it.each([
    ['abc', 'abd', 'abc', 'abd'],
    ['', 'a', '', 'a'],
    ['x'.repeat(14) + 'a', 'x'.repeat(14) + 'b', 'x'.repeat(14) + 'a', 'x'.repeat(14) + 'b'],
    ['-' + 'x'.repeat(14) + 'a', '-' + 'x'.repeat(14) + 'b', '…' + 'x'.repeat(14) + 'a', '…' + 'x'.repeat(14) + 'b'],
    ['a' + 'x'.repeat(14), 'b' + 'x'.repeat(14), 'a' + 'x'.repeat(14), 'b' + 'x'.repeat(14)],
    ['a' + 'x'.repeat(14) + '-', 'b' + 'x'.repeat(14) + '-', 'a' + 'x'.repeat(14) + '…', 'b' + 'x'.repeat(14) + '…'],
    ['a\r\n', 'a\n', 'a␍⏎', 'a⏎'],
  ])('of %j and %j', (before, after, shownBefore, shownAfter) => {
    expect(difference('Payload', before, after)).toEqual({ of: 'Payload', before: shownBefore, after: shownAfter })
  })
  it('shows the beginning and the end of a long stretch', () => {
    const long = 'a'.repeat(50) + 'b'.repeat(50)
    expect(difference('Secret', long, '').before).toBe(`${'a'.repeat(43)}…${'b'.repeat(20)}`)
    expect(difference('Secret', 'a'.repeat(64), '').before).toBe('a'.repeat(64))
  })
})

describe('two things side by side', () => {
  it('are each shortened separately', () => {
    expect(sideBySide('Key', 'a\t', 'b'.repeat(65))).toEqual({ of: 'Key', before: 'a⇥', after: `${'b'.repeat(43)}…${'b'.repeat(20)}` })
  })
})

describe('bytes', () => {
  it.each([
    [0, ' (0 bytes)'],
    [1, '07 (1 byte)'],
    [16, `${Array(16).fill('07').join(' ')} (16 bytes)`],
    [17, `${Array(16).fill('07').join(' ')} … (17 bytes)`],
  ])('%d of them', (length, words) => expect(bytesInWords(new Uint8Array(length).fill(7))).toBe(words))
})

describe('spaces', () => {
  it.each([
    [' a  b ', '␣a  b␣'],
    ['a  \nb', 'a␣␣⏎b'],
    ['a\n  b', 'a⏎␣␣b'],
    ['a\r b', 'a␍␣b'],
    ['a \r', 'a␣␍'],
    ['a\u200bb', 'a[U+200B]b'],
    ['   ', '␣␣␣'],
  ])('are shown at the ends of lines: %j', (text, drawn) => expect(visible(text)).toBe(drawn))
})
