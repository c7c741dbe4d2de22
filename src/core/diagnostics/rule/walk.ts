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
export const visits = keep((token: Token): readonly Visit[] => textParts(token).flatMap(visitsOf))

function visitsOf(part: TextPart): Visit[] {
  const { json, utf8 } = part.decoded
  if (!utf8 || !json.valid || !json.root) return []
  const list: Visit[] = []
  const stack: Visit[] = [{ part, node: json.root, member: undefined, parent: undefined, depth: 0 }]
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    list.push(visit)
    const { node, depth } = visit
    if (node.type === 'object') {
      for (const member of node.members.toReversed()) stack.push({ part, node: member.value, member, parent: visit, depth: depth + 1 })
    } else if (node.type === 'array') {
      for (const item of node.items.toReversed()) stack.push({ part, node: item, member: undefined, parent: visit, depth: depth + 1 })
    }
  }
  return list
}

/** The name that a value goes by in a sentence: its member's, or that of the nearest member around it. */
export function nameOf(visit: Visit): string {
  for (let at: Visit | undefined = visit; at; at = at.parent) if (at.member) return at.member.name
  return visit.part.in
}
