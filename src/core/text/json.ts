// JSON without loss: every member with its span, duplicates kept, numbers as their digits, and a place for what is wrong (RFC 8259).
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { JsonErrorCode } from './json-errors.ts'
import { scanJson } from './scan-json.ts'
import type { JsonMember, JsonNode } from './json-node.ts'
import type { Span } from './span.ts'

export type { JsonArray, JsonMember, JsonNode, JsonNumber, JsonObject } from './json-node.ts'

export interface JsonError {
  /** What is wrong; `JSON_ERRORS` words it. */
  readonly code: JsonErrorCode
  /** UTF-16 offsets. */
  readonly from: number
  readonly to: number
}

export interface JsonDocument {
  readonly text: string
  /** The text is one JSON value as JSON.parse sees it. */
  readonly valid: boolean
  /**
   * The value, as far as it could be read; made at the first look. What nests too deep stands as an empty object or array, and in a
   * damaged text takes all with it.
   */
  readonly root: JsonNode | undefined
  /** In order of place; of valid text empty, but for where it is cut for its depth (`too-deep`) or size (`too-many`). Made at the first look. */
  readonly errors: readonly JsonError[]
}

/**
 * Reads JSON text; never throws. The judge of validity is JSON.parse; a valid text is then scanned for positions, and a damaged one
 * is given to a recovering parser. Of more values than `most` the tree leaves out those further in.
 */
export function parseJson(text: string, most = Infinity): JsonDocument {
  const valid = isJson(text)
  let read: { root: JsonNode | undefined; errors: readonly JsonError[] } | undefined
  const reading = () => (read ??= valid ? readValid(text, most) : recoverJson(text))
  return {
    text,
    valid,
    get root() {
      return reading().root
    },
    get errors() {
      return reading().errors
    },
  }
}

/** More places than this are not worth telling. */
const MOST_TOLD = 100

function readValid(text: string, most: number): { root: JsonNode | undefined; errors: readonly JsonError[] } {
  const errors: JsonError[] = []
  const onCut = (code: 'too-deep' | 'too-many', span: Span) => {
    if (errors.length < MOST_TOLD) errors.push({ code, ...span })
  }
  return { root: scanJson(text, onCut, most), errors }
}

/** Of text that is no JSON, this much is read for positions: recovering is slow, and what is wrong is told by the first error. Characters. */
const MOST_RECOVERED = 300_000

/** The text is one JSON value (RFC 8259). */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Line and column, both from 1, of an offset; columns count UTF-16 code units. Lines end at LF, CRLF or CR. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/)
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

/** Members of an object by name, the last of duplicates; an empty map for anything else. */
export function membersByName(node: JsonNode | undefined): Map<string, JsonNode> {
  const map = new Map<string, JsonNode>()
  if (node?.type === 'object') for (const member of node.members) map.set(member.name, member.value)
  return map
}

/** The text of a node that is a string; undefined for anything else. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' ? node.value : undefined
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

/** What can be read of a text that is no JSON, and what is wrong with it. */
function recoverJson(text: string): { root: JsonNode | undefined; errors: JsonError[] } {
  const beginning = text.slice(0, MOST_RECOVERED)
  const found: ParseError[] = []
  try {
    const tree = parseTree(beginning, found, { disallowComments: true, allowTrailingComma: false })
    const root = tree && convert(beginning, tree)
    const errors = found.map((e) => ({ code: printParseErrorCode(e.error) as JsonErrorCode, from: e.offset, to: e.offset + e.length }))
    // What is missing where the beginning was cut off stands behind it.
    const real = beginning.length === text.length ? errors : errors.filter((error) => error.to < beginning.length)
    const somewhere: JsonError = { code: 'invalid', from: beginning.length === text.length ? 0 : beginning.length, to: text.length }
    return { root, errors: real.length > 0 ? real : [somewhere] }
  } catch (error) {
    // The recovering parser calls itself for every level; Firefox names the end of the stack an InternalError, others a RangeError.
    if (!(error instanceof RangeError) && (error as Error | undefined)?.name !== 'InternalError') throw error
    return { root: undefined, errors: [{ code: 'too-deep', from: 0, to: text.length }] }
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
      return {
        type: 'array',
        items: (node.children ?? []).map((child) => convert(text, child)).filter((child) => child !== undefined),
        ...span,
      }
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
