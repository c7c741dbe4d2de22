import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { isJson, parseJson } from '../../core/text/json.ts'
import { carryOffsets, compactJson, isCompactJson, layOutJson } from './json-layout.ts'
import { readTokens } from './json-tokens.ts'
import { compactText, spacedText } from './json.fixture.ts'

const isCompact = (text: string) => isCompactJson(parseJson(text))

describe('compact JSON', () => {
  test('is formatted for reading and made compact again without losing a character', () => {
    fc.assert(
      fc.property(compactText, (text) => {
        expect(isCompact(text)).toBe(true)
        const shown = layOutJson(text)
        expect(isJson(shown)).toBe(true)
        expect(compactJson(shown)).toBe(text)
      }),
    )
  })

  test('is formatted like JSON.stringify does it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(layOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  test('keeps empty objects and arrays in one piece', () => {
    expect(layOutJson('{"a":{},"b":[],"c":[{}]}')).toBe('{\n  "a": {},\n  "b": [],\n  "c": [\n    {}\n  ]\n}')
  })

  test('has several values per line if one per line would give too many lines, and loses no character', () => {
    const text = `{"a":[${'1,'.repeat(400_000)}1],"b":"${',]'.repeat(200)}"}`
    const shown = layOutJson(text)
    const lengths = shown.split('\n').map((line) => line.length)
    expect(Math.max(...lengths.slice(0, -1))).toBe(120)
    expect(isJson(shown)).toBe(true)
    expect(compactJson(shown)).toBe(text)
  })

  test('looks the same as JSON that was signed with whitespace', () => {
    fc.assert(
      fc.property(spacedText, (text) => {
        expect(layOutJson(text)).toBe(layOutJson(compactJson(text)))
      }),
    )
  })

  test('is distinguished from JSON with whitespace, and from text that isn’t JSON', () => {
    for (const text of ['{"a":1}', '{"a b":"c d"}', '[]', '"a b"', '1']) expect(isCompact(text)).toBe(true)
    for (const text of ['{"a": 1}', ' {"a":1}', '{"a":1}\n', '[1,\t2]', '{"a":1}\r', '{"a":1', '']) expect(isCompact(text)).toBe(false)
  })
})

describe('making JSON compact', () => {
  test('removes whitespace between its tokens and nothing else', () => {
    expect(compactJson(' {\r\n\t"a b" : [ 1.0 , 1e2 ] , "\\u0041":"x  y" }\n')).toBe('{"a b":[1.0,1e2],"\\u0041":"x  y"}')
  })

  test('leaves text that isn’t JSON as it is', () => {
    for (const text of ['{"a": 1', '{ "a": 1, }', '{"a": tru }', ' ', '', '{"a": 1} // x']) expect(compactJson(text)).toBe(text)
  })

  test('gives the same as JSON.parse and JSON.stringify if those lose nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4, '\t'), (value, indent) => {
        expect(compactJson(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value))
      }),
    )
  })
})

describe('an offset of the signed text', () => {
  test('is converted to the same character of the shown text, and back', () => {
    fc.assert(
      fc.property(fc.oneof(compactText, spacedText), (text) => {
        const shown = layOutJson(text)
        const there = carryOffsets(text, shown)
        const back = carryOffsets(shown, text)
        const { from, to, count } = readTokens(text)
        for (let token = 0; token < count; token++) {
          for (let at = from[token]!; at < to[token]!; at++) {
            const place = there(at)
            expect(shown[place]).toBe(text[at])
            expect(back(place)).toBe(at)
          }
        }
        expect(there(text.length)).toBe(shown.length)
      }),
      cases(50),
    )
  })

  test('can also be converted out of order', () => {
    const text = '{"a":1,"b":2}'
    const there = carryOffsets(text, layOutJson(text))
    const shown = layOutJson(text)
    expect(shown[there(8)]).toBe('b')
    expect(shown[there(2)]).toBe('a')
    expect(shown[there(11)]).toBe('2')
  })

  test('stays the same if nothing is formatted', () => {
    expect([0, 3, 7].map(carryOffsets('{"a": 1}', '{"a": 1}'))).toEqual([0, 3, 7])
  })
})
