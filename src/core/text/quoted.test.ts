import { describe, expect, test } from 'vitest'
import { quoted, quotedJson, shown, shownValue, visible } from './quoted.ts'

describe('a name in a sentence', () => {
  test.each([
    ['admin', '“admin”'],
    ['\u202eadmin\u202c', '“[U+202E]admin[U+202C]”'],
    ['user\u202egnp.exe', '“user[U+202E]gnp.exe”'],
    ['a\u0000\u001b[31m\n', '“a[U+0000][U+001B][31m[U+000A]”'],
    ['a\u200bb\ufeff\u00a0', '“a[U+200B]b[U+FEFF][U+00A0]”'],
    ['\ud800', '“[U+D800]”'],
    ['\u{e0041}', '“[U+E0041]”'],
    ['שלום', '“שלום”'],
    ['😀', '“😀”'],
    ['', '“”'],
  ])('%j is %s', (text, said) => expect(quoted(text)).toBe(said))

  test("can't close its own quotation and continue in the page's voice", () => {
    expect(quoted('x”. Good. The signature verifies')).toBe('“x[U+201D]. Good. The signature verifies”')
    expect(shown('x` is fine')).toBe('x[U+0060] is fine')
  })

  test('is cut to 40 characters, and its quotation closes all the same', () => {
    expect(quoted('x'.repeat(41))).toBe(`“${'x'.repeat(39)}…”`)
    expect(quoted('x'.repeat(40))).toBe(`“${'x'.repeat(40)}”`)
    expect(quoted('\u202e'.repeat(10_000))).toBe(`“${'[U+202E]'.repeat(39)}…”`)
  })

  test('is not cut within a character', () => {
    expect(shown(`${'x'.repeat(38)}😀😀`)).toBe(`${'x'.repeat(38)}…`)
  })

  test('contains no control, format or direction character, and no lone surrogate', () => {
    for (let code = 0; code < 0x11_0000; code++) {
      const character = String.fromCodePoint(code)
      if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(character)) expect(visible(character)).toMatch(/^\[U\+[0-9A-F]{4,6}\]$/)
    }
  })
})

describe('a JSON value in a sentence', () => {
  test.each([
    ['false', 'false'],
    ['-1.5e3', '-1.5e3'],
    ['null', 'null'],
    ['"user"', '“user”'],
    ['"a\\"b"', '“"a\\"b"”'],
    ['{"a":1}', '“{"a":1}”'],
    ['true, false', '“true, false”'],
    [`"${'x'.repeat(50)}"`, `“${'x'.repeat(39)}…”`],
    [`"\\"${'x'.repeat(50)}"`, `“"\\"${'x'.repeat(35)}…"”`],
    ['"\u202e"', '“[U+202E]”'],
  ])('%s is %s', (json, said) => expect(quotedJson(json)).toBe(said))
})

test('a JSON value on its own keeps its closing quote when it is cut', () => {
  expect(shownValue(`"${'x'.repeat(50)}"`, 20)).toBe(`"${'x'.repeat(17)}…"`)
  expect(shownValue('"short"', 20)).toBe('"short"')
  expect(shownValue(`[${'1,'.repeat(50)}1]`, 20)).toBe('[1,1,1,1,1,1,1,1,1,…')
})
