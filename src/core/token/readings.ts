// Decides whether a token has exactly one reading and, if not, where two readers would see different things.
import type { JsonMember, JsonNode } from '../text/json.ts'
import type { Place, Span } from '../text/span.ts'
import type { JoseHeader } from './jose-header.ts'
import type { Segment } from './segment.ts'

export type ReadingProblemKind =
  /** A member of a JSON serialization has a type that its section of the RFC does not allow. */
  | 'member-type'
  /** A member that must be absent rather than empty, since two readers would compute different signing inputs or AADs. */
  | 'member-empty'
  /** A member of a JSON serialization, or of one of its unprotected headers, occurs twice. */
  | 'member-twice'
  /** A name occurs in two of the protected, the shared and the per-signature or per-recipient header. */
  | 'two-headers'
  /** A member of the flattened form beside the list of the general form, or of a JWS in a JWE. */
  | 'two-forms'
  /** One of several recipients shares or agrees on the content key itself, which then can't be anyone else's (RFC 7516 section 2). */
  | 'direct-recipient'
  /** "b64" is not the same for all signatures. */
  | 'b64-differs'
  | 'b64-type'
  | 'b64-unprotected'
  | 'crit-type'
  | 'crit-unprotected'
  /** A segment has a character outside both base64 alphabets; `name` is the segment's. */
  | 'character'
  /** The header is for a JWE and the segments for a JWS, or the other way round; `name` is what the header is for. */
  | 'segments'
  /** There are more segments than either form has. */
  | 'too-many-segments'

/** One place that keeps the token from having exactly one reading. */
export interface ReadingProblem {
  readonly kind: ReadingProblemKind
  /** The member, header parameter or segment concerned. */
  readonly name: string
  readonly place: Place
  /** The two values that two readers would take, as short JSON, if there are two. */
  readonly values?: readonly [string, string]
  /** The clause that it violates. */
  readonly rfc: number
  readonly section: string
}

/**
 * `one`, or the problems that prevent it. A token with problems is malformed; its signature is never `valid` and it is never decrypted
 * (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1, RFC 7797 section 3).
 */
export type Readings = 'one' | { readonly problems: readonly [ReadingProblem, ...ReadingProblem[]] }

/** Reporting more places than this would not help. */
const MOST_PROBLEMS = 50

/** The readings of a token with these problems. */
export function readingsOf(problems: readonly ReadingProblem[]): Readings {
  const [first, ...others] = problems
  return first ? { problems: [first, ...others.slice(0, MOST_PROBLEMS - 1)] } : 'one'
}

/**
 * What is wrong with the "crit" and "b64" of one header by the standards of strict libraries: "crit" is a nonempty list of names,
 * "b64" is a boolean, and both are protected (RFC 7515 section 4.1.11, RFC 7797 section 3).
 */
export function headerProblems(header: JoseHeader, isFirst = true): ReadingProblem[] {
  const problems: ReadingProblem[] = []
  const { segment } = header
  // Only the first header is shown decoded; for any other, the place is in its encoded characters.
  const inHeader = ({ from, to }: JsonNode): Place =>
    isFirst ? { in: 'header', span: { from, to } } : inToken({ from: segment.at, to: segment.at + segment.text.length })
  const crit = header.protected.get('crit')
  const named = crit?.type === 'array' && crit.items.length > 0 && crit.items.every((item) => item.type === 'string' && item.value !== '')
  if (crit && !named) problems.push({ kind: 'crit-type', name: 'crit', place: inHeader(crit), rfc: 7515, section: '4.1.11' })
  const b64 = header.protected.get('b64')
  if (b64 && b64.type !== 'true' && b64.type !== 'false')
    problems.push({ kind: 'b64-type', name: 'b64', place: inHeader(b64), rfc: 7797, section: '3' })
  for (const [name, rfc, section] of [
    ['crit', 7515, '4.1.11'],
    ['b64', 7797, '3'],
  ] as const) {
    const stray = header.unprotected.get(name)
    if (stray) problems.push({ kind: `${name}-unprotected`, name, place: inToken(stray), rfc, section })
  }
  return problems
}

/** The first character in a segment that is outside both base64 alphabets, if any (RFC 7515 section 2). */
export function characterProblem(segment: Segment, name: string): ReadingProblem[] {
  const defect = segment.decoding.defects.find((each) => each.kind === 'illegal-character')
  if (!defect) return []
  const at = segment.at + defect.at
  return [{ kind: 'character', name, place: inToken({ from: at, to: at + (defect.codePoint > 0xffff ? 2 : 1) }), rfc: 7515, section: '2' }]
}

/** A JSON value's place in the text of a JSON serialization. */
export function inToken({ from, to }: Span): Place {
  return { in: 'token', span: { from, to } }
}

/** The members of an object whose name occurred before, each with the previous one. */
export function repeatedMembers(members: readonly JsonMember[]): (readonly [JsonMember, JsonMember])[] {
  const seen = new Map<string, JsonMember>()
  return members.flatMap((member) => {
    const before = seen.get(member.name)
    seen.set(member.name, member)
    return before ? [[before, member] as const] : []
  })
}

/** A value as a few characters of JSON, without the contents of an object or array. */
export function briefJson(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return node.members.length === 0 ? '{}' : '{\u2026}'
    case 'array':
      return node.items.length === 0 ? '[]' : '[\u2026]'
    case 'string':
      return JSON.stringify(node.value)
    case 'number':
      return node.raw
    default:
      return node.type
  }
}
