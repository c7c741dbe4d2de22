// The JWT Claims Set (RFC 7519 section 4): the payload's members, and what they say about time.
import { membersByName, type JsonNode } from '../text/json.ts'
import { readNumericDate } from './numeric-date.ts'
import { nestedToken } from '../token/nested.ts'
import type { Token } from '../token/token.ts'

/** Claims by name; of duplicates the last, as most parsers take it (RFC 7519 section 4). */
export type ClaimsSet = ReadonlyMap<string, JsonNode>

/** The payload's members, or undefined if the payload isn't a JSON object; then it is a JWS but not a JWT. */
export function readClaimsSet(token: Pick<Token, 'payload'> | undefined): ClaimsSet | undefined {
  const decoded = token?.payload?.decoded
  if (!decoded?.utf8 || !decoded.json.valid || decoded.json.root?.type !== 'object') return undefined
  return membersByName(decoded.json.root)
}

/**
 * The token may make claims that no one has read: they are encrypted, compressed, detached, or in the token inside. Nothing can be said
 * of what is absent from them.
 */
export function areClaimsUnread({ token, claims }: { readonly token: Token; readonly claims: ClaimsSet | undefined }): boolean {
  if (claims) return false
  const { object, header, payload } = token
  if (object?.kind === 'jwe' || object?.detached || header.parameters.has('zip')) return true
  return nestedToken(payload?.decoded.text ?? '') !== undefined
}

export type TimeState = 'empty' | 'current' | 'expired' | 'not-yet-valid' | 'unlimited' | 'unreadable'

export interface TimeVerdict {
  readonly state: TimeState
  /** "exp", "nbf", "iat" as numbers, in seconds, where they are numbers. */
  readonly exp: number | undefined
  readonly nbf: number | undefined
  readonly iat: number | undefined
}

/**
 * What "exp" and "nbf" say at an instant (RFC 7519 sections 4.1.4 and 4.1.5). `now` and `leeway` in seconds.
 * A value in milliseconds is read as the specification says, as seconds; a finding says that it looks wrong.
 */
export function readTime(claims: ClaimsSet | undefined, now: number, leeway = 0): TimeVerdict {
  if (!claims) return { state: 'empty', exp: undefined, nbf: undefined, iat: undefined }
  const [exp, nbf, iat] = ['exp', 'nbf', 'iat'].map((name) => {
    const node = claims.get(name)
    return node && readNumericDate(node)
  })
  const seconds = (date: typeof exp) => (date && date.kind !== 'not-a-number' ? date.seconds : undefined)
  const times = { exp: seconds(exp), nbf: seconds(nbf), iat: seconds(iat) }
  if (exp?.kind === 'not-a-number' || nbf?.kind === 'not-a-number') return { state: 'unreadable', ...times }
  if (times.exp !== undefined && now - leeway >= times.exp) return { state: 'expired', ...times }
  if (times.nbf !== undefined && now + leeway < times.nbf) return { state: 'not-yet-valid', ...times }
  return { state: times.exp === undefined ? 'unlimited' : 'current', ...times }
}
