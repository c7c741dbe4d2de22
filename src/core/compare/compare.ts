// Two tokens side by side: which claims and Header Parameters were added, removed or changed, and what else differs, as data and in words.
import type { DecodedText } from '../text/decoded-text.ts'
import type { JsonNode, JsonObject } from '../text/json.ts'
import { durationInWords, NUMERIC_DATE_CLAIMS, readNumericDate } from '../claims/numeric-date.ts'
import type { Segment } from '../token/segment.ts'
import type { Token } from '../token/token.ts'
import { equalBytes } from '../text/bytes.ts'
import { quoted } from '../text/quoted.ts'

/** One member that differs. Values are JSON text without whitespace. */
export interface MemberDifference {
  readonly kind: 'added' | 'removed' | 'changed'
  /** Names from the top level inwards; empty where the part as a whole differs. */
  readonly path: readonly string[]
  readonly before: string | undefined
  readonly after: string | undefined
  /** "15 minutes later", "gains a, loses b"; where there is more to say than the two values do. */
  readonly words: string | undefined
}

export interface PartComparison {
  readonly differences: readonly MemberDifference[]
  /** How many members on the top level are the same. */
  readonly same: number
  /** How else the text differs: in the order of common members, in whitespace, or in how strings are escaped. */
  readonly form: readonly ('order' | 'whitespace' | 'escapes')[]
  /** The characters of the segments are the same. */
  readonly identical: boolean
}

export interface TokenComparison {
  readonly header: PartComparison
  readonly payload: PartComparison
  /** `respelled`: the same bytes in other characters. */
  readonly signature: 'same' | 'respelled' | 'another' | 'only-first' | 'only-second' | 'none'
  /** What "kid" says: that of both, of none, of only one, or two. */
  readonly keys: 'same' | 'another' | 'unnamed' | 'only-first' | 'only-second'
  /** How long each may be used, from "iat" to "exp", in seconds; undefined where one of them lacks either. */
  readonly lifetimes: readonly [number, number] | undefined
}

/** Compares two tokens, whatever they are; total. */
export function compareTokens(first: Token, second: Token): TokenComparison {
  const payload = compareParts(partOf(first.payload), partOf(second.payload))
  return {
    header: compareParts(partOf(first.header.segment), partOf(second.header.segment)),
    payload,
    signature: compareSignatures(signatureOf(first), signatureOf(second)),
    keys: compareNames(first.header.kid, second.header.kid),
    lifetimes: lifetimes(first, second),
  }
}

interface ComparedPart {
  readonly text: string
  readonly decoded: DecodedText | undefined
}

function partOf(segment: { readonly text: string; readonly decoded: DecodedText } | undefined): ComparedPart {
  return { text: segment?.text ?? '', decoded: segment?.decoded }
}

function compareParts(first: ComparedPart, second: ComparedPart): PartComparison {
  const identical = first.text === second.text
  const [a, b] = [objectOf(first.decoded), objectOf(second.decoded)]
  if (!a || !b) {
    const [before, after] = [first, second].map(({ text, decoded }) => (text === '' ? undefined : decoded?.text))
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    const same = before === after
    return {
      differences: same ? [] : [{ kind, path: [], before, after, words: undefined }],
      same: 0,
      form: same && !identical ? ['escapes'] : [],
      identical,
    }
  }
  const differences: MemberDifference[] = []
  const same = compareObjects(a, b, [], differences)
  return { differences, same, form: identical ? [] : form(first.decoded!, second.decoded!, a, b, differences.length === 0), identical }
}

function objectOf(decoded: DecodedText | undefined): JsonObject | undefined {
  return decoded?.utf8 && decoded.json.valid && decoded.json.root?.type === 'object' ? decoded.json.root : undefined
}

/** Members by name; of duplicates the last, as most parsers take it (RFC 7519 section 4). */
function membersOf(object: JsonObject): Map<string, JsonNode> {
  return new Map(object.members.map(({ name, value }) => [name, value]))
}

/** Adds what differs; returns how many members are the same. */
function compareObjects(first: JsonObject, second: JsonObject, path: readonly string[], differences: MemberDifference[]): number {
  const [old, now] = [membersOf(first), membersOf(second)]
  let same = 0
  for (const [name, before] of old) {
    const after = now.get(name)
    const here = [...path, name]
    if (!after) differences.push({ kind: 'removed', path: here, before: jsonText(before), after: undefined, words: undefined })
    else if (sameJson(before, after)) same++
    else if (before.type === 'object' && after.type === 'object' && path.length < 20) compareObjects(before, after, here, differences)
    else
      differences.push({
        kind: 'changed',
        path: here,
        before: jsonText(before),
        after: jsonText(after),
        words: inWords(here, before, after),
      })
  }
  for (const [name, after] of now) {
    if (!old.has(name))
      differences.push({ kind: 'added', path: [...path, name], before: undefined, after: jsonText(after), words: undefined })
  }
  return same
}

/** The same value, whatever the order of members, whitespace and escapes; numbers by their digits, since parsers round. */
export function sameJson(a: JsonNode, b: JsonNode): boolean {
  if (a.type !== b.type) return false
  switch (a.type) {
    case 'object': {
      const [first, second] = [membersOf(a), membersOf(b as JsonObject)]
      if (first.size !== second.size) return false
      for (const [name, value] of first) {
        const other = second.get(name)
        if (!other || !sameJson(value, other)) return false
      }
      return true
    }
    case 'array': {
      const { items } = b as typeof a
      return a.items.length === items.length && a.items.every((item, i) => sameJson(item, items[i]!))
    }
    case 'string':
      return a.value === (b as typeof a).value
    case 'number':
      return a.raw === (b as typeof a).raw
    default:
      return true
  }
}

