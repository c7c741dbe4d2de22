// Signs the published JSON serializations again with their own keys, and checks that the signatures verify, or are the same if the algorithm is deterministic.
import { flattenedVerify, generalVerify, importJWK, type GeneralJWS, type JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { withSignatures } from './signatures.ts'
import type { Jws } from '../token/jws.ts'
import type { Token } from '../token/token.ts'
import { vectorCases } from '../vectors/vector.fixture.ts'
import { signAll, signingRefused, signOne, signUnder } from './sign-json.ts'
import { verifyJws } from '../crypto/verify.ts'

const rfc7515 = vectorCases('rfc7515-jws')
const named = (id: string) => rfc7515.find((one) => one.id === id)!
const privateKey = (id: string) => named(id).private_key!.value as JWK
const keySet = (...keys: JWK[]) => readKey(JSON.stringify({ keys }))
const RSA = privateKey('rfc7515-a2-rs256')
const EC = privateKey('rfc7515-a3-es256')

function read(json: object): { token: Token; jws: Jws } {
  const token = inspect(JSON.stringify(json)).token!
  if (token.object?.kind !== 'jws') throw new Error('not a JWS')
  return { token, jws: token.object }
}

const publicHalf = ({ kty, crv, x, y, n, e }: JWK) => JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JWK

describe('RFC 7515', () => {
  it('appendix A.6: each of two signatures is made with the key of its type, and RS256 makes the published one', async () => {
    const json = named('rfc7515-a6-general-json').jws_json as unknown as GeneralJWS
    const { token, jws } = read(json)
    const reading = await keySet(EC, RSA)
    const { made, left } = await signAll(jws, jws, reading)
    expect(left).toEqual([])
    const whole = JSON.parse(withSignatures(token, made)!) as GeneralJWS
    expect(whole.signatures[0]).toEqual(json.signatures[0])
    for (const [i, [alg, key]] of (
      [
        ['RS256', RSA],
        ['ES256', EC],
      ] as const
    ).entries())
      await generalVerify({ ...whole, signatures: [whole.signatures[i]!] }, await importJWK(publicHalf(key), alg))
    expect((await verifyJws(read(whole).jws, reading)).state).toBe('valid')
  })

  it('appendix A.6 with one of the keys makes that one, and says what the other needs', async () => {
    const { jws } = read(named('rfc7515-a6-general-json').jws_json!)
    const { made, left } = await signAll(jws, jws, await readKey(JSON.stringify(EC)))
    expect([...made.keys()]).toEqual([1])
    expect(left).toMatchObject([{ index: 0, problem: { expected: expect.stringContaining('RSA') as string } }])
  })

  it('appendix A.7: an unprotected "kid" stays as it is', async () => {
    const { token, jws } = read(named('rfc7515-a7-flattened-json').jws_json!)
    const { made } = await signOne(jws, 0, await keySet(EC))
    const whole = JSON.parse(withSignatures(token, made)!) as Parameters<typeof flattenedVerify>[0]
    expect(whole.header).toEqual(named('rfc7515-a7-flattened-json').jws_json!['header'])
    await flattenedVerify(whole, await importJWK(publicHalf(EC), 'ES256'))
  })
})

describe('no signature is made', () => {
  it('if there are two readings, or the content is missing', () => {
    const { payload: _payload, ...detached } = named('rfc7515-a7-flattened-json').jws_json!
    expect(signingRefused(read(detached).jws)).toBe('content-missing')
    expect(signingRefused(read({ ...detached, payload: 5 }).jws)).toBe('several-readings')
    expect(signingRefused(read({ ...detached, payload: '' }).jws)).toBeUndefined()
  })

  it('at a position that has no signature', async () => {
    const { jws } = read(named('rfc7515-a7-flattened-json').jws_json!)
    expect(await signOne(jws, 1, await keySet(EC))).toEqual({ made: new Map(), left: [] })
  })

  it('under a header that is not a JSON object', async () => {
    const { jws } = read(named('rfc7515-a7-flattened-json').jws_json!)
    for (const header of ['', '[]', '{"alg":', '"ES256"']) expect((await signUnder(jws, header, await keySet(EC))).problem).toBeDefined()
  })
})
