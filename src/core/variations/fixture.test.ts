// Checks with jose that each case of the fixture gets the answer that the fixture expects.
import { createLocalJWKSet, importJWK, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { sign } from '../crypto/sign.ts'
import { fixtureOf, type Fixture } from './fixture.ts'
import { notMade, VARIATIONS } from './index.ts'
import { isVariable } from './variable.ts'
import { readGood, type Good } from './variation.ts'

const NOW = 1_800_000_000
const CLAIMS = `{ "iss": "https://issuer.example", "aud": ["orders", "other"], "sub": "ada", "n": 1.0e2,"exp": ${NOW + 900}, "iat": ${NOW} }`

const reading = (key: KeyMaterial): KeyReading => ({ kind: 'key', keys: [key], notes: [] })

async function token(alg: string, key: KeyMaterial, payload = CLAIMS, header = `{"typ":"JWT","alg":"${alg}","kid":"main"}`) {
  const input = `${encodeText(header)}.${encodeText(payload)}`
  const { signature } = await sign(alg, new TextEncoder().encode(input), reading(key))
  return `${input}.${encodeBase64url(signature!)}`
}

async function good(alg: string, payload?: string, header?: string): Promise<{ key: KeyMaterial; good: Good; compact: string }> {
  const key = (await generateKey(alg))!
  const compact = await token(alg, key, payload, header)
  return { key, compact, good: readGood(inspect(compact).token, reading(key), NOW)! }
}

/** The answers of a verifier that is configured from the fixture alone. */
async function answers(fixture: Fixture): Promise<string[]> {
  const { publicKeys, secretKey, algorithm, issuer, audience, at, requiredClaims } = fixture
  const getKey: JWTVerifyGetKey = publicKeys
    ? createLocalJWKSet({ keys: [...publicKeys.keys] })
    : async ({ kid }) => {
        if (kid !== secretKey!['kid']) throw new Error('no key with this ID')
        return importJWK({ ...secretKey }, algorithm)
      }
  const options = {
    algorithms: [algorithm],
    issuer: issuer!,
    audience: audience!,
    currentDate: new Date(at * 1000),
    requiredClaims: [...requiredClaims],
  }
  return Promise.all(
    fixture.cases.map(({ token: each }) =>
      jwtVerify(each, getKey, options).then(
        () => 'accept',
        () => 'reject',
      ),
    ),
  )
}

describe('the fixture', () => {
  for (const alg of ['HS256', 'RS256', 'PS256', 'ES256', 'EdDSA', 'ES512']) {
    it(`for ${alg} gets the expected answers from jose`, async () => {
      const { fixture } = await fixtureOf((await good(alg)).good, true)
      const said = fixture!.cases.map(({ expect: answer }) => answer)
      expect(said).toEqual(['accept', ...Array<string>(said.length - 1).fill('reject')])
      expect(await answers(fixture!)).toEqual(said)
      expect(fixture!.cases.length + fixture!.leftOut.length).toBe(VARIATIONS.length + 1)
      expect(fixture!.leftOut.map(({ name }) => name)).toEqual(alg === 'HS256' ? ['Key confusion'] : [])
    })
  }
  it('stays true after the token has expired, since it pins the clock', async () => {
    const { key, compact } = await good('ES256')
    const { fixture } = await fixtureOf(readGood(inspect(compact).token, reading(key), NOW + 9_000)!)
    expect(fixture!.at).toBe(NOW + 899)
    expect((await answers(fixture!))[0]).toBe('accept')
  })
  it('contains no private member, and a secret only on request', async () => {
    for (const alg of ['RS256', 'EdDSA']) {
      const made = await good(alg)
      const text = JSON.stringify(await fixtureOf(made.good, true))
      expect(text).toContain(made.key.jwk.n ?? made.key.jwk.x)
      expect(text).not.toContain(made.key.jwk.d)
    }
    const shared = await good('HS256')
    expect(JSON.stringify(await fixtureOf(shared.good))).not.toContain(shared.key.jwk.k)
    expect(JSON.stringify(await fixtureOf(shared.good, true))).toContain(shared.key.jwk.k)
  })
  it('is refused with a reason if the token isn’t good', async () => {
    const { compact, key } = await good('ES256')
    const other = (await generateKey('ES256'))!
    const refusal = async (text: string, keys: KeyReading) => (await fixtureOf(readGood(inspect(text).token, keys, NOW)!)).refusal
    expect(await refusal(compact, reading(other))).toContain('Sign it first')
    expect(await refusal(compact, { kind: 'empty', keys: [], notes: [] })).toContain('Put it in the Key box')
    expect(await refusal(compact, reading(key))).toBeUndefined()
  })
})

describe('a variation', () => {
  it('leaves all other bytes alone', async () => {
    const { good: original } = await good('ES256')
    const text = async (id: string, segment: 0 | 1) => {
      const made = await VARIATIONS.find((one) => one.id === id)!.make(original)
      return atob(made.compact!.split('.')[segment]!.replaceAll('-', '+').replaceAll('_', '/'))
    }
    expect(await text('expired', 1)).toBe(CLAIMS.replace(String(NOW + 900), String(NOW - 3600)))
    expect(await text('not-yet-valid', 1)).toBe(CLAIMS.replace(' }', `, "nbf": ${NOW + 3600} }`))
    expect(await text('wrong-issuer', 1)).toBe(CLAIMS.replace('issuer.example', 'issuer.example.attacker.example'))
    expect(await text('wrong-audience', 1)).toBe(CLAIMS.replace('["orders", "other"]', '"orders.attacker.example"'))
    expect(await text('no-exp', 1)).toBe(CLAIMS.replace(`"exp": ${NOW + 900}, `, ''))
    expect(await text('alg-none', 0)).toBe('{"typ":"JWT","alg":"none","kid":"main"}')
    expect(await text('key-confusion', 0)).toBe('{"typ":"JWT","alg":"HS256","kid":"main"}')
    for (const id of ['alg-none', 'signature-flipped', 'another-key', 'key-confusion', 'unknown-kid'])
      expect(await text(id, 1)).toBe(CLAIMS)
    for (const id of ['expired', 'signature-flipped', 'another-key'])
      expect(await text(id, 0)).toBe('{"typ":"JWT","alg":"ES256","kid":"main"}')
  })
  it('that needs the private key says so if the key is public, and the others are made', async () => {
    const { key, compact } = await good('RS256')
    const { keys } = await readKey(JSON.stringify(exportJwk(key, 'public')))
    const readings = (some: readonly KeyMaterial[]) => readGood(inspect(compact).token, { kind: 'key', keys: some, notes: [] }, NOW)!
    const made = (one: Good) => VARIATIONS.filter((each) => notMade(each, one) === undefined).map(({ id }) => id)
    expect(made(readings(keys))).toEqual(['alg-none', 'signature-flipped', 'another-key', 'key-confusion'])
    expect(made(readings([]))).toEqual(['alg-none', 'signature-flipped', 'another-key'])
    expect(notMade(VARIATIONS[0]!, readings(keys))).toBe('Needs the private key. Yours is public.')
    const { fixture } = await fixtureOf(readings(keys))
    expect(await answers(fixture!)).toEqual(['accept', 'reject', 'reject', 'reject', 'reject'])
  })
  it('that changes a claim isn’t made if the claim is missing', async () => {
    const { good: bare } = await good('ES256', '{"sub":"ada"}')
    const left = VARIATIONS.flatMap((each) => notMade(each, bare) ?? [])
    expect(left).toEqual(['The token has no audience to change.', 'The token has no issuer to change.', 'It has no exp to leave out.'])
    const { good: text } = await good('ES256', 'no JSON at all')
    expect(VARIATIONS.filter((each) => notMade(each, text) === undefined).map(({ id }) => id)).toEqual([
      'alg-none',
      'signature-flipped',
      'another-key',
      'key-confusion',
      'unknown-kid',
    ])
  })
  it('is only made from a signed compact token', async () => {
    const { compact } = await good('ES256')
    const [header, payload, signature] = compact.split('.') as [string, string, string]
    const variable = (text: string) => isVariable(inspect(text).token)
    expect(variable(compact)).toBe(true)
    expect(variable(`${header}..${signature}`)).toBe(false)
    expect(variable(`${header}.${payload}.`)).toBe(false)
    expect(variable(`${encodeText('{"alg":"none"}')}.${payload}.`)).toBe(false)
    expect(variable(`${encodeText('{"alg":"XS1"}')}.${payload}.${signature}`)).toBe(false)
    expect(variable(JSON.stringify({ protected: header, payload, signature }))).toBe(false)
    expect(variable('')).toBe(false)
  })
})
