// Lists the tokens of a JSON text in flat arrays, without a tree or recursion, so that nesting costs nothing and millions of tokens fit.
import { endOfString } from '../../core/text/scan-json.ts'

/** The tokens of valid JSON in order, each identified by its index. */
export interface JsonTokens {
  readonly text: string
  readonly count: number
  /** UTF-16 offsets of each token. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** For an opening token, the index of its closing one; for every other, a hash of the value that ends with it. */
  readonly link: Int32Array
}

const QUOTE = 34
const COMMA = 44
const COLON = 58

/** Reads valid JSON. For any other text, the result is meaningless, but the function returns. */
export function readTokens(text: string): JsonTokens {
  let [from, to, link] = [new Int32Array(256), new Int32Array(256), new Int32Array(256)]
  let count = 0
  const open: number[] = []
  // The hash of what has been read of each open value, the outermost first.
  const hashes: number[] = [0]
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at)
    if (c === 32 || c === 10 || c === 13 || c === 9) {
      at++
      continue
    }
    if (count === from.length) [from, to, link] = [grown(from), grown(to), grown(link)]
    const end = endOfToken(text, at, c)
    from[count] = at
    to[count] = end
    if (isOpening(c)) {
      open.push(count)
      hashes.push(c)
    } else {
      const closed = isClosing(c) ? open.pop() : undefined
      if (closed !== undefined) link[closed] = count
      const hash = closed === undefined ? hashOf(text, at, end) : hashes.pop()!
      link[count] = hash
      if (c !== COMMA && c !== COLON) hashes[hashes.length - 1] = (Math.imul(hashes[hashes.length - 1]!, 31) + hash) | 0
    }
    at = end
    count++
  }
  for (const each of open) link[each] = count
  return { text, count, from, to, link }
}

function endOfToken(text: string, at: number, c: number): number {
  if (c === QUOTE) return endOfString(text, at)
  let end = at + 1
  if (isPunctuation(c)) return end
  while (end < text.length) {
    const next = text.charCodeAt(end)
    if (next <= 32 || next === QUOTE || isPunctuation(next)) break
    end++
  }
  return end
}

function isPunctuation(c: number): boolean {
  return c === COMMA || c === COLON || isOpening(c) || isClosing(c)
}

function isOpening(c: number): boolean {
  return c === 123 || c === 91
}

function isClosing(c: number): boolean {
  return c === 125 || c === 93
}

function hashOf(text: string, from: number, to: number): number {
  let hash = 7
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

/** True if the token opens an object. */
export function opensObject({ text, from }: JsonTokens, token: number): boolean {
  return text.charCodeAt(from[token]!) === 123
}

/** True if the token opens an object or array. */
export function opens({ text, from }: JsonTokens, token: number): boolean {
  return isOpening(text.charCodeAt(from[token]!))
}

/** True if the token is the same in both, character by character. */
export function sameToken(a: JsonTokens, i: number, b: JsonTokens, j: number): boolean {
  const start = a.from[i]!
  const length = a.to[i]! - start
  const other = b.from[j]!
  if (b.to[j]! - other !== length) return false
  for (let k = 0; k < length; k++) if (a.text.charCodeAt(start + k) !== b.text.charCodeAt(other + k)) return false
  return true
}

/** The first token of each member or item of the object or array that a token opens. */
export function childrenOf(tokens: JsonTokens, open: number): number[] {
  const children: number[] = []
  const close = tokens.link[open]!
  const isObject = opensObject(tokens, open)
  for (let at = open + 1; at < close;) {
    children.push(at)
    // After the value and the comma that follows it.
    at = endOfValue(tokens, isObject ? at + 2 : at) + 2
  }
  return children
}

/** The last token of the value that begins with a token. */
export function endOfValue(tokens: JsonTokens, value: number): number {
  return opens(tokens, value) ? tokens.link[value]! : value
}
