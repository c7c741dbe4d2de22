// One walk over the JSON of header and payload, shared by every rule that looks at all members.
import { keep } from '../../upkeep/keep.ts'
import type { JsonMember, JsonNode } from '../../text/json.ts'
import type { Token } from '../../token/token.ts'
import { textParts, type TextPart } from './parts.ts'

/** A value in the header or the payload and how it is reached. */
export interface Visit {
  readonly part: TextPart
  readonly node: JsonNode
  /** The member whose value it is; undefined for the root and for array items. */
  readonly member: JsonMember | undefined
  readonly parent: Visit | undefined
  /** 0 for the root. */
  readonly depth: number
}

/** Every value of header and payload in order of place, of parts that are whole JSON; computed once a token. */
export const visits = keep((token: Token): readonly Visit[] => {
  const list: Visit[] = []
  // The tree is never so deep that walking it could overflow: see `MOST_LEVELS`.
  const add = (visit: Visit) => {
    list.push(visit)
    const { part, node } = visit
    const depth = visit.depth + 1
    if (node.type === 'object') for (const member of node.members) add({ part, node: member.value, member, parent: visit, depth })
    else if (node.type === 'array') for (const item of node.items) add({ part, node: item, member: undefined, parent: visit, depth })
  }
  for (const part of textParts(token)) {
    const { json, utf8 } = part.decoded
    if (utf8 && json.valid && json.root) add({ part, node: json.root, member: undefined, parent: undefined, depth: 0 })
  }
  return list
})

/** The different names of all members that `visits` finds; a large token repeats a few of them. */
export const memberNames = keep((token: Token): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const { member } of visits(token)) if (member) names.add(member.name)
  return names
})

/** A member that `visits` finds, and the visit to its value. */
export interface VisitedMember {
  readonly visit: Visit
  readonly member: JsonMember
}

/** The members whose names pass a test, in order of place. The test is asked once for each different name. */
export function membersNamed(token: Token, test: (name: string) => boolean): VisitedMember[] {
  const wanted = new Set([...memberNames(token)].filter(test))
  const found: VisitedMember[] = []
  if (wanted.size === 0) return found
  for (const visit of visits(token)) if (visit.member && wanted.has(visit.member.name)) found.push({ visit, member: visit.member })
  return found
}

/** The name that a value goes by in a sentence: its member's, or that of the nearest member around it. */
export function nameOf(visit: Visit): string {
  for (let at: Visit | undefined = visit; at; at = at.parent) if (at.member) return at.member.name
  return visit.part.in
}
