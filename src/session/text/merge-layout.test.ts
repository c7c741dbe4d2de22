// Checks that signed whitespace survives an edit, and that added parts get the whitespace of their neighbors.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { compactJson, layOutJson } from './json-layout.ts'
import { compactText, spacedText } from './json.fixture.ts'
import { readTokens } from './json-tokens.ts'
import { mergeLayout } from './merge-layout.ts'

/** The original after an edit of its formatted text. */
function edited(original: string, from: string | RegExp, to: string): string {
  const shown = layOutJson(original)
  const typed = shown.replace(from, () => to)
  if (typed === shown) throw new Error(`${String(from)} is not in ${shown}`)
  return mergeLayout(original, typed)
}

const PYTHON = '{"iss": "a", "limits": {"daily": 700, "roles": ["x", "y"]}, "n": 1.0}'
const LINES = '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": 2\r\n\t}\r\n}\r\n'

describe('JSON with whitespace', () => {
  it('stays the same if nothing was edited', () => {
    fc.assert(
      fc.property(spacedText, (text) => {
        expect(mergeLayout(text, layOutJson(text))).toBe(text)
        expect(mergeLayout(text, compactJson(text))).toBe(text)
        expect(mergeLayout(text, text)).toBe(text)
      }),
      cases(300),
    )
  })

  it('contains the typed tokens, whatever they are', () => {
    fc.assert(
      fc.property(spacedText, spacedText, (original, typed) => {
        expect(compactJson(mergeLayout(original, typed))).toBe(compactJson(typed))
      }),
      cases(300),
    )
  })

  it('changes only in the value that was edited', () => {
    fc.assert(
      fc.property(spacedText, fc.nat(), compactText, (original, seed, value) => {
        const { from, to, link, count } = readTokens(original)
        const starts = Array.from({ length: count }, (_, i) => i).filter((i) => !/[\]},:]/.test(original[from[i]!]!))
        const values = starts.filter((i) => original[from[i + 1] ?? original.length] !== ':')
        const token = values[seed % values.length]!
        const end = /[{[]/.test(original[from[token]!]!) ? to[link[token]!]! : to[token]!
        const before = original.slice(0, from[token])
        const after = original.slice(end)
        const merged = mergeLayout(original, layOutJson(before + value + after))
        expect(merged.startsWith(before)).toBe(true)
        expect(merged.slice(before.length).endsWith(after)).toBe(true)
        expect(compactJson(merged)).toBe(compactJson(before + value + after))
      }),
      cases(300),
    )
  })

  it('stays compact if it was compact', () => {
    fc.assert(
      fc.property(compactText, spacedText, (original, typed) => {
        fc.pre(/^[{[]/.test(original))
        expect(mergeLayout(original, typed)).toBe(compactJson(typed))
      }),
    )
  })

  it('is restored as soon as the value is', () => {
    fc.assert(
      fc.property(spacedText, spacedText, (original, other) => {
        // An edit's result is only a step; the next one is compared with the original again.
        mergeLayout(original, other)
        expect(mergeLayout(original, layOutJson(original))).toBe(original)
      }),
      cases(50),
    )
  })
})

describe('an edit of it', () => {
  test.each([
    ['changes a value', PYTHON, '700', '999', PYTHON.replace('700', '999')],
    ['changes a name', PYTHON, '"daily"', '"weekly"', PYTHON.replace('daily', 'weekly')],
    ['changes an item', PYTHON, '"y"', '"z"', PYTHON.replace('"y"', '"z"')],
    ['appends a member', PYTHON, '1.0\n', '1.0,"new":{"a":[1,{}]}\n', PYTHON.replace('1.0}', '1.0, "new": {"a": [1, {}]}}')],
    ['puts a member first', PYTHON, '{\n', '{ "new":true,\n', PYTHON.replace('{"iss"', '{"new": true, "iss"')],
    ['puts a member in the middle', PYTHON, '700,', '700,"w":[],', PYTHON.replace('700,', '700, "w": [],')],
    ['adds an item', PYTHON, '"x",', '"x",[1,2],', PYTHON.replace('"x",', '"x", [1, 2],')],
    ['takes the first member out', PYTHON, '"iss": "a",', '', PYTHON.replace('"iss": "a", ', '')],
    ['takes the last member out', PYTHON, /,\s*"n": 1\.0/, '', PYTHON.replace(', "n": 1.0', '')],
    ['takes the last item out', PYTHON, /,\s*"y"/, '', PYTHON.replace(', "y"', '')],
    ['empties an object', PYTHON, /"daily"[^]*\]/, '', '{"iss": "a", "limits": {}, "n": 1.0}'],
    ['fills an empty object', '{"a": {}}', '{}', '{"b":1,"c":2}', '{"a": {"b": 1, "c": 2}}'],
    ['adds a member where there was one', '{"a": 1}', '1', '1,"b":2', '{"a": 1, "b": 2}'],
    [
      'adds a member on a line',
      LINES,
      /\}\n\}/,
      '},\n"d":{"e":[1]}}',
      LINES.replace('\t}\r\n}', '\t},\r\n\t"d": {\r\n\t\t"e": [\r\n\t\t\t1\r\n\t\t]\r\n\t}\r\n}'),
    ],
    ['adds a member deep inside', LINES, '2', '2,"d":3', LINES.replace('2', '2,\r\n\t\t"d": 3')],
    ['makes an object of a number', LINES, '1,', '{"x":1},', LINES.replace('1,', '{\r\n\t\t"x": 1\r\n\t},')],
    [
      'keeps spaces inside brackets',
      '{ "a" : [ 1, 2 ] , "b" : { "c" : 3 } }',
      '3',
      '3,"d":[4,5]',
      '{ "a" : [ 1, 2 ] , "b" : { "c" : 3 , "d" : [ 4, 5 ] } }',
    ],
    ['keeps a space inside an empty object', '{"a": { }, "b": [\n]}', '[]', '[],"c":1', '{"a": { }, "b": [\n], "c": 1}'],
    ['keeps duplicate members apart', '{"d": 1,  "d" : 2,"d":3}', '2', '4', '{"d": 1,  "d" : 4,"d":3}'],
    ['takes one of duplicate members out', '{"d": 1,  "d" : 2,"d":3}', /"d": 2,\s*/, '', '{"d": 1,  "d" : 3}'],
    [
      'keeps the indentation of none',
      '{\n"a": 1,\n"b": 2\n}\n',
      '2',
      '2,"c":{"d":[1]}',
      '{\n"a": 1,\n"b": 2,\n"c": {\n"d": [\n1\n]\n}\n}\n',
    ],
    ['keeps what is around it', ' \n[1,\t2] ', '2', '3', ' \n[1,\t3] '],
  ])('%s', (_, original, from, to, result) => {
    expect(edited(original, from, to)).toBe(result)
  })

  it('keeps the whitespace of members that were reordered', () => {
    expect(mergeLayout('{"a" :1, "b":  {"x":  1},\n"c":3}', '{"c":3,"b":{"x":1},"a":1}')).toBe('{"c":3, "b":  {"x":  1}, "a" :1}')
  })

  it('keeps the whitespace of items around removed ones', () => {
    expect(mergeLayout('[1,  2, [3,   4],\n5]', '[2,[3,4],6,5]')).toBe('[2, [3,   4], 6,\n5]')
  })

  it('of the whole to another type of value is written in the same style', () => {
    expect(mergeLayout('{\n  "a": 1\n}\n', '[1,2]')).toBe('[\n  1,\n  2\n]\n')
    expect(mergeLayout(' 1\n', '{"a":1,"b":2}')).toBe(' {"a":1,"b":2}\n')
    expect(mergeLayout('{"a": 1}\n', '7')).toBe('7\n')
  })

  it('that is not JSON yet is kept as it is', () => {
    for (const typed of ['{"a": ', '', '{"a": 1,}']) expect(mergeLayout('{"a": 1}', typed)).toBe(typed)
  })
})

