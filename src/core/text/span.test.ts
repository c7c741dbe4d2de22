import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { bytesOfCharacters, charactersOfBytes } from './span.ts'

describe('bytes and the characters that encode them', () => {
  test.each([
    [
      { from: 0, to: 1 },
      { from: 0, to: 2 },
    ],
    [
      { from: 1, to: 2 },
      { from: 1, to: 3 },
    ],
    [
      { from: 2, to: 3 },
      { from: 2, to: 4 },
    ],
    [
      { from: 0, to: 3 },
      { from: 0, to: 4 },
    ],
    [
      { from: 3, to: 6 },
      { from: 4, to: 8 },
    ],
    [
      { from: 5, to: 5 },
      { from: 6, to: 7 },
    ],
  ])('bytes %j are in characters %j', (bytes, characters) => {
    expect(charactersOfBytes(bytes)).toEqual(characters)
  })

  test('changing a character changes a byte exactly if its span includes that byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 24 }), fc.nat(), (bytes, seed) => {
        const text = encodeBase64url(bytes.slice(0, bytes.length - (bytes.length % 3)))
        const at = seed % text.length
        const other = text.slice(0, at) + (text[at] === 'A' ? '_' : 'A') + text.slice(at + 1)
        const [before, after] = [decodeBase64url(text).bytes, decodeBase64url(other).bytes]
        const { from, to } = bytesOfCharacters({ from: at, to: at + 1 })
        for (let i = 0; i < before.length; i++) if (i < from || i >= to) expect(after[i]).toBe(before[i])
        expect(after.slice(from, to)).not.toEqual(before.slice(from, to))
      }),
    )
  })

  test('the characters of some bytes cover at least those bytes', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(50), (from, length) => {
        const bytes = { from, to: from + length + 1 }
        const back = bytesOfCharacters(charactersOfBytes(bytes))
        expect(back.from).toBeLessThanOrEqual(bytes.from)
        expect(back.to).toBeGreaterThanOrEqual(bytes.to)
        expect(bytes.from - back.from).toBeLessThanOrEqual(1)
        expect(back.to - bytes.to).toBeLessThanOrEqual(1)
      }),
    )
  })
})
