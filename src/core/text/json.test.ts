// The tree built in one pass agrees with the recovering parser, and works at any size and depth.
import fc from 'fast-check'
import { parseTree, type Node } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import { parseJson, plainValue, type JsonNode } from './json.ts'
import { MOST_LEVELS } from './scan-json.ts'
import { vectorCases } from '../vectors/vector.fixture.ts'

/** jsonc-parser's result for valid JSON, converted to our tree. */
function reference(text: string, node: Node): unknown {
  const span = { from: node.offset, to: node.offset + node.length }
  if (node.type === 'object') {
    const members = (node.children ?? []).map((property) => {
      const [name, value] = property.children as [Node, Node]
      const nameSpan = { from: name.offset, to: name.offset + name.length }
      return {
        from: property.offset,
        to: property.offset + property.length,
        name: name.value as string,
        nameSpan,
        value: reference(text, value),
      }
    })
    return { type: 'object', members, ...span }
  }
  if (node.type === 'array') return { type: 'array', items: (node.children ?? []).map((child) => reference(text, child)), ...span }
  if (node.type === 'string') return { type: 'string', value: node.value as string, ...span }
  if (node.type === 'number') return { type: 'number', raw: text.slice(span.from, span.to), value: node.value as number, ...span }
  return { type: String(node.value), ...span }
}

function walk(node: JsonNode, visit: (node: JsonNode) => void): void {
  visit(node)
  if (node.type === 'array') for (const item of node.items) walk(item, visit)
  if (node.type === 'object') for (const member of node.members) walk(member.value, visit)
}

const anyJson = fc.tuple(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t', '\r\n ')).map(([value, indent]) => {
  const text = JSON.stringify(value, undefined, typeof indent === 'number' ? indent : undefined)
  return typeof indent === 'string' ? `${indent}${text}${indent}` : text
})

describe('the tree of valid JSON', () => {
  it('has the spans and values that the recovering parser finds', () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        expect({ ...parseJson(text) }).toEqual({ text, root: reference(text, parseTree(text)!), valid: true, errors: [] })
      }),
    )
  })

  it('keeps duplicates in their order, escapes resolved, and digits exactly as given', () => {
    const text = ' {"\\u0061":1.50e+1, "a" : [true,false ,null,{}],"__proto__":"\\n\\"" } '
    expect({ ...parseJson(text) }).toEqual({ text, root: reference(text, parseTree(text)!), valid: true, errors: [] })
  })

  it('has spans that slice back to the value', () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        const { root } = parseJson(text)
        walk(root!, (node) => expect(plainValue(parseJson(text.slice(node.from, node.to)).root!)).toEqual(plainValue(node)))
      }),
    )
  })
})

describe('the JSON test suite', () => {
  it.each(vectorCases('json-test-suite').map((one) => [one.id, one] as const))(
    '%s is valid exactly if JSON.parse accepts it',
    (_, vector) => {
      const text = vector.text ?? Buffer.from(vector.bytes_b64!, 'base64').toString('utf8')
      let accepted = true
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        accepted = false
      }
      const document = parseJson(text)
      expect(document.valid).toBe(accepted)
      if (!accepted) expect(document.errors).not.toEqual([])
      else if (document.errors.length === 0) expect(JSON.stringify(plainValue(document.root!))).toBe(JSON.stringify(value))
    },
  )
})

describe('JSON of any size', () => {
  const nested = (depth: number) => `{"exp":1,"deep":${'['.repeat(depth)}${']'.repeat(depth)},"last":2}`

  it('is cut where it is too deep for the tree, and says where; the rest is read', () => {
    const text = nested(100_000)
    const { valid, root, errors } = parseJson(text)
    expect(valid).toBe(true)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ code: 'too-deep', to: text.length - ',"last":2}'.length - (MOST_LEVELS - 1) })
    expect(text[errors[0]!.from]).toBe('[')
    expect(Object.keys(plainValue(root!) as object)).toEqual(['exp', 'deep', 'last'])
  })

  it('is complete at the deepest level of the tree', () => {
    expect(parseJson(nested(MOST_LEVELS - 1)).errors).toEqual([])
    expect(parseJson(nested(MOST_LEVELS)).errors).toHaveLength(1)
  })

  it('loses inner values if it has too many, and keeps every member of the outermost object', () => {
    const text = '{"first":[1,[2,3],4,5],"deep":{"a":{"b":6}},"last":{"c":7},"exp":8}'
    const { valid, root, errors } = parseJson(text, 5)
    expect(valid).toBe(true)
    expect(plainValue(root!)).toEqual({ first: [1, [2, 3], 4], deep: {}, last: {}, exp: 8 })
    expect(errors).toEqual([{ code: 'too-many', from: text.indexOf('5'), to: text.indexOf('5') + 1 }])
    expect(parseJson(text, 14).errors).toEqual([])
  })

  it('is read to its end: 300,000 members', () => {
    const text = `{${Array.from({ length: 300_000 }, (_, i) => `"k${i}":${i}`).join()}}`
    const { root } = parseJson(text)
    expect(root?.type === 'object' && root.members.length).toBe(300_000)
  })

  it('has its beginning read if it is invalid, and reports the first error there', () => {
    const { valid, root, errors } = parseJson(`{"sub":"a",}${' '.repeat(2_000_000)}`)
    expect(valid).toBe(false)
    expect(plainValue(root!)).toEqual(Object.assign(Object.create(null), { sub: 'a' }))
    expect(errors[0]).toMatchObject({ from: 11 })
    expect(parseJson(`{"a":"${'x'.repeat(2_000_000)}`).errors).not.toEqual([])
    expect(parseJson(`${' '.repeat(2_000_000)}x`).errors).toEqual([{ code: 'invalid', from: 300_000, to: 2_000_001 }])
  })

  it('that only opens 1,000,000 brackets is rejected without throwing', () => {
    expect(parseJson('['.repeat(1_000_000)).errors.length).toBeGreaterThan(0)
  })
})
