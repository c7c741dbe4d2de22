// Parses a token, which is the first step of the verifier (RFC 7515 section 5.2).
import { decodeBase64url } from '../../core/text/base64url.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { plainValue } from '../../core/text/json.ts'
import type { Claims } from './access-token.ts'

export interface ParsedToken {
  readonly header: Claims
  readonly claims: Claims
  /** The JWS Signing Input as received (RFC 7515 section 2). */
  readonly signingInput: string
  /** The signature segment as received; empty in an Unsecured JWT. */
  readonly signature: string
}

/** Reads a compact JWS, or says in one sentence why it isn't one. Never throws. */
export function parseToken(token: string): ParsedToken | { readonly problem: string } {
  const segments = token.split('.')
  const [head, body, signature] = segments
  if (segments.length !== 3 || head === undefined || body === undefined || signature === undefined) {
    return { problem: `A signed token has three segments, but this one has ${segments.length}.` }
  }
  if (decodeBase64url(signature).defects.length > 0) return { problem: 'The signature segment is not canonical base64url.' }
  const header = readObject('header', head)
  if ('problem' in header) return header
  const claims = readObject('payload', body)
  if ('problem' in claims) return claims
  if ('crit' in header.object) return { problem: 'The header lists critical extensions ("crit") that this API does not know.' }
  return { header: header.object, claims: claims.object, signingInput: `${head}.${body}`, signature }
}

function readObject(name: string, segment: string): { readonly object: Claims } | { readonly problem: string } {
  const decoding = decodeBase64url(segment)
  if (decoding.defects.length > 0) return { problem: `The ${name} segment is not canonical base64url.` }
  const decoded = decodeText(decoding.bytes)
  const { root, valid } = decoded.json
  if (!decoded.utf8 || !valid || root?.type !== 'object') return { problem: `The ${name} is not a JSON object.` }
  const names = new Set(root.members.map((member) => member.name))
  // RFC 7515 section 4 and RFC 7519 section 4 let a parser take the last duplicate or refuse. Refusing leaves no room for tricks.
  if (names.size !== root.members.length) return { problem: `The ${name} has the same member twice.` }
  return { object: plainValue(root) as Claims }
}
