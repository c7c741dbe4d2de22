// Makes a new token of a given kind, signed with a key.
import { offeredAlgorithms, type Algorithm } from '../algorithms/algorithms.ts'
import { sign } from '../crypto/sign.ts'
import { keyMismatch } from '../keys/expected-key.ts'
import { publicMembers, type KeyMaterial, type KeyResult } from '../keys/key-material.ts'
import { keyThumbprint } from '../keys/thumbprint.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { fieldByName, type FieldName, type TokenKind } from './kinds.ts'

export interface TokenPlan {
  readonly kind: TokenKind
  /** The "alg" value. */
  readonly alg: string
  readonly key: KeyMaterial
  /** The text filled in; a field that is absent or only whitespace keeps its placeholder. */
  readonly filled: Readonly<Partial<Record<FieldName, string>>>
  /** The instant of "iat", in seconds. */
  readonly now: number
  /** Returns `length` random bytes. */
  random(length: number): Uint8Array
}

/** Makes a signed compact token, or says why this key can't sign it. */
export async function makeToken(plan: TokenPlan): Promise<KeyResult<{ readonly compact: string }>> {
  const { alg, key } = plan
  const input = [headerOf(plan), claimsOf(plan)].map((part) => encodeText(JSON.stringify(part))).join('.')
  const made = await sign(alg, new TextEncoder().encode(input), { kind: 'key', keys: [key], notes: [] })
  return made.problem ? made : { compact: `${input}.${encodeBase64url(made.signature)}` }
}

/** The algorithms to offer for a kind. If a key is given, only those that it can sign with. */
export function algorithmsFor(kind: TokenKind, key: KeyMaterial | undefined): readonly Algorithm[] {
  if (key?.kind === 'public') return []
  return offeredAlgorithms.filter(
    (row) => row.family !== 'none' && !(kind.asymmetric && row.kty === 'oct') && (key === undefined || keyMismatch(row, key) === undefined),
  )
}

/**
 * The ID for a key in tokens: its own "kid", else its thumbprint (RFC 7638). Undefined for a shared secret without a "kid": anyone could
 * test guesses against the thumbprint of a secret (RFC 7638 section 7).
 */
export function kidFor(key: KeyMaterial): string | undefined {
  return key.kid ?? (key.kind === 'secret' ? undefined : keyThumbprint(key.jwk))
}

function headerOf({ kind, alg, key }: TokenPlan) {
  const kid = kidFor(key)
  return {
    alg,
    typ: kind.typ,
    ...(kind.carriesKey ? { jwk: publicMembers(key.jwk) } : kid !== undefined && { kid }),
  }
}

function claimsOf({ kind, filled, now, random }: TokenPlan) {
  return kind.claims({
    now: Math.floor(now),
    id: encodeBase64url(random(16)),
    fill: (name) => filled[name]?.trim() || fieldByName(name).placeholder,
  })
}
