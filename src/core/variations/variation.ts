// Defines variations of a good token, which a verifier must reject, for testing that verifier (RFC 8725).
import { algorithmByName, type Algorithm } from '../algorithms/algorithms.ts'
import { instantWithin } from './instant.ts'
import { makeSignature } from '../crypto/primitives/signature.ts'
import { chooseKeys } from '../keys/choice/choose-keys.ts'
import { expectedKey } from '../keys/expected-key.ts'
import { problem, type KeyMaterial, type KeyReading, type KeyResult } from '../keys/key-material.ts'
import { edited, membersSet, type TextEdit } from '../serialization/json-text.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import type { JsonObject } from '../text/json.ts'
import type { Token } from '../token/token.ts'
import { isVariable, type SignedToken } from './variable.ts'

/** The token to vary, and its key. */
export interface Good {
  readonly token: SignedToken
  readonly algorithm: Algorithm
  /** The payload as a JSON object; undefined if it is something else. */
  readonly claims: JsonObject | undefined
  /** A key that fits "alg", private if possible. */
  readonly key: KeyMaterial | undefined
  /** A time at which the token is current, in seconds since 1970: now, if possible. */
  readonly at: number
}

/** A token, or why the key can't make it. */
export type Varied = KeyResult<{ readonly compact: string }>

export interface Variation {
  /** Stable; also the case's `id` in a fixture. */
  readonly id: string
  /** The name of the button and the case. */
  readonly name: string
  /** What differs, as a sentence. */
  readonly about: string
  /** Why a verifier must reject it, as a sentence. */
  readonly reason: string
  /** The clause that says so. */
  readonly rfc: string
  /** Whether making it needs the signing key, the public key, or neither. */
  readonly needs: 'signing-key' | 'public-key' | 'nothing'
  /** Why this token can't have this variation, as a sentence; undefined if it can. */
  unfit?(good: Good): string | undefined
  make(good: Good): Promise<Varied>
}

/** Prepares a token for variations; undefined if it can't have any. `now` in seconds since 1970. */
export function readGood(token: Token | undefined, reading: KeyReading, now: number): Good | undefined {
  const algorithm = algorithmByName(token?.header.alg)
  if (!algorithm || !isVariable(token)) return undefined
  const { candidates } = chooseKeys(algorithm, reading.keys, token.header.kid, reading.kind === 'key-set')
  const { key } = candidates.find((one) => one.key.kind !== 'public') ?? candidates[0] ?? {}
  const { decoded } = token.object.payload
  const root = decoded.utf8 && decoded.json.valid ? decoded.json.root : undefined
  return { token, algorithm, claims: root?.type === 'object' ? root : undefined, key, at: instantWithin(token, now) }
}

/** The header segment with some parameters replaced or added; all other bytes stay. */
export function headerWith({ token }: Good, values: Readonly<Record<string, string>>): string {
  const { text, json } = token.header.decoded
  return encodeText(edited(text, membersSet(text, json.root as JsonObject, jsonOf(values))))
}

/** The payload segment after edits to its text; all other bytes stay. */
export function payloadWith({ token }: Good, edits: readonly TextEdit[]): string {
  return encodeText(edited(token.object.payload.decoded.text, edits))
}

/** Signs with a key that fits the algorithm. */
export async function signedWith(algorithm: Algorithm, key: KeyMaterial, header: string, payload: string): Promise<Varied> {
  const made = await makeSignature(algorithm, key, new TextEncoder().encode(`${header}.${payload}`))
  return made.problem ? made : { compact: `${header}.${payload}.${encodeBase64url(made.signature)}` }
}

/** Reached only if a variation is requested that was not offered. */
export async function noKey({ algorithm }: Good): Promise<Varied> {
  return { problem: problem('key-missing', 'no key', expectedKey(algorithm), 'give the key') }
}

/** Signs with the token's key. */
export function signedAgain(good: Good, header: string, payload: string): Promise<Varied> {
  return good.key ? signedWith(good.algorithm, good.key, header, payload) : noKey(good)
}

function jsonOf(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]))
}
