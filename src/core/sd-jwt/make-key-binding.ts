// Makes the key binding JWT with which a holder presents an SD-JWT to one verifier (RFC 9901 sections 4.3 and 7.2).
import { algorithms, type Algorithm } from '../algorithms/algorithms.ts'
import { sign } from '../crypto/sign.ts'
import { keyMismatch } from '../keys/expected-key.ts'
import { problem, type KeyMaterial, type KeyReading, type KeyResult } from '../keys/key-material.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import type { Token } from '../token/token.ts'
import { processSdJwt } from './process.ts'
import { sdDigest } from './sd-hash.ts'

export interface KeyBindingRequest {
  /** "aud": the verifier that it is for. */
  readonly audience: string
  /** The verifier's challenge. */
  readonly nonce: string
  /** "iat", in seconds. */
  readonly issuedAt: number
}

const NEEDED = 'the holder’s private key'

/**
 * Makes the compact key binding JWT for the disclosures now in the token, signed with the holder's private key, or says why that key can't
 * sign. Undefined if the token isn't an SD-JWT or its "_sd_alg" isn't supported here.
 */
export async function makeKeyBinding(
  token: Token,
  reading: KeyReading,
  { audience, nonce, issuedAt }: KeyBindingRequest,
): Promise<KeyResult<{ readonly jwt: string }> | undefined> {
  const hash = processSdJwt(token)?.hash
  if (!token.sdJwt || !hash) return undefined
  if (reading.kind === 'empty') return { problem: problem('key-missing', 'no key', NEEDED, `give ${NEEDED}`) }
  if (reading.problem) return { problem: reading.problem }
  const signer = reading.keys.find(({ kind }) => kind === 'private') ?? reading.keys[0]
  const algorithm = signer && algorithmOf(signer)
  if (!algorithm) return { problem: problem('key-not-private', 'a key that can’t sign', NEEDED, `give ${NEEDED}`) }
  const payload = { iat: issuedAt, aud: audience, nonce, sd_hash: sdDigest(hash, token.sdJwt.presented) }
  const input = [{ alg: algorithm.name, typ: 'kb+jwt' }, payload].map((part) => encodeText(JSON.stringify(part))).join('.')
  const made = await sign(algorithm.name, new TextEncoder().encode(input), { kind: 'key', keys: [signer], notes: [] })
  return made.problem ? { problem: made.problem } : { jwt: `${input}.${encodeBase64url(made.signature)}` }
}

/** The algorithm a key signs with: its own "alg", else a recommended one, else the first that takes it. Never a MAC, whose key "cnf" would publish. */
function algorithmOf(key: KeyMaterial): Algorithm | undefined {
  if (key.kind === 'secret') return undefined
  const able = algorithms.filter((row) => row.kty !== 'oct' && row.standing !== 'deprecated' && !keyMismatch(row, key))
  return able.find(({ name }) => name === key.alg) ?? able.find(({ standing }) => standing === 'recommended') ?? able[0]
}
