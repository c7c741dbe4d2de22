// Lists the leaf values of a JSON text, which are masked one by one, with their places and paths.
import type { JsonNode } from '../text/json.ts'
import type { Span } from '../text/span.ts'

export interface Leaf {
  /** Its place in the JSON text, quotes included. */
  readonly span: Span
  /** The text of a string, or a number exactly as in the JSON; undefined for true, false and null. For a value nested too deep to be read, its JSON. */
  readonly text: string | undefined
  readonly type: JsonNode['type']
  /** The member names on the path to it, from the outside in; items of a list have those of the list. */
  readonly names: readonly string[]
  /** For people: `address.street`; the items of a list share its path unless they are objects, `orgs[1].id`. */
  readonly path: string
  /** True if it is a member of an object with a "kty" (RFC 7517 section 4.1). */
  readonly inKey: boolean
}

interface Visit {
  readonly node: JsonNode
  readonly names: readonly string[]
  readonly path: string
  readonly inKey: boolean
}

/** Every leaf, however deep, in the order of the text that the nodes' spans refer to. Empty objects and lists don't count. */
export function leavesOf(root: JsonNode, text: string): Leaf[] {
  const leaves: Leaf[] = []
  const stack: Visit[] = [{ node: root, names: [], path: '', inKey: false }]
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const { node, names, path, inKey } = visit
    if (node.type === 'object' && node.members.length > 0) {
      const isKey = node.members.some(({ name }) => name === 'kty')
      for (const { name, value } of node.members.toReversed())
        stack.push({ node: value, names: [...names, name], path: path === '' ? name : `${path}.${name}`, inKey: isKey })
    } else if (node.type === 'array' && node.items.length > 0) {
      for (const [i, item] of [...node.items.entries()].toReversed())
        stack.push({ node: item, names, path: item.type === 'object' ? `${path}[${i}]` : path, inKey })
    } else {
      const json = text.slice(node.from, node.to)
      const isEmpty = /^(?:\{\s*\}|\[\s*\])$/.test(json)
      const isUnread = (node.type === 'object' || node.type === 'array') && !isEmpty
      if (!isEmpty)
        leaves.push({
          span: { from: node.from, to: node.to },
          text: node.type === 'string' ? node.value : node.type === 'number' ? node.raw : isUnread ? json : undefined,
          type: node.type,
          names,
          path,
          inKey,
        })
    }
  }
  return leaves
}

/** Every member name and its place. */
export function memberNames(root: JsonNode): { readonly span: Span; readonly name: string }[] {
  const found: { span: Span; name: string }[] = []
  const stack: JsonNode[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'object') for (const { nameSpan, name } of node.members) found.push({ span: nameSpan, name })
    stack.push(...(node.type === 'object' ? node.members.map(({ value }) => value) : node.type === 'array' ? node.items : []))
  }
  return found
}
