// Helps rules look into a header or payload: members by name with their spans, every value in reading order, and places to point at.
import { keep } from '../../upkeep/keep.ts'
import type { JsonMember, JsonNode, JsonObject } from '../../text/json.ts'
import type { Place, Span } from '../../text/span.ts'
import { processSdJwt } from '../../sd-jwt/process.ts'
import type { DiagnosticContext } from './diagnostic.ts'

/** A member's name, and those of the members around it. */
interface Holder {
  readonly name: string
  readonly above: Holder | undefined
}

/** A text or number somewhere in a part, with the nearest member name above it: for an array's items the array's. */
export interface Leaf extends Holder {
  readonly node: JsonNode
  /** The text, or the number as written. */
  readonly text: string
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

/** Every text and number in an object, at any depth, in order; computed once an object. */
export function walk(object: JsonObject | undefined): Walk {
  return object ? walkOf(object) : { leaves: [], keys: [] }
}

const walkOf = keep((object: JsonObject): Walk => {
  const leaves: Leaf[] = []
  const keys: { object: JsonObject; holder: Holder | undefined }[] = []
  // No tree is so deep that walking it could overflow: see `MOST_LEVELS`.
  const inside = (members: readonly JsonMember[], above: Holder | undefined) => {
    for (const { name, value } of members) take(value, name, above)
  }
  const take = (node: JsonNode, name: string, above: Holder | undefined) => {
    if (node.type === 'string') leaves.push({ name, above, node, text: node.value })
    else if (node.type === 'number') leaves.push({ name, above, node, text: node.raw })
    else if (node.type === 'array') for (const item of node.items) take(item, name, above)
    else if (node.type === 'object') {
      const holder = { name, above }
      if (isKey(node)) keys.push({ object: node, holder })
      inside(node.members, holder)
    }
  }
  if (isKey(object)) keys.push({ object, holder: undefined })
  inside(object.members, undefined)
  return { leaves, keys }
})

function isKey({ members }: JsonObject): boolean {
  return members.some(({ name }) => name === 'kty')
}

/** "info.first_name", for people. */
export function pathTo(holder: Holder | undefined): string {
  const names: string[] = []
  for (let at = holder; at && names.length < 8; at = at.above) names.unshift(at.name)
  return names.join('.')
}

/** Remembers the answer for each name: the items of a list share theirs, and its objects repeat a few. */
export function perName(test: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>()
  return (name) => {
    const known = answers.get(name)
    if (known !== undefined) return known
    const answer = test(name)
    answers.set(name, answer)
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
