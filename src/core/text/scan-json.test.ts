import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson, plainValue, type JsonNode } from './json.ts'
import { MOST_LEVELS, scanJson } from './scan-json.ts'

describe('scanning valid JSON', () => {
  test('every value is the same as with JSON.parse', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(JSON.stringify(plainValue(scanJson(text)!))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  test('every span slices back to the text of its value', () => {
    const walk = (text: string, node: JsonNode) => {
      expect(JSON.stringify(JSON.parse(text.slice(node.from, node.to)))).toBe(JSON.stringify(plainValue(node)))
      if (node.type === 'array') for (const item of node.items) walk(text, item)
      if (node.type === 'object') {
        for (const member of node.members) {
          expect(JSON.parse(text.slice(member.nameSpan.from, member.nameSpan.to))).toBe(member.name)
          expect([member.from, member.to]).toEqual([member.nameSpan.from, member.value.to])
          walk(text, member.value)
        }
      }
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1)
        walk(text, scanJson(text)!)
      }),
    )
  })

  test('duplicate members, digits and escapes are preserved', () => {
    const { root } = parseJson('{"a":1.0,"a":1e2,"\\u0061":9007199254740993}')
    if (root?.type !== 'object') throw new Error('no object')
    expect(root.members.map((member) => [member.name, member.value.type === 'number' && member.value.raw])).toEqual([
      ['a', '1.0'],
      ['a', '1e2'],
      ['a', '9007199254740993'],
    ])
  })

  test('a backslash before the closing quote is not mistaken for an escaped quote', () => {
    expect(plainValue(scanJson('["\\\\","\\"",""]')!)).toEqual(['\\', '"', ''])
  })

  test('the tree contains a thousand of a hundred thousand levels, and the next is empty', () => {
    const depth = 100_000
    let node = parseJson('['.repeat(depth) + ']'.repeat(depth)).root
    let levels = 0
    while (node?.type === 'array') {
      levels++
      node = node.items[0]
    }
    expect(levels).toBe(MOST_LEVELS + 1)
  })
})
