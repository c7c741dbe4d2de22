import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decoded-text.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('bytes as text', () => {
  test('well-formed UTF-8 is read without loss, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = utf8(text)
        const decoded = decodeText(encoded)
        expect(decoded).toMatchObject({ utf8: true, text })
        expect(utf8(decoded.text)).toEqual(encoded)
      }),
    )
  })

  test('a byte-order mark is kept, so that it is written back', () => {
    const decoded = decodeText(bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d))
    expect(decoded.text).toBe('\ufeff{}')
    expect(decoded.json.valid).toBe(false)
  })

  test.each([
    ['a byte that never begins a character', bytes(0x61, 0xff, 0x62)],
    ['a truncated character', bytes(0x61, 0xe2, 0x82)],
    ['an overlong encoding', bytes(0xc0, 0xaf)],
    ['half of a surrogate pair', bytes(0xed, 0xa0, 0x80)],
    ['a code point beyond Unicode', bytes(0xf4, 0x90, 0x80, 0x80)],
    ['Latin-1', bytes(0x7b, 0x22, 0xe4, 0x22, 0x7d)],
  ])('%s is not UTF-8, and is shown as far as possible', (_, given) => {
    const decoded = decodeText(given)
    expect(decoded.utf8).toBe(false)
    expect(decoded.text).toContain('\ufffd')
    expect(decoded.bytes).toBe(given)
  })

  test('the JSON is parsed on first use and then kept', () => {
    const decoded = decodeText(utf8('{"a":1}'))
    expect(decoded.json).toBe(decoded.json)
    expect(decoded.json.root).toBe(decoded.json.root)
  })
})
