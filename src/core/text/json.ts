// Parses JSON without loss: every member with its span, duplicates kept, numbers with their digits, and positions of errors (RFC 8259).
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { JsonErrorCode } from './json-errors.ts'
import { scanJson } from './scan-json.ts'
import type { JsonMember, JsonNode } from './json-node.ts'
import type { Span } from './span.ts'

export type { JsonArray, JsonMember, JsonNode, JsonNumber, JsonObject } from './json-node.ts'

export interface JsonError {
  /** What is wrong; `JSON_ERRORS` has the words. */
  readonly code: JsonErrorCode
  /** UTF-16 offsets. */
  readonly from: number
  readonly to: number
}

export interface JsonDocument {
  readonly text: string
  /** Whether JSON.parse accepts the text. */
  readonly valid: boolean
  /**
   * The value, as far as it could be read; built on first use. Whatever is nested too deeply becomes an empty object or array; in
   * damaged text, it makes the whole tree unavailable.
   */
  readonly root: JsonNode | undefined
  /** Ordered by position. Empty for valid text, except where the tree is cut because of depth (`too-deep`) or size (`too-many`). Built on first use. */
  readonly errors: readonly JsonError[]
}

/**
 * Reads JSON text; never throws. JSON.parse decides whether it is valid. Valid text is then scanned for positions, and damaged text
 * goes to a recovering parser. Beyond `most` values, the tree leaves out the inner ones.
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

/** Reporting more errors than this would not help. */
const MOST_TOLD = 100

function readValid(text: string, most: number): { root: JsonNode | undefined; errors: readonly JsonError[] } {
  const errors: JsonError[] = []
  const onCut = (code: 'too-deep' | 'too-many', span: Span) => {
    if (errors.length < MOST_TOLD) errors.push({ code, ...span })
  }
  return { root: scanJson(text, onCut, most), errors }
}

/** How many characters of invalid text to read for positions: recovery is slow, and the first error says what is wrong. */
const MOST_RECOVERED = 300_000

/** Whether the text is one JSON value (RFC 8259). */
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

/** The plain value of a node: objects without a prototype, the last of duplicate members, numbers as JavaScript reads them. */
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

/** The readable part of invalid JSON text, and its errors. */
function recoverJson(text: string): { root: JsonNode | undefined; errors: JsonError[] } {
  const beginning = text.slice(0, MOST_RECOVERED)
  const found: ParseError[] = []
  try {
    const tree = parseTree(beginning, found, { disallowComments: true, allowTrailingComma: false })
    const root = tree && convert(beginning, tree)
    const errors = found.map((e) => ({ code: printParseErrorCode(e.error) as JsonErrorCode, from: e.offset, to: e.offset + e.length }))
    // Errors about missing text at the cut come from cutting it, so they are ignored.
    const real = beginning.length === text.length ? errors : errors.filter((error) => error.to < beginning.length)
    const somewhere: JsonError = { code: 'invalid', from: beginning.length === text.length ? 0 : beginning.length, to: text.length }
    return { root, errors: real.length > 0 ? real : [somewhere] }
  } catch (error) {
    // The recovering parser recurses for every level. Firefox reports stack overflow as an InternalError, other browsers as a RangeError.
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
