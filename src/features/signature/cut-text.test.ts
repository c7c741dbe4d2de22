import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

const long = 'a'.repeat(24) + 'b'.repeat(294) + 'c'.repeat(24)
const seen = (text: string, difference?: number) =>
  cutText(text, difference).map((piece) => (piece.hidden ? piece.text.length : piece.text))

describe('of a signature', () => {
  test('a short one is whole', () => expect(seen('x'.repeat(171))).toEqual(['x'.repeat(171)]))

  test('a long one shows its ends', () => expect(seen(long)).toEqual(['a'.repeat(24), 294, 'c'.repeat(24)]))

  test('one that differs shows where', () => {
    const at = 100
    const text = `${long.slice(0, at)}X${long.slice(at + 1)}`
    expect(seen(text, at)).toEqual(['a'.repeat(24), 70, `bbbbbbX${'b'.repeat(17)}`, 200, 'c'.repeat(24)])
    expect(seen(long, 3)).toEqual(seen(long))
  })

  test('no character is lost, wherever it differs', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 180, maxLength: 500 }), fc.option(fc.nat(520), { nil: undefined }), (text, difference) => {
        const pieces = cutText(text, difference)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        for (const { at, text: piece } of pieces) expect(text.startsWith(piece, at)).toBe(true)
        const shownDifference =
          difference === undefined ||
          difference >= text.length ||
          pieces.some(({ at, text: piece, hidden }) => !hidden && at <= difference && difference < at + piece.length)
        expect(shownDifference).toBe(true)
      }),
    )
  })
})
