// The tree of a JSON text: every value and member with its position, duplicates included, numbers with their digits.
import type { Span } from './span.ts'

/** A JSON value and its position: UTF-16 offsets in the document's text. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral

export interface JsonObject extends Span {
  readonly type: 'object'
  /** In order, duplicates included. */
  readonly members: readonly JsonMember[]
}
export interface JsonMember extends Span {
  /** The name with its escapes resolved. */
  readonly name: string
  /** The position of the name, quotes included. */
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
  /** The digits exactly as given: `1.0`, `1e2`, `9007199254740993`. */
  readonly raw: string
  /** The value in JavaScript, which may be rounded. */
  readonly value: number
}
export interface JsonLiteral extends Span {
  readonly type: 'true' | 'false' | 'null'
}
