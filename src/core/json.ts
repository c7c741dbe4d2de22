// JSON without loss: every member with its span, duplicates kept, numbers as their digits, and a place for what is wrong (RFC 8259).
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { buildTree } from './json-tree.ts'
import type { Span } from './span.ts'

/** A JSON value and where it stands: UTF-16 offsets in the document's text. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral

export interface JsonObject extends Span {
  readonly type: 'object'
  /** In their order, duplicates included. */
  readonly members: readonly JsonMember[]
}
export interface JsonMember extends Span {
  /** The name with its escapes resolved. */
  readonly name: string
  /** Where the name stands, quotes included. */
  readonly nameSpan: Span
  readonly value: JsonNode
}
export interface JsonArray extends Span {
  readonly type: 'array'
  readonly items: readonly JsonNode[]
}
export interface JsonString extends Span {
  readonly type: 'string'
  /** With its escapes resolved; lone surrogates stay. */
  readonly value: string
}
export interface JsonNumber extends Span {
  readonly type: 'number'
  /** The digits as written: `1.0`, `1e2`, `9007199254740993`. */
  readonly raw: string
  /** What JavaScript makes of them; may be rounded. */
  readonly value: number
}
export interface JsonLiteral extends Span {
  readonly type: 'true' | 'false' | 'null'
}

export interface JsonError extends Span {
  /** What is wrong, as a stable code of jsonc-parser, or `too-deep`, or `invalid` where only JSON.parse objects. */
  readonly code: string
}

export interface JsonDocument {
  readonly text: string
  /** The value, as far as it could be read; what is nested deeper than the tree holds stands as an empty object or array in it. */
  readonly root: JsonNode | undefined
  /** The text is one JSON value as JSON.parse sees it. */
  readonly valid: boolean
  /** In order of place; not empty where the text is invalid, and where it is cut for its depth. */
  readonly errors: readonly JsonError[]
}

/** Of text that is no JSON, only the beginning is read for positions: recovering is slow, and what is wrong stands at the first error. Characters. */
const MOST_RECOVERED = 300_000

/** Reads JSON text; never throws. The judge of validity is JSON.parse; where it objects, positions come from a recovering parser. */
export function parseJson(text: string): JsonDocument {
  try {
    JSON.parse(text)
  } catch {
    return recover(text)
  }
  const { root, tooDeep } = buildTree(text)
  return { text, root, valid: true, errors: tooDeep ? [{ code: 'too-deep', ...tooDeep }] : [] }
}

function recover(text: string): JsonDocument {
  const beginning = text.slice(0, MOST_RECOVERED)
  const found: ParseError[] = []
  let root: JsonNode | undefined
  let tooDeep = false
  try {
    const tree = parseTree(beginning, found, { disallowComments: true, allowTrailingComma: false })
    root = tree && convert(beginning, tree)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    tooDeep = true
  }
  const errors: JsonError[] = found.map((e) => ({ code: printParseErrorCode(e.error), from: e.offset, to: e.offset + e.length }))
  // What is missing at the end of the beginning stands behind it.
  const real = beginning === text ? errors : errors.filter((error) => error.to < beginning.length)
  if (tooDeep) real.push({ code: 'too-deep', from: 0, to: text.length })
  else if (real.length === 0) real.push({ code: 'invalid', from: beginning === text ? 0 : beginning.length, to: text.length })
  return { text, root, valid: false, errors: real }
}

/** Line and column, both from 1, of an offset; columns count UTF-16 code units. Lines end at LF, CRLF or CR. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/)
  return { line: lines.length, column: lines[lines.length - 1]!.length + 1 }
}

/** Members of an object by name, the last of duplicates; an empty map for anything else. */
export function membersByName(node: JsonNode | undefined): Map<string, JsonNode> {
  const map = new Map<string, JsonNode>()
  if (node?.type === 'object') for (const member of node.members) map.set(member.name, member.value)
  return map
}

/** The plain value of a node: objects without a prototype, of duplicate members the last, numbers as JavaScript reads them. */
export function plainValue(node: JsonNode): unknown {
  switch (node.type) {
    case 'object': {
      const object = Object.create(null) as Record<string, unknown>
      for (const member of node.members) object[member.name] = plainValue(member.value)
      return object
    }
    case 'array':
      return node.items.map(plainValue)
    case 'string':
    case 'number':
      return node.value
    case 'true':
      return true
    case 'false':
      return false
    case 'null':
      return null
  }
}

function convert(text: string, node: Node): JsonNode | undefined {
  const span = { from: node.offset, to: node.offset + node.length }
  switch (node.type) {
    case 'object': {
      const members: JsonMember[] = []
      for (const property of node.children ?? []) {
        const [name, value] = property.children ?? []
        const converted = value && convert(text, value)
        if (!name || !converted) continue
        members.push({
          from: property.offset,
          to: property.offset + property.length,
          name: String(name.value),
          nameSpan: { from: name.offset, to: name.offset + name.length },
          value: converted,
        })
      }
      return { type: 'object', members, ...span }
    }
    case 'array':
      return { type: 'array', items: (node.children ?? []).map((child) => convert(text, child)).filter((child) => child !== undefined), ...span }
    case 'string':
      return { type: 'string', value: String(node.value), ...span }
    case 'number':
      return { type: 'number', raw: text.slice(span.from, span.to), value: Number(node.value), ...span }
    case 'boolean':
      return { type: node.value === true ? 'true' : 'false', ...span }
    case 'null':
      return { type: 'null', ...span }
    default:
      return undefined
  }
}
