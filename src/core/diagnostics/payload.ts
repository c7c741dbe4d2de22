// How rules look into a header or payload: a member by name with its span, every value in reading order, and places to point at.
import type { JsonMember, JsonNode, JsonObject } from '../json.ts'
import type { Place, Span } from '../span.ts'
import type { DiagnosticContext } from './diagnostic.ts'

/** A value somewhere in a part. */
export interface Leaf {
  /** The nearest member name above it: for an array's items the array's. */
  readonly name: string
  /** "info.first_name", for people. */
  readonly path: string
  readonly node: JsonNode
}

const members = new WeakMap<JsonObject, ReadonlyMap<string, JsonMember>>()
const leaves = new WeakMap<JsonObject, readonly Leaf[]>()

/** The payload's JSON object, where it is one. */
export function payloadObject(context: Pick<DiagnosticContext, 'token' | 'claims'>): JsonObject | undefined {
  const root = context.claims && context.token.payload?.decoded.json.root
  return root?.type === 'object' ? root : undefined
}

/** An object's member by name, of duplicates the last. */
export function memberOf(object: JsonObject | undefined, name: string): JsonMember | undefined {
  if (!object) return undefined
  let map = members.get(object)
  if (!map) members.set(object, (map = new Map(object.members.map((member) => [member.name, member]))))
  return map.get(name)
}

/** Every string and number in an object, at any depth, in order. Nesting cannot overflow it. */
export function leavesOf(object: JsonObject | undefined): readonly Leaf[] {
  if (!object) return []
  const known = leaves.get(object)
  if (known) return known
  const found: Leaf[] = []
  const stack: Leaf[] = object.members.map(({ name, value }) => ({ name, path: name, node: value })).toReversed()
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, name } = next
    if (node.type === 'object') {
      const prefix = next.path.length < 200 ? next.path : `${next.path.slice(0, 100)}…`
      for (let i = node.members.length - 1; i >= 0; i--) {
        const member = node.members[i]!
        stack.push({ name: member.name, path: `${prefix}.${member.name}`, node: member.value })
      }
    } else if (node.type === 'array') {
      for (let i = node.items.length - 1; i >= 0; i--) stack.push({ name, path: next.path, node: node.items[i]! })
    } else if (node.type === 'string' || node.type === 'number') found.push(next)
  }
  leaves.set(object, found)
  return found
}

/** The payload's text, which the spans of its members count in. */
export function payloadText(context: Pick<DiagnosticContext, 'token'>): string {
  return context.token.payload?.decoded.text ?? ''
}

/** A claim with its span, of duplicates the last. */
export function claim(context: Pick<DiagnosticContext, 'token' | 'claims'>, name: string): JsonMember | undefined {
  return memberOf(payloadObject(context), name)
}

/** A value's text where it is a string. */
export function text(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' ? node.value : undefined
}

export function inPayload(span: Span): Place {
  return { in: 'payload', span: { from: span.from, to: span.to } }
}

export function inHeader(span: Span): Place {
  return { in: 'header', span: { from: span.from, to: span.to } }
}

/** The characters of the whole payload segment, for a claim that is not there. */
export function wholePayload(context: Pick<DiagnosticContext, 'token'>): Place | undefined {
  const payload = context.token.payload
  if (!payload || payload.text === '') return undefined
  return { in: 'token', span: { from: payload.at, to: payload.at + payload.text.length } }
}
