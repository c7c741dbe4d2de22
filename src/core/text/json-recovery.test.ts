// The errors reported for invalid JSON, and the small functions that read the tree.
import { describe, expect, test } from 'vitest'
import { isJson, lineAndColumn, membersByName, parseJson, plainValue } from './json.ts'

/** The first error as "code at line:column". */
function trouble(text: string): string {
  const [error] = parseJson(text).errors
  if (!error) return 'none'
  const { line, column } = lineAndColumn(text, error.from)
  return `${error.code} at ${line}:${column}`
}

describe('invalid JSON says where it goes wrong', () => {
  test.each([
    ['{"a":1,}', 'PropertyNameExpected at 1:8'],
    ['{"a" 1}', 'ColonExpected at 1:6'],
    ['{"a":}', 'ValueExpected at 1:6'],
    ['{"a":1', 'CloseBraceExpected at 1:7'],
    ['[1,2', 'CloseBracketExpected at 1:5'],
    ['{"a":1 "b":2}', 'CommaExpected at 1:8'],
    ['{\n  "a": tru\n}', 'InvalidSymbol at 2:8'],
    ['{"a":"b', 'UnexpectedEndOfString at 1:6'],
    ['{"a":1} x', 'InvalidSymbol at 1:9'],
    ['{"a":1} 2', 'EndOfFileExpected at 1:9'],
    ['{} {}', 'EndOfFileExpected at 1:4'],
    ['{"a":1 // why\n}', 'InvalidCommentToken at 1:8'],
    ['{"a":"\\x"}', 'InvalidEscapeCharacter at 1:6'],
    ['{"a":"\\u12"}', 'InvalidUnicode at 1:6'],
    ["{'a':1}", 'InvalidSymbol at 1:2'],
  ])('%j: %s', (text, said) => {
    expect(isJson(text)).toBe(false)
    expect(trouble(text)).toBe(said)
  })

  test('what only JSON.parse rejects is still rejected', () => {
    for (const text of ['', ' ', '\ufeff{}', '{"a":01}', '[1.]', '"\t"', 'NaN', "{'a':1}", '\u00a0{}']) {
      const document = parseJson(text)
      expect(document.valid, JSON.stringify(text)).toBe(false)
      expect(document.errors.length).toBeGreaterThan(0)
    }
  })

  test('members before the damage are still read', () => {
    const { root } = parseJson('{"sub":"fernando","admin":tru')
    expect(plainValue(membersByName(root).get('sub')!)).toBe('fernando')
  })

  test('truncated text is never valid and never throws', () => {
    const whole = '{"sub":"fernando","aud":["a","b"],"n":-1.5e3,"ok":true,"none":null,"o":{"\\u0061":"\\n"}}'
    for (let length = 0; length < whole.length; length++) {
      const cut = parseJson(whole.slice(0, length))
      expect(cut.valid).toBe(false)
      expect(cut.errors.length).toBeGreaterThan(0)
      for (const { from, to } of cut.errors) {
        expect(from).toBeLessThanOrEqual(to)
        expect(to).toBeLessThanOrEqual(length)
      }
    }
  })
})

test('lines end at LF, CRLF and CR, and columns count from one', () => {
  const text = 'a\nbc\r\nd\re'
  expect(
    Array.from(text)
      .map((_, i) => lineAndColumn(text, i))
      .map(({ line, column }) => `${line}:${column}`),
  ).toEqual(['1:1', '1:2', '2:1', '2:2', '2:3', '3:1', '3:1', '3:2', '4:1'])
  expect(lineAndColumn(text, text.length)).toEqual({ line: 4, column: 2 })
})

describe('members by name', () => {
  test('the last of duplicates counts, as in most parsers', () => {
    const members = membersByName(parseJson('{"a":1,"b":2,"a":3}').root)
    expect([...members].map(([name, node]) => [name, plainValue(node)])).toEqual([
      ['a', 3],
      ['b', 2],
    ])
  })

  test('exist only in an object', () => {
    for (const text of ['[]', '"a"', '1', 'null', '']) expect(membersByName(parseJson(text).root).size).toBe(0)
  })

  test('names on Object.prototype are ordinary names', () => {
    const text = '{"__proto__":1,"constructor":2,"toString":3,"hasOwnProperty":4}'
    expect([...membersByName(parseJson(text).root).keys()]).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    const plain = plainValue(parseJson('{"__proto__":{"admin":true}}').root!) as Record<string, unknown>
    expect(plain['admin']).toBeUndefined()
    expect(Object.getPrototypeOf(plain)).toBeNull()
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })
})
