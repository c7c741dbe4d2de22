// Helps rules look into a header or payload: members by name with their spans, every value in reading order, and places to point at.
import { keep } from '../../upkeep/keep.ts'
import type { JsonMember, JsonNode, JsonObject } from '../../text/json.ts'
import type { Place, Span } from '../../text/span.ts'
import { processSdJwt } from '../../sd-jwt/process.ts'
import type { DiagnosticContext } from './diagnostic.ts'

/** A text or number somewhere in a part. */
export interface Leaf {
  /** The nearest member name above it: for an array's items the array's. */
  readonly name: string
  readonly holder: Holder
  readonly node: JsonNode
  /** The text, or the number as written. */
  readonly text: string
}

/** The names on the way to a leaf, from the inside out. */
interface Holder {
  readonly name: string
  readonly above: Holder | undefined
}

/** What one walk over an object finds. */
interface Walk {
  readonly leaves: readonly Leaf[]
  /** Objects with a "kty": keys (RFC 7517 section 4.1). */
  readonly keys: readonly { readonly object: JsonObject; readonly holder: Holder | undefined }[]
}

const membersOf = keep((object: JsonObject) => new Map(object.members.map((member) => [member.name, member])))

/** The payload's JSON object, where it is one; of an SD-JWT the processed one, where what was disclosed has the place of its digest. */
export function payloadObject(context: Pick<DiagnosticContext, 'token' | 'claims'>): JsonObject | undefined {
  if (context.token.sdJwt) return processSdJwt(context.token)?.payload?.root
  const root = context.claims && context.token.payload?.decoded.json.root
  return root?.type === 'object' ? root : undefined
}

/** An object's member by name, of duplicates the last. */
export function memberOf(object: JsonObject | undefined, name: string): JsonMember | undefined {
  return object && membersOf(object).get(name)
}

/** Every text and number in an object, at any depth, in order; computed once an object. Nesting cannot overflow it. */
export function walk(object: JsonObject | undefined): Walk {
  return object ? walkOf(object) : { leaves: [], keys: [] }
}

const walkOf = keep((object: JsonObject): Walk => {
  const leaves: Leaf[] = []
  const keys: { object: JsonObject; holder: Holder | undefined }[] = []
  const stack: { node: JsonNode; holder: Holder | undefined }[] = [{ node: object, holder: undefined }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, holder } = next
    if (node.type === 'object') {
      for (const { name, value } of node.members.toReversed()) {
        if (name === 'kty') keys.push({ object: node, holder })
        stack.push({ node: value, holder: { name, above: holder } })
      }
    } else if (node.type === 'array') {
      for (const item of node.items.toReversed()) stack.push({ node: item, holder })
    } else if ((node.type === 'string' || node.type === 'number') && holder) {
      leaves.push({ name: holder.name, holder, node, text: node.type === 'string' ? node.value : node.raw })
    }
  }
  return { leaves, keys }
})

/** "info.first_name", for people. */
export function pathTo(holder: Holder | undefined): string {
  const names: string[] = []
  for (let at = holder; at && names.length < 8; at = at.above) names.unshift(at.name)
  return names.join('.')
}

/** Remembers the answer for the last name: the items of a list share theirs. */
export function perName(test: (name: string) => boolean): (name: string) => boolean {
  let last: string | undefined
  let answer = false
  return (name) => {
    if (name !== last) answer = test((last = name))
    return answer
  }
}

/** The payload's text, which the spans of its members count in. */
export function payloadText(context: Pick<DiagnosticContext, 'token'>): string {
  return context.token.payload?.decoded.text ?? ''
}

/** A claim with its span, of duplicates the last. */
export function claim(context: Pick<DiagnosticContext, 'token' | 'claims'>, name: string): JsonMember | undefined {
  return memberOf(payloadObject(context), name)
}

/** Points at a claim's value; at nothing where there is no such claim. */
export function atClaim(context: Pick<DiagnosticContext, 'token' | 'claims'>, name: string): { readonly place?: Place } {
  const member = claim(context, name)
  return member ? { place: inPayload(member.value) } : {}
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
