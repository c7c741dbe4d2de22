// Builds the tree with positions of JSON text that JSON.parse accepts: in one pass, without recursion, so that neither size nor depth can stop it.
import type { JsonArray, JsonMember, JsonNode, JsonObject } from './json.ts'
import type { Span } from './span.ts'

/** Levels of nesting that the tree holds: what walks it later may recurse. Whatever lies deeper stands as an empty object or array. */
export const MOST_LEVELS = 1000

interface Open {
  readonly node: { -readonly [K in keyof JsonObject]: JsonObject[K] } | { -readonly [K in keyof JsonArray]: JsonArray[K] }
  /** The name that waits for its value. */
  name: { readonly text: string; readonly span: Span } | undefined
}

/** The tree of valid JSON text, and the first stretch that was too deep for it. Offsets in UTF-16 code units. RFC 8259 sections 2 to 7. */
export function buildTree(text: string): { readonly root: JsonNode | undefined; readonly tooDeep: Span | undefined } {
  const open: Open[] = []
  let root: JsonNode | undefined
  let tooDeep: Span | undefined
  let at = 0

  const place = (node: JsonNode) => {
    const parent = open[open.length - 1]
    if (!parent) root = node
    else if (parent.node.type === 'array') (parent.node.items as JsonNode[]).push(node)
    else {
      const { text: name, span: nameSpan } = parent.name!
      ;(parent.node.members as JsonMember[]).push({ from: nameSpan.from, to: node.to, name, nameSpan, value: node })
      parent.name = undefined
    }
  }

  while (at < text.length) {
    const c = text.charCodeAt(at)
    if (c === 123 || c === 91) {
      const node: Open['node'] = c === 123 ? { type: 'object', members: [], from: at, to: at } : { type: 'array', items: [], from: at, to: at }
      if (open.length >= MOST_LEVELS) {
        node.to = endOfContainer(text, at)
        tooDeep ??= { from: at, to: node.to }
        place(node)
        at = node.to
        continue
      }
      open.push({ node, name: undefined })
      at++
    } else if (c === 125 || c === 93) {
      const { node } = open.pop()!
      node.to = ++at
      // Only now: a member ends where its value does.
      place(node)
    } else if (c === 34) {
      const from = at
      const escaped = { found: false }
      at = endOfString(text, at, escaped)
      const value = escaped.found ? (JSON.parse(text.slice(from, at)) as string) : text.slice(from + 1, at - 1)
      const parent = open[open.length - 1]
      if (parent?.node.type === 'object' && !parent.name) parent.name = { text: value, span: { from, to: at } }
      else place({ type: 'string', value, from, to: at })
    } else if (c === 45 || (c >= 48 && c <= 57)) {
      const from = at
      while (at < text.length && isNumberCharacter(text.charCodeAt(at))) at++
      const raw = text.slice(from, at)
      place({ type: 'number', raw, value: Number(raw), from, to: at })
    } else if (c === 116 || c === 102 || c === 110) {
      const type = c === 116 ? 'true' : c === 102 ? 'false' : 'null'
      place({ type, from: at, to: at + type.length })
      at += type.length
    } else at++
  }
  return { root, tooDeep }
}

function isNumberCharacter(c: number): boolean {
  return (c >= 48 && c <= 57) || c === 45 || c === 43 || c === 46 || c === 69 || c === 101
}

/** Behind the closing quote of the string that begins at `at`. */
function endOfString(text: string, at: number, escaped?: { found: boolean }): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 92) {
      i++
      if (escaped) escaped.found = true
    } else if (c === 34) return i + 1
  }
  return text.length
}

function endOfContainer(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) i = endOfString(text, i) - 1
    else if (c === 123 || c === 91) depth++
    else if ((c === 125 || c === 93) && --depth === 0) return i + 1
  }
  return text.length
}