describe('large and deep texts', () => {
  const many = `{${Array.from({ length: 250_000 }, (_, i) => `"claim_${i}": ${i}`).join(', ')}}`
  const items = `[${'1, '.repeat(500_000)}1]`
  const texts = {
    '250,000 members': many,
    '250,000 members of one name': `{${'"a": 1, '.repeat(250_000)}"b": 2}`,
    'half a million items': items,
    'arrays nested 100,000 deep': `${'[ '.repeat(100_000)}1${']'.repeat(100_000)}`,
    'objects nested 100,000 deep': `${'{"a": '.repeat(100_000)}1${'}'.repeat(100_000)}`,
    'five megabytes in one string': `{"a": "${'x '.repeat(2_500_000)}1"}`,
  }
  it.each(Object.entries(texts))('%s are merged in linear time', { timeout: 60_000 }, (_, text) => {
    const at = text.lastIndexOf('1')
    const changed = `${text.slice(0, at)}7${text.slice(at + 1)}`
    expect(mergeLayout(text, layOutJson(text)) === text).toBe(true)
    expect(mergeLayout(text, layOutJson(changed)) === changed).toBe(true)
    expect(compactJson(mergeLayout('{\n  "a": 1\n}', text)) === compactJson(text)).toBe(true)
    expect(mergeLayout(text, '[]').length).toBe(2)
  })

  it('lose the first and the last of 250,000 members at once', { timeout: 60_000 }, () => {
    const moved = many.replace('"claim_0": 0, ', '').replace(', "claim_249999": 249999', ', "claim_0": 0')
    expect(mergeLayout(many, layOutJson(moved)) === moved).toBe(true)
  })
})
