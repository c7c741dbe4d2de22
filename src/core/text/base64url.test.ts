import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url, equalSpellings, paddingAt } from './base64url.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const defects = (text: string) => decodeBase64url(text).defects
const text = (encoded: string) => new TextDecoder().decode(decodeBase64url(encoded).bytes)

describe('base64url', () => {
  test('encodes the bytes of RFC 7515 appendix C as the RFC does', () => {
    const bytes = Uint8Array.of(3, 236, 255, 224, 193)
    expect(encodeBase64url(bytes)).toBe('A-z_4ME')
    expect(decodeBase64url('A-z_4ME')).toEqual({ bytes, defects: [] })
  })

  test('encodes the test vectors of RFC 4648 section 10 without their padding', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((each) => encodeBase64url(utf8(each)))).toEqual([
      '',
      'Zg',
      'Zm8',
      'Zm9v',
      'Zm9vYg',
      'Zm9vYmE',
      'Zm9vYmFy',
    ])
  })

  test('decodes what it encodes, byte for byte, without a defect', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const encoded = encodeBase64url(bytes)
        expect(encoded).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64url(encoded)).toEqual({ bytes: new Uint8Array(bytes), defects: [] })
      }),
    )
  })

  test('encodes more bytes than fit in one chunk of the loop', () => {
    const bytes = Uint8Array.from({ length: 3 * 4096 + 2 }, (_, i) => i * 7)
    expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  })

  test('decodes the same with and without the built-in function of newer engines', () => {
    const native = (globalThis.Uint8Array as { fromBase64?: unknown }).fromBase64
    let asked: unknown
    const replaced = Uint8Array as { fromBase64?: unknown }
    replaced.fromBase64 = (encoded: string, options: unknown) => {
      asked = options
      return new Uint8Array(Buffer.from(encoded, 'base64url'))
    }
    try {
      expect(text('Zm9vYg')).toBe('foob')
      expect(asked).toEqual({ alphabet: 'base64url', lastChunkHandling: 'loose' })
    } finally {
      if (native) replaced.fromBase64 = native
      else delete replaced.fromBase64
    }
  })
})

describe('each defect of a segment is named with its place, and the rest is read', () => {
  test('padding: where it starts and how much there is', () => {
    expect(defects('Zg==')).toEqual([{ kind: 'padding', at: 2, count: 2 }])
    expect(text('Zg==')).toBe('f')
    expect(text('Zm8=')).toBe('fo')
  })

  test('the standard alphabet: the first of its characters, and whether both alphabets are mixed', () => {
    expect(decodeBase64url('A+z/4ME')).toEqual({
      bytes: Uint8Array.of(3, 236, 255, 224, 193),
      defects: [{ kind: 'standard-alphabet', at: 1, count: 2, mixed: false }],
    })
    expect(defects('A+z_4ME')).toEqual([{ kind: 'standard-alphabet', at: 1, count: 1, mixed: true }])
  })

  test('characters outside both alphabets: they are skipped and counted, and the first is named', () => {
    expect(decodeBase64url('Zm#9v b!')).toMatchObject({
      defects: [{ kind: 'illegal-character', at: 2, count: 3, codePoint: 35 }, { kind: 'impossible-length' }],
    })
    expect(text('Zm#9v')).toBe('foo')
  })

  test('a character outside the basic plane counts as one', () => {
    expect(defects('Zm🔑9v')).toEqual([{ kind: 'illegal-character', at: 2, count: 1, codePoint: 0x1f511 }])
  })

  test('a padding sign in the middle is an invalid character, not padding', () => {
    expect(defects('Zg==Zg')).toEqual([{ kind: 'illegal-character', at: 2, count: 2, codePoint: 61 }])
  })

  test('one character too many for whole bytes is dropped', () => {
    expect(decodeBase64url('Zm9vY')).toEqual({ bytes: utf8('foo'), defects: [{ kind: 'impossible-length', at: 4 }] })
    expect(decodeBase64url('A').bytes).toHaveLength(0)
  })

  test('unused bits that are not zero: what an encoder would write, and where', () => {
    expect(decodeBase64url('Zh')).toEqual({ bytes: utf8('f'), defects: [{ kind: 'spare-bits', at: 1, canonical: 'g' }] })
    expect(decodeBase64url('Zm9=')).toEqual({
      bytes: utf8('fo'),
      defects: [
        { kind: 'padding', at: 3, count: 1 },
        { kind: 'spare-bits', at: 2, canonical: '8' },
      ],
    })
  })

  test('the place of the last character is found after what was skipped', () => {
    expect(defects('Zh#')).toContainEqual({ kind: 'spare-bits', at: 1, canonical: 'g' })
  })

  test('text without any defect is the only canonical encoding of its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('AQgw8_-+/= #é')) }), (any) => {
        const { bytes, defects: found } = decodeBase64url(any)
        expect(found.length === 0).toBe(encodeBase64url(bytes) === any)
      }),
    )
  })
})

describe('the encodings of one signature', () => {
  test.each([
    [32, 4],
    [64, 16],
    [96, 1],
    [256, 16],
    [132, 1],
    [114, 1],
  ])('a signature of %i bytes has %i', (length, count) => {
    const canonical = encodeBase64url(new Uint8Array(length).fill(171))
    const spellings = equalSpellings(canonical)
    expect(spellings).toHaveLength(count)
    expect(new Set(spellings).size).toBe(count)
    expect(spellings[0]).toBe(canonical)
    for (const spelling of spellings) expect(decodeBase64url(spelling).bytes).toEqual(decodeBase64url(canonical).bytes)
  })

  test('form the same list, whichever of them it starts from', () => {
    const spellings = equalSpellings('TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8')
    expect(spellings.map((each) => each.at(-1))).toEqual(['8', '9', '-', '_'])
    for (const spelling of spellings) expect(equalSpellings(spelling)).toEqual(spellings)
  })
})

test('padding begins after the last character other than "="', () => {
  expect(['', '=', 'Zg', 'Zg==', 'Z=g='].map(paddingAt)).toEqual([0, 0, 2, 2, 3])
})
