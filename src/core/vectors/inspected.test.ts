// The JWS and JWE vectors once more, the whole way: as text, through `inspect`, to a verdict.
import { describe, expect, it } from 'vitest'
import { decodeBase64url } from '../text/base64url.ts'
import { decryptJwe } from '../crypto/decrypt.ts'
import { withContent } from '../token/detached-content.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { verifyJws } from '../crypto/verify.ts'
import { readVectorKey, vectorCases, type VectorCase } from './vector.fixture.ts'

const FILES = [
  'article',
  'jwtio',
  'libraries',
  'rfc7515-jws',
  'rfc7516-jwe',
  'rfc7517-jwk',
  'rfc7519-jwt',
  'rfc7520-jws',
  'rfc7520-jwe',
  'rfc7797-unencoded',
  'rfc8037-okp',
  'ml-dsa',
]

const JWS: Record<string, readonly string[]> = {
  valid: ['valid'],
  invalid: ['mismatch', 'key-problem', 'unsupported', 'unreadable'],
  unsupported: ['unsupported'],
  unsecured: ['unsecured'],
  unverifiable: ['no-key', 'unsigned'],
}
const JWE: Record<string, readonly string[]> = {
  valid: ['decrypted'],
  invalid: ['mismatch', 'unreadable', 'unsupported'],
  unsupported: ['unsupported'],
  unverifiable: ['encrypted'],
}
/** Signed with a public key's text as an HMAC secret: see jws.test.ts. */
const CONFUSED = new Set(['pyjwt-002', 'pyjwt-004', 'node-jsonwebtoken-012'])

async function outcomes(vector: VectorCase): Promise<string[]> {
  const token = inspect(vector.token ?? JSON.stringify(vector.jws_json ?? vector.jwe_json)).token!.object!
  const keys = vector.keys ?? (vector.key ? [vector.key] : [])
  const alg = token.kind === 'jws' ? token.signatures[0].header.alg : undefined
  const readings = keys.length === 0 ? [await readKey('', { alg })] : await Promise.all(keys.map((key) => readVectorKey(key, alg)))
  const [first, ...others] = readings
  // Each of several signatures has a key of its own: all of them together verify the whole.
  if (first && others.length > 0) readings.push({ ...first, keys: readings.flatMap((reading) => reading.keys) })
  const detached = vector.detached_payload
  const content = detached && (detached.format === 'utf8' ? new TextEncoder().encode(detached.value) : decodeBase64url(detached.value).bytes)
  return Promise.all(
    readings.map(async (reading) => {
      if (token.kind === 'jws') return (await verifyJws(content ? withContent(token, new Uint8Array(content)) : token, reading)).state
      return (await decryptJwe(token, reading)).state
    }),
  )
}

describe.each(FILES)('the vectors of %s, as text', (file) => {
  const cases = vectorCases(file).filter(
    (one) => (one.type === 'jws' || one.type === 'jwe') && one.expected.verdict !== 'undecodable' && !CONFUSED.has(one.id),
  )
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const allowed = (vector.type === 'jws' ? JWS : JWE)[vector.expected.verdict]!
    const states = await outcomes(vector)
    if (vector.expected.verdict === 'valid') expect(states).toContain(allowed[0])
    else for (const state of states) expect(allowed).toContain(state)
  })
})
