// The JOSE Header of one recipient of a JWE, joined from its three places and checked for what decryption needs (RFC 7516 sections 4 and 7.2.1).
import { decodeBase64url } from '../text/base64url.ts'
import type { DecryptionReason } from './decryption.ts'
import { parseJson, plainValue } from '../text/json.ts'
import { readJwk } from '../keys/read/jwk.ts'
import type { Jwk } from '../keys/key-material.ts'

export type JweHeader = ReadonlyMap<string, unknown>

/** A JSON object in base64url; undefined where it is none. Empty text is an empty object. */
export function decodeHeader(segment: string): JweHeader | undefined {
  if (segment === '') return new Map()
  const { bytes, defects } = decodeBase64url(segment)
  if (defects.some((defect) => defect.kind === 'illegal-character' || defect.kind === 'impossible-length')) return undefined
  const document = parseJson(new TextDecoder().decode(bytes))
  return document.valid && document.root?.type === 'object' ? new Map(Object.entries(plainValue(document.root) as object)) : undefined
}

/** Members of a JSON value that is an object. */
export function objectMembers(value: unknown): JweHeader {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : new Map()
}

/** What "crit" says (RFC 7516 section 4.1.13): nothing here is understood that would be named in it. */
export function criticalReason(
  integrity: JweHeader,
  header: JweHeader,
): { id: DecryptionReason; args: Record<string, string> } | undefined {
  if (!header.has('crit')) return undefined
  const crit = integrity.get('crit')
  const names = Array.isArray(crit) ? crit : []
  if (names.length === 0 || names.some((name) => typeof name !== 'string')) return { id: 'crit-malformed', args: {} }
  return { id: 'crit-unknown', args: { names: names.join(', ') } }
}

/** Bytes of a parameter in base64url; undefined where it is absent, or no such text. */
export function byteParameter(header: JweHeader, name: string): Uint8Array<ArrayBuffer> | undefined {
  const value = header.get(name)
  if (typeof value !== 'string') return undefined
  const { bytes, defects } = decodeBase64url(value)
  return defects.some((defect) => defect.kind === 'illegal-character' || defect.kind === 'impossible-length') ? undefined : bytes
}

/** "epk" as a public key (RFC 7518 section 4.6.1.1); undefined where it is none. Whether it is on its curve shows at agreement. */
export function ephemeralKey(header: JweHeader): Jwk | undefined {
  const value = header.get('epk')
  if (typeof value !== 'object' || value === null) return undefined
  const root = parseJson(JSON.stringify(value)).root
  const key = root?.type === 'object' ? readJwk(root).key : undefined
  return key && (key.type === 'EC' || key.type === 'OKP') ? key.jwk : undefined
}
