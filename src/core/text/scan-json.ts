// Scans valid JSON into a tree with positions, in one pass and without recursion, so the cost grows only in proportion to size and depth.
import type { JsonMember, JsonNode } from './json-node.ts'
import type { Span } from './span.ts'

/** Maximum depth of the tree, so that code walking it may recurse. Anything deeper becomes an empty object or array. */
export const MOST_LEVELS = 1000

const QUOTE = 34
const BACKSLASH = 92

/** An object or array whose end has not been reached. */
interface Open {
  readonly from: number
  readonly members: JsonMember[] | undefined
  readonly items: JsonNode[]
  /** The member whose value comes next. */
  name: { readonly text: string; readonly from: number; readonly to: number } | undefined
}

/** The position after the closing quote of the string whose opening quote is at `from`. For valid JSON. */
export function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return at + 1
  }
  return text.length
}

/**
 * The tree of a text that JSON.parse accepts. For any other text the result is meaningless, but the scan ends. `onCut` gets every object or
 * array that is too deep for the tree, and once the first value beyond `most`. All members of the outermost object are kept, since they
 * are what is judged.
 */
export function scanJson(text: string, onCut?: (code: 'too-deep' | 'too-many', span: Span) => void, most = Infinity): JsonNode | undefined {
  const open: Open[] = []
  // A large text repeats a few names, and equal strings that are one string are stored once and compared at once.
  const names = new Map<string, string>()
  const oneOf = (name: string) => {
    const known = names.get(name)
    if (known !== undefined) return known
    names.set(name, name)
    return name
  }
  let root: JsonNode | undefined
  let values = 0
  let isCut = false
  const isOneTooMany = () => values >= most && !(open.length === 0 || (open.length === 1 && open[0]?.members))
  const cut = (span: Span) => {
    if (!isCut) onCut?.('too-many', span)
    isCut = true
  }

  const add = (node: JsonNode) => {
    const parent = open[open.length - 1]
    if (parent && isOneTooMany()) {
      parent.name = undefined
      cut({ from: node.from, to: node.to })
    } else put(node)
  }
  const put = (node: JsonNode) => {
    const parent = open[open.length - 1]
    values++
    if (!parent) root = node
    else if (!parent.members) parent.items.push(node)
    else if (parent.name) {
      const { text: name, from, to } = parent.name
      parent.members.push({ from, to: node.to, name, nameSpan: { from, to }, value: node })
      parent.name = undefined
    }
  }

  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at)
    if (c === QUOTE) {
      const to = endOfString(text, at)
      const value = stringValue(text, at, to)
      const parent = open[open.length - 1]
      if (parent?.members && !parent.name) parent.name = { text: oneOf(value), from: at, to }
      else add({ type: 'string', value, from: at, to })
      at = to
    } else if ((c === 123 || c === 91) && open.length > 0 && (open.length >= MOST_LEVELS || values >= most)) {
      const span = { from: at, to: endOfContainer(text, at) }
      if (open.length >= MOST_LEVELS) onCut?.('too-deep', span)
      else cut(span)
      add(c === 123 ? { type: 'object', members: [], ...span } : { type: 'array', items: [], ...span })
      at = span.to
    } else if (c === 123 || c === 91) {
      open.push({ from: at, members: c === 123 ? [] : undefined, items: [], name: undefined })
      at++
    } else if (c === 125 || c === 93) {
      const closed = open.pop()
      at++
      if (closed) {
        // A container that was started is kept, as far as it was filled.
        put(
          closed.members
            ? { type: 'object', members: closed.members, from: closed.from, to: at }
            : { type: 'array', items: closed.items, from: closed.from, to: at },
        )
      }
    } else if (c === 45 || (c >= 48 && c <= 57)) {
      let to = at + 1
      while (to < text.length && isOfNumber(text.charCodeAt(to))) to++
      const raw = text.slice(at, to)
      add({ type: 'number', raw, value: Number(raw), from: at, to })
      at = to
    } else if (c === 116 || c === 102 || c === 110) {
      const type = c === 116 ? 'true' : c === 102 ? 'false' : 'null'
      add({ type, from: at, to: at + type.length })
      at += type.length
    } else at++
  }
  return root
}

function endOfContainer(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length;) {
    const c = text.charCodeAt(at)
    at = c === QUOTE ? endOfString(text, at) : at + 1
    if (c === 123 || c === 91) depth++
    else if ((c === 125 || c === 93) && --depth === 0) return at
  }
  return text.length
}

function stringValue(text: string, from: number, to: number): string {
  const inner = text.slice(from + 1, to - 1)
  if (!inner.includes('\\')) return inner
  try {
    return JSON.parse(text.slice(from, to)) as string
  } catch {
    return inner
  }
}

function isOfNumber(c: number): boolean {
  return (c >= 48 && c <= 57) || c === 46 || c === 43 || c === 45 || c === 69 || c === 101
}
