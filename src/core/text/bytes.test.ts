import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeHex, differingBits, encodeHex, equalBytes, fromInteger, joinBytes, toInteger } from './bytes.ts'

const bytes = fc.uint8Array({ maxLength: 40 })

describe('bytes as hex', () => {
  test('are two digits each', () => {
    expect(encodeHex(Uint8Array.of(0, 10, 255))).toBe('000aff')
    expect(encodeHex([0, 10, 255], ' ')).toBe('00 0a ff')
    expect(encodeHex([])).toBe('')
  })

  test('come back, in either case', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(decodeHex(encodeHex(some))).toEqual(some)
        expect(decodeHex(encodeHex(some).toUpperCase())).toEqual(some)
        expect(encodeHex(some)).toBe(Buffer.from(some).toString('hex'))
      }),
    )
  })
})

describe('bytes as numbers', () => {
  test('are big-endian, and 0 if there are none', () => {
    expect(toInteger(Uint8Array.of(1, 0))).toBe(256n)
    expect(toInteger(Uint8Array.of())).toBe(0n)
    expect(fromInteger(0n)).toEqual(Uint8Array.of(0))
    expect(fromInteger(256n)).toEqual(Uint8Array.of(1, 0))
    expect(fromInteger(256n, 4)).toEqual(Uint8Array.of(0, 0, 1, 0))
    expect(fromInteger(0x1ffn, 1)).toEqual(Uint8Array.of(1, 255))
  })

  test('come back at their full length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (some) => {
        expect(fromInteger(toInteger(some), some.length)).toEqual(some)
      }),
    )
  })
})

describe('two byte strings', () => {
  test('are joined one after the other', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(joinBytes(a, b)).toEqual(Uint8Array.from([...a, ...b]))
      }),
    )
    expect(joinBytes()).toEqual(Uint8Array.of())
  })

  test('are equal if their lengths and all bytes are', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false)
    expect(equalBytes(Uint8Array.of(1, 2, 0), Uint8Array.of(1, 2))).toBe(false)
  })

  test('differ in a number of bits', () => {
    expect(differingBits(Uint8Array.of(0b1010, 255), Uint8Array.of(0b1001, 255))).toEqual({ differing: 2, of: 16 })
    expect(differingBits(Uint8Array.of(0), Uint8Array.of(255))).toEqual({ differing: 8, of: 8 })
    expect(differingBits(Uint8Array.of(), Uint8Array.of())).toEqual({ differing: 0, of: 0 })
  })

  test('where bytes that one lacks count as different, in either order', () => {
    expect(differingBits(Uint8Array.of(1, 2), Uint8Array.of(1))).toEqual({ differing: 8, of: 16 })
    expect(differingBits(Uint8Array.of(1), Uint8Array.of(1, 0))).toEqual({ differing: 8, of: 16 })
  })
})
