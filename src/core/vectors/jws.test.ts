// Every JWS vector with a key, through the functions that the page calls.
import { describe, expect, it } from 'vitest'
import { algorithms } from '../algorithms/algorithms.ts'
import { readKey } from '../keys/read/read-key.ts'
import { readSecret } from '../keys/read/secret.ts'
import { verify } from '../crypto/verify.ts'
import { readVectorKey, splitJws, vectorCases } from './vector.fixture.ts'

const FILES = [
  'article',
  'jwtio',
  'libraries',
  'rfc7515-jws',
  'rfc7519-jwt',
  'rfc7520-jws',
  'rfc7797-unencoded',
  'rfc8037-okp',
  'ml-dsa',
]

const ALLOWED: Record<string, readonly string[]> = {
  valid: ['valid'],
  invalid: ['mismatch', 'key-problem', 'unsupported', 'unreadable'],
  unsupported: ['unsupported'],
  unsecured: ['unsecured'],
  unverifiable: ['no-key', 'unsigned'],
}

/** A detached payload that was not supplied is known only to the parser of the whole token: see verify.test.ts. */
const NEEDS_PARSER = new Set(['rfc7797-4.2-detached-no-payload'])

/** Signed with the text of a public key as an HMAC secret: the attack itself. The key box must refuse it; the mathematics hold. */
const CONFUSED = new Set(['pyjwt-002', 'pyjwt-004', 'node-jsonwebtoken-012'])

/** No published JWS with a key names them; `crypto/primitives/software.test.ts` holds them against Node. */
const WITHOUT_VECTOR = ['ES256K', 'Ed448']

describe('the table of algorithms', () => {
  it('has a vector that verifies for every row', () => {
    const verified = new Set(
      FILES.flatMap(vectorCases)
        .filter(({ token, jws_json, expected }) => (token ?? jws_json) !== undefined && expected.verdict === 'valid')
        .flatMap((vector) => splitJws(vector).map(({ input }) => input.alg)),
    )
    expect(algorithms.map(({ name }) => name).filter((name) => name !== 'none' && !verified.has(name))).toEqual(WITHOUT_VECTOR)
  })
})

describe('a public key that served as an HMAC secret', () => {
  it.each(vectorCases('libraries').filter((one) => CONFUSED.has(one.id)).map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const [{ input }] = splitJws(vector) as [ReturnType<typeof splitJws>[0]]
    const text = vector.key!.value as string
    expect(await verify(input, await readKey(text, { alg: 'HS256' }))).toMatchObject({
      state: 'key-problem',
      problem: { id: 'key-alg-mismatch', expected: 'a shared secret' },
    })
    const forced = readSecret(text, 'utf8')
    expect((await verify(input, { kind: 'secret', keys: [forced.key!], notes: [] })).state).toBe('valid')
  })
})

describe.each(FILES)('the vectors of %s', (file) => {
  const cases = vectorCases(file).filter((one) => one.type === 'jws' && one.expected.verdict !== 'undecodable' && !NEEDS_PARSER.has(one.id) && !CONFUSED.has(one.id))
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const signatures = splitJws(vector)
    const keys = vector.keys ?? (vector.key ? [vector.key] : [])
    for (const [i, signature] of signatures.entries()) {
      const alg = signature.input.alg
      const candidates = keys.length === 0 ? [await readKey('', { alg })] : await Promise.all(keys.map((key) => readVectorKey(key, alg)))
      const states = await Promise.all(candidates.map(async (reading) => (await verify(signature.input, reading)).state))
      const state = states.includes('valid') ? 'valid' : states[Math.min(i, states.length - 1)]
      expect(ALLOWED[vector.expected.verdict], `signature ${i}: ${states.join()}`).toContain(state)
    }
  })
})