/** A value as JSON text without whitespace. */
function jsonText(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return `{${node.members.map(({ name, value }) => `${JSON.stringify(name)}:${jsonText(value)}`).join(',')}}`
    case 'array':
      return `[${node.items.map(jsonText).join(',')}]`
    case 'string':
      return JSON.stringify(node.value)
    case 'number':
      return node.raw
    default:
      return node.type
  }
}

const TIMES = new Map([
  ['exp', 'expires'],
  ['nbf', 'is good'],
  ['iat', 'was issued'],
  ['auth_time', 'signed in'],
  ['updated_at', 'was updated'],
])

function inWords(path: readonly string[], before: JsonNode, after: JsonNode): string | undefined {
  const name = path[0]!
  if (path.length === 1 && NUMERIC_DATE_CLAIMS.has(name)) return timeInWords(name, before, after)
  const [old, now] = [wordsOf(name, before), wordsOf(name, after)]
  if (!old || !now) return undefined
  const gains = [...now].filter((each) => !old.has(each))
  const loses = [...old].filter((each) => !now.has(each))
  if (gains.length === 0 && loses.length === 0) return 'the same in another order'
  return [gains.length > 0 && `gains ${listed(gains)}`, loses.length > 0 && `loses ${listed(loses)}`].filter(Boolean).join(', ')
}

function timeInWords(name: string, before: JsonNode, after: JsonNode): string | undefined {
  const [old, now] = [readNumericDate(before), readNumericDate(after)]
  if (old.kind !== 'seconds' || now.kind !== 'seconds') return undefined
  const difference = now.seconds - old.seconds
  if (difference === 0) return 'the same instant'
  const verb = TIMES.get(name)
  return `${verb ? `${verb} ` : ''}${durationInWords(difference)} ${difference > 0 ? 'later' : 'earlier'}`
}

/** The members of a list that is compared as a set: an array of strings, or words in "scope" (RFC 6749 section 3.3). */
function wordsOf(name: string, node: JsonNode): Set<string> | undefined {
  if (node.type === 'string' && (name === 'scope' || name === 'scp')) return new Set(node.value.split(' ').filter((word) => word !== ''))
  if (node.type !== 'array' || node.items.length === 0) return undefined
  const words = node.items.map((item) => (item.type === 'string' ? item.value : undefined))
  return words.includes(undefined) ? undefined : new Set(words as string[])
}

const MOST_LISTED = 6

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_LISTED).map(quoted)
  return words.length > MOST_LISTED ? `${shown.join(', ')} and ${words.length - MOST_LISTED} more` : shown.join(', ')
}

function form(first: DecodedText, second: DecodedText, a: JsonObject, b: JsonObject, sameMembers: boolean): PartComparison['form'] {
  const found: PartComparison['form'][number][] = []
  const [order, otherOrder] = [orderOf(a, b), orderOf(b, a)]
  if (order !== otherOrder) found.push('order')
  const [spaced, otherSpaced] = [first.text, second.text].map(hasWhitespace)
  if (spaced !== otherSpaced) found.push('whitespace')
  if (found.length === 0 && sameMembers)
    found.push(withoutWhitespace(first.text) === withoutWhitespace(second.text) ? 'whitespace' : 'escapes')
  return found
}

/** The order of the members that the other has as well. */
function orderOf(object: JsonObject, other: JsonObject): string {
  const names = new Set(other.members.map(({ name }) => name))
  return JSON.stringify([...membersOf(object).keys()].filter((name) => names.has(name)))
}

function hasWhitespace(text: string): boolean {
  return withoutWhitespace(text).length !== text.length
}

/** The text without whitespace between strings and other tokens. */
function withoutWhitespace(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|[ \t\r\n]+/gs, (found) => (found[0] === '"' ? found : ''))
}

function signatureOf(token: Token): Segment | undefined {
  const segment = token.object?.kind === 'jws' ? token.object.signatures[0].signature : token.object ? undefined : token.segments[2]
  return segment?.text === '' ? undefined : segment
}

function compareSignatures(first: Segment | undefined, second: Segment | undefined): TokenComparison['signature'] {
  if (!first || !second) return first ? 'only-first' : second ? 'only-second' : 'none'
  if (first.text === second.text) return 'same'
  return equalBytes(first.decoding.bytes, second.decoding.bytes) ? 'respelled' : 'another'
}

function compareNames(first: string | undefined, second: string | undefined): TokenComparison['keys'] {
  if (first === undefined || second === undefined)
    return first !== undefined ? 'only-first' : second !== undefined ? 'only-second' : 'unnamed'
  return first === second ? 'same' : 'another'
}

function lifetimes(first: Token, second: Token): TokenComparison['lifetimes'] {
  const [a, b] = [first, second].map((token) => {
    const object = objectOf(token.payload?.decoded)
    const members = object && membersOf(object)
    const [iat, exp] = ['iat', 'exp'].map((name) => {
      const node = members?.get(name)
      const date = node && readNumericDate(node)
      return date?.kind === 'seconds' ? date.seconds : undefined
    })
    return iat !== undefined && exp !== undefined && exp > iat ? exp - iat : undefined
  })
  return a !== undefined && b !== undefined ? [a, b] : undefined
}
