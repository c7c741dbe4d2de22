// Checks the hashes in an ID token against what was pasted with it, a token response or a redirect URL, without being asked to (OpenID Connect).
import { readClaimsSet } from '../claims/claims-set.ts'
import { readToken, type Inspection } from '../inspect.ts'
import { membersByName, parseJson, textOf } from '../text/json.ts'
import type { Token } from '../token/token.ts'
import { leftHalf } from './left-half.ts'

/** The values that an ID token may contain a hash of, by the name of the OAuth parameter. */
const HASHED = [
  ['at_hash', 'access_token', 'access token', 'OpenID Connect Core section 3.1.3.6'],
  ['c_hash', 'code', 'authorization code', 'OpenID Connect Core section 3.3.2.11'],
  ['s_hash', 'state', 'state', 'Financial-grade API Part 2 section 5.1'],
] as const

type Name = (typeof HASHED)[number][1]

/** A hash in an ID token, and whether it matches what came with the token. */
export interface HashResult {
  readonly id: (typeof HASHED)[number][0]
  readonly state: 'met' | 'not-met' | 'not-checkable'
  readonly sentence: string
  readonly clause: string
}

/** How far from a token to look for its response, in characters. */
const REACH = 100_000
/** How many braces before a token to try as the start of its response. */
const MOST_OPENED = 20

/**
 * Compares each hash in the open ID token, or in the one next to the open access token, with the value it is for. Empty
 * if the pasted text contains none of those values, or several different ones. Never throws.
 */
export function hashResults(inspection: Inspection): HashResult[] {
  const { text, token } = inspection
  // Most pasted texts are a single token.
  if (!token || text.trim().length <= token.span.to - token.span.from) return []
  const beside = responseAround(inspection)
  const idToken = idTokenOf(inspection, beside)
  const claims = readClaimsSet(idToken)
  if (!idToken || !claims) return []
  return HASHED.flatMap(([id, name, said, clause]): HashResult | [] => {
    const got = textOf(claims.get(id))
    const value = beside.get(name) ?? onlyOne(inspection, name)
    if (got === undefined || value === undefined || value === '') return []
    const half = leftHalf(idToken.header.alg, value)
    if (half === undefined)
      return { id, state: 'not-checkable', sentence: `The algorithm doesn’t determine the hash for \`${id}\`.`, clause }
    return half === got
      ? { id, state: 'met', sentence: `The ID token was issued together with this ${said}: \`${id}\` is its hash.`, clause }
      : { id, state: 'not-met', sentence: `The ID token was not issued together with this ${said}: \`${id}\` is not its hash.`, clause }
  })
}

/** The token with the hashes: the open one, or the one beside it by name. */
function idTokenOf(inspection: Inspection, beside: ReadonlyMap<string, string>): Token | undefined {
  const { token, found } = inspection
  const claims = readClaimsSet(token)
  if (claims && HASHED.some(([id]) => claims.has(id))) return token
  const compact = beside.get('id_token')
  const named = found.filter(({ name }) => name === 'id_token')
  const neighbor = compact === undefined ? (named.length === 1 ? named[0] : undefined) : found.find((each) => each.compact === compact)
  return neighbor && neighbor.compact !== token?.compact ? readToken(neighbor) : undefined
}

/** The parameters of the response that includes the open token, by name. Leaves out those that occur twice. */
function responseAround({ text, token }: Inspection): ReadonlyMap<string, string> {
  if (!token) return new Map()
  return jsonAround(text, token) ?? parametersAround(text, token)
}

/** The members of the JSON object that has the token as one of its values. */
function jsonAround(text: string, { span, compact }: Token): ReadonlyMap<string, string> | undefined {
  const least = Math.max(0, span.from - REACH)
  let at = span.from
  for (let tried = 0; tried < MOST_OPENED; tried++) {
    at = at > 0 ? text.lastIndexOf('{', at - 1) : -1
    if (at < least) return undefined
    const end = endOfObject(text, at, Math.min(text.length, span.to + REACH))
    if (end === undefined || end < span.to) continue
    const content = text.slice(at, end)
    if (!hasMember(content, compact)) continue
    const { root } = parseJson(content)
    if (root?.type !== 'object') continue
    const members = [...membersByName(root)].flatMap(([name, value]) => (value.type === 'string' ? [[name, value.value] as const] : []))
    const once = (name: string) => root.members.filter((member) => member.name === name).length === 1
    return new Map(members.filter(([name]) => once(name)))
  }
  return undefined
}

/** Whether the text is a JSON object with this value; checked before the slower step of building its tree. */
function hasMember(json: string, value: string): boolean {
  try {
    return Object.values(JSON.parse(json) as object).includes(value)
  } catch {
    return false
  }
}

/** The offset after the brace that closes the one at an offset; undefined if none does. */
function endOfObject(text: string, from: number, to: number): number | undefined {
  let depth = 0
  for (let at = from; at < to; at++) {
    const c = text[at]
    if (c === '"') {
      for (at++; at < to && text[at] !== '"'; at++) if (text[at] === '\\') at++
    } else if (c === '{') depth++
    else if (c === '}' && --depth === 0) return at + 1
  }
  return undefined
}

/** Characters that a URL or form can't contain unencoded. */
const OUTSIDE = /[\s"'<>`{}\\]/

/** The parameters of the URL or form that contains the token: query and fragment together (OAuth 2.0 Multiple Response Type Encoding). */
function parametersAround(text: string, { span, compact }: Token): ReadonlyMap<string, string> {
  let { from, to } = span
  while (from > 0 && span.from - from < REACH && !OUTSIDE.test(text.charAt(from - 1))) from--
  while (to < text.length && to - span.to < REACH && !OUTSIDE.test(text.charAt(to))) to++
  const pairs = parameters(text.slice(from, to))
  return pairs.some(([, value]) => value === compact) ? withoutRepeated(pairs) : new Map()
}

function parameters(text: string): (readonly [name: string, value: string])[] {
  return text.split(/[?#&]/, MOST_PARAMETERS).flatMap((pair) => {
    const sign = pair.indexOf('=')
    return sign > 0 ? [[decoded(pair.slice(0, sign)), decoded(pair.slice(sign + 1))] as const] : []
  })
}

const MOST_PARAMETERS = 1_000

function withoutRepeated(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const values = new Map<string, Set<string>>()
  for (const [name, value] of pairs) values.set(name, (values.get(name) ?? new Set()).add(value))
  return new Map([...values].flatMap(([name, all]) => (all.size === 1 ? [[name, [...all][0]!] as const] : [])))
}

/** Decodes a form value (RFC 6749 appendix B); leaves damaged text unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** A parameter's only value anywhere in the pasted text, such as in the URL that a browser was sent to, above the token endpoint's response. */
function onlyOne({ text, found }: Inspection, name: Name): string | undefined {
  const values = new Set(found.filter((each) => each.name === name).map(({ compact }) => compact))
  const sign = `${name}=`
  for (let at = text.indexOf(sign); at >= 0 && values.size < 2; at = text.indexOf(sign, at + 1)) {
    // The end of a longer name, or not part of a URL.
    if (!/[?#&]/.test(text.charAt(at - 1))) continue
    const rest = text.slice(at + sign.length, at + sign.length + MOST_VALUE)
    const end = rest.search(/[&#\s"'<>`{}\\]/)
    values.add(decoded(end < 0 ? rest : rest.slice(0, end)))
  }
  return values.size === 1 ? [...values][0] : undefined
}

/** Characters of an access token or code. */
const MOST_VALUE = 20_000
