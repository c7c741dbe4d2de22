// Detects the whitespace of an object or array, so that others added to the same text can use it.
import { keep } from '../../core/upkeep/keep.ts'
import { childrenOf, opens, opensObject, type JsonTokens } from './json-tokens.ts'

/** The whitespace after the opening bracket, before the closing one, and around commas and colons. */
export interface Style {
  readonly open: string
  readonly close: string
  readonly comma: string
  readonly colon: string
}

/** In characters. Added text isn't indented further than this. */
const MOST_INDENTED = 200

/** The whitespace of the nonempty object or array that a token opens. What it doesn't show is taken from the rest of the text. */
export function styleOf(tokens: JsonTokens, open: number): Style {
  const { text, from, to, link } = tokens
  const isObject = opensObject(tokens, open)
  const first = open + 1
  const end = isObject ? first + 2 : first
  const next = (opens(tokens, end) ? link[end]! : end) + 1
  const close = link[open]!
  const usual = usualOf(tokens)
  const opening = text.slice(to[open], from[first])
  return {
    open: opening,
    close: text.slice(to[close - 1], from[close]),
    comma: next < close ? around(tokens, next) : opening.includes('\n') ? `,${opening}` : isObject ? usual.inObject : usual.inArray,
    colon: isObject ? around(tokens, first + 1) : usual.colon,
  }
}

/** The whitespace of an object or array added to one with the style `parent`: that of another one on a single line, or one level deeper. */
export function addedStyle(tokens: JsonTokens, parent: Style | undefined, isObject: boolean): Style {
  const usual = usualOf(tokens)
  const alike = isObject ? usual.object : usual.array
  if (alike) return alike
  if (!parent) return { open: '', close: '', comma: isObject ? usual.inObject : usual.inArray, colon: usual.colon }
  if (!parent.open.includes('\n')) return parent
  const step = parent.open.startsWith(parent.close) && parent.open.length < MOST_INDENTED ? parent.open.slice(parent.close.length) : ''
  const open = parent.open + step
  return { open, close: parent.open, comma: parent.comma.includes('\n') ? `,${open}` : parent.comma, colon: parent.colon }
}

/** A text's usual whitespace: around its first colon and its first commas in a line, and in its first object and array on a single line. */
const usualOf = keep((tokens: JsonTokens) => {
  const { text, from, count } = tokens
  const is = (token: number, c: number) => token < count && text.charCodeAt(from[token]!) === c
  let [colon, inObject, inArray] = ['', '', '']
  let [object, array] = [-1, -1]
  for (let i = 1; i < count; i++) {
    if (is(i, 58)) colon ||= around(tokens, i)
    else if (is(i, 44)) {
      const comma = around(tokens, i)
      if (comma.includes('\n')) continue
      if (is(i + 2, 58)) inObject ||= comma
      else inArray ||= comma
    } else if (opens(tokens, i) && isOnOneLine(tokens, i)) {
      if (is(i, 123)) object = object < 0 ? i : object
      else array = array < 0 ? i : array
    }
    if (colon !== '' && inObject !== '' && inArray !== '' && object >= 0 && array >= 0) break
  }
  const otherwise = /\s$/.test(colon) ? ', ' : ','
  const usual = { colon: colon || ':', inObject: inObject || inArray || otherwise, inArray: inArray || inObject || otherwise }
  return {
    ...usual,
    object: sample(tokens, object, usual.inObject, usual.colon),
    array: sample(tokens, array, usual.inArray, usual.colon),
  }
})

/** The style of a container on a single line, if there is one. */
function sample(tokens: JsonTokens, open: number, comma: string, colon: string): Style | undefined {
  if (open < 0) return undefined
  const { text, from, to, link } = tokens
  const [first, second] = childrenOf(tokens, open)
  const close = link[open]!
  return {
    open: text.slice(to[open], from[first!]),
    close: text.slice(to[close - 1], from[close]),
    comma: second === undefined ? comma : around(tokens, second - 1),
    colon: opensObject(tokens, open) ? around(tokens, first! + 1) : colon,
  }
}

function isOnOneLine({ text, to, from, link }: JsonTokens, open: number): boolean {
  const close = link[open]!
  return close > open + 1 && !text.slice(to[open], from[open + 1]).includes('\n') && !text.slice(to[close - 1], from[close]).includes('\n')
}

/** A token with the whitespace around it. */
function around({ text, from, to }: JsonTokens, token: number): string {
  return text.slice(to[token - 1], from[token + 1])
}
