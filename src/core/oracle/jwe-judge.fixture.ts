// The judge of encrypted tokens: jose reads them and applies its rules; Node's crypto computes X448, which jose doesn't support.
import { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'
import { compactDecrypt, flattenedDecrypt, type FlattenedJWE, generalDecrypt, type JWK } from 'jose'
import { keyManagements } from '../algorithms/encryption-algorithms.ts'
import { MOST_PBKDF2_ROUNDS } from '../budget.ts'
import type { Json } from './keys.fixture.ts'
import { unseal, unwrap } from './node-jwe.fixture.ts'

/** A text with the private or shared keys to open it with. */
export interface JweCase {
  readonly text: string
  readonly jwks: readonly JWK[]
  readonly isSet?: boolean
  /** Node computes RSA, since it accepts small keys, and PKCS #1 v1.5 too. */
  readonly nodeRsa?: boolean
}

/** Options for jose: allow passwords, with as many rounds as here. */
const OPTIONS = { keyManagementAlgorithms: keyManagements.map(({ name }) => name), maxPBES2Count: MOST_PBKDF2_ROUNDS }

/** The plaintext that jose, or Node in its place, gets with one of the keys; undefined if none opens it. Never throws. */
export async function judgeJwe({ text, jwks, nodeRsa = false }: JweCase): Promise<Buffer | undefined> {
  for (const jwk of jwks) {
    let computed: Buffer | undefined
    // jose requests the key once everything else about the token has been found correct.
    const getKey = (_: unknown, jwe: FlattenedJWE) => {
      const head = headOf(jwe)
      const isForNode = nodeRsa && String(head['alg']).startsWith('RSA')
      if (isForNode || jwk.crv === 'X448') {
        computed ??= compute(head, jwk, jwe)
        throw new Error('judged')
      }
      return asJoseAsks(jwk)
    }
    try {
      return Buffer.from((await decrypted(text, getKey as never)).plaintext)
    } catch {
      if (computed) return computed
    }
  }
  return undefined
}

/**
 * RSA-OAEP opens an encrypted key, for which "key_ops" has `unwrapKey` (RFC 7517 section 4.3). jose's rule requires that too, but its
 * Web Crypto call then needs `decrypt` as well.
 */
function asJoseAsks(jwk: JWK): JWK {
  return jwk.kty === 'RSA' && Array.isArray(jwk.key_ops) && jwk.key_ops.includes('unwrapKey')
    ? { ...jwk, key_ops: [...new Set([...jwk.key_ops, 'decrypt'])] }
    : jwk
}

async function decrypted(text: string, key: never): Promise<{ plaintext: Uint8Array }> {
  if (!text.trimStart().startsWith('{')) return compactDecrypt(text, key, OPTIONS)
  const value = JSON.parse(text) as Json
  return 'recipients' in value
    ? generalDecrypt(value as never, key, OPTIONS)
    : flattenedDecrypt(value as unknown as FlattenedJWE, key, OPTIONS)
}

function headOf({ protected: head, unprotected, header }: FlattenedJWE): Json {
  const integrity = head === undefined ? {} : (JSON.parse(Buffer.from(head, 'base64url').toString()) as Json)
  return { ...integrity, ...unprotected, ...header }
}

/** The computations that jose doesn't support, with its rules about key metadata and parties (RFC 7517 section 4, RFC 7518 section 4.6). */
function compute(head: Json, jwk: JWK, jwe: FlattenedJWE): Buffer | undefined {
  const operation = jwk.kty === 'RSA' ? 'unwrapKey' : 'deriveBits'
  if ((jwk.use ?? 'enc') !== 'enc' || (jwk.alg ?? head['alg']) !== head['alg']) return undefined
  if (jwk.key_ops && !jwk.key_ops.includes(operation)) return undefined
  if (jwk.kty !== 'RSA' && !hasGoodParties(head)) return undefined
  const bytes = (name: 'encrypted_key' | 'iv' | 'ciphertext' | 'tag') => Buffer.from(jwe[name] ?? '', 'base64url')
  const aad = Buffer.from(`${jwe.protected ?? ''}${jwe.aad === undefined ? '' : `.${jwe.aad}`}`)
  try {
    const sealed = { iv: bytes('iv'), ciphertext: bytes('ciphertext'), tag: bytes('tag') }
    const plaintext = unseal(String(head['enc']), unwrap(head, jwk, bytes('encrypted_key')), sealed, aad)
    return head['zip'] === 'DEF' ? inflateRawSync(plaintext) : plaintext
  } catch {
    return undefined
  }
}

/** jose's rules about "apu", "apv" and "epk" (RFC 7518 section 4.6). */
function hasGoodParties({ apu, apv, epk }: Json): boolean {
  const isParty = (value: unknown) => value === undefined || (typeof value === 'string' && !/[^\w-]/.test(value))
  const isPublic = typeof epk === 'object' && epk !== null && !('d' in epk)
  return isParty(apu) && isParty(apv) && (apu === undefined || apu !== apv) && isPublic
}
