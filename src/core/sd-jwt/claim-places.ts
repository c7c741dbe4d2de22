// Locates disclosed claims in the processed payload's text.
import { parseJson, type JsonNode } from '../text/json.ts'
import type { Span } from '../text/span.ts'
import type { JsonPath, SdJwtProcessing } from './process.ts'

/**
 * For each disclosure, the place of its member (name included) or element in the text of the processed payload; undefined if it isn't
 * there.
 */
export function claimPlaces({ payload, disclosures }: SdJwtProcessing): readonly (Span | undefined)[] {
  if (!payload) return disclosures.map(() => undefined)
  const { root } = parseJson(payload.text)
  const members = new WeakMap<JsonNode, Map<string, Place>>()
  const byName = (node: JsonNode) => {
    const known = members.get(node)
    if (known || node.type !== 'object') return known
    const made = new Map(node.members.map((member) => [member.name, { span: member, value: member.value }]))
    members.set(node, made)
    return made
  }
  const step = (node: JsonNode | undefined, to: string | number): Place | undefined => {
    if (typeof to === 'string') return node && byName(node)?.get(to)
    const item = node?.type === 'array' ? node.items[to] : undefined
    return item && { span: item, value: item }
  }
  const find = (path: JsonPath): Span | undefined => {
    let place: Place | undefined
    for (const to of path) {
      place = step(place ? place.value : root, to)
      if (!place) return undefined
    }
    return place && { from: place.span.from, to: place.span.to }
  }
  return disclosures.map(({ path }) => path && find(path))
}

interface Place {
  readonly span: Span
  readonly value: JsonNode
}
