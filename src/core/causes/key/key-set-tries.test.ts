// Checks which other keys are tried: from the set, from the token itself, from another issuer.
import { describe, expect, it } from 'vitest'
import { ED25519, P256 } from '../rfc-keys.fixture.ts'
import { token, triedBy } from '../tried.fixture.ts'

const json = JSON.stringify
const set = (...keys: object[]) => json({ keys })
const KID = '{"alg":"ES256","kid":"A:b="}'
const CLAIMS = '{"iss":"https://a/","iat":1516239022}'

describe('tries for a set of keys', () => {
  it.each<[string, string, string[]]>([
    ['kid-spelling', set({ ...P256, kid: 'ab' }, { ...P256, kid: 'x' }, P256, { ...P256, kid: 'A:b=' }), ['1, ab, A:b=: ab → key (kid)']],
    [
      'other-key-of-set',
      set({ ...P256, kid: 'ab' }, { ...P256, kid: 'x' }, P256, { ...P256, kid: 'A:b=' }),
      ['2, x, A:b=: x → key (kid)', '3, , A:b=: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (kid)'],
    ],
    [
      'key-metadata-wrong',
      set(
        { ...P256, kid: '1', use: 'enc' },
        { ...P256, kid: '2', alg: 'ES384' },
        { ...P256, kid: '3', alg: 'ES256', use: 'sig' },
        { ...ED25519, kid: '4', use: 'enc' },
        { ...P256, kid: 'A:b=' },
      ),
      ['“use”: “enc”: 1 → key (Key)', '“alg”: “ES384”: 2 → key (Key)'],
    ],
    ['key-rotated', set({ ...P256, kid: 'x' }, P256), ['A:b=, 18 Jan 2018, 2: a fact']],
    ['key-rotated', set({ ...P256, kid: 'ab' }), []],
    ['key-rotated', json({ ...P256, kid: 'x' }), []],
  ])('%s of %s', async (cause, keys, tried) => expect(await triedBy(cause, token(KID, CLAIMS), keys)).toEqual(tried))
  it('skips keys of another type', async () => {
    const keys = set({ ...P256, kid: 'x' }, { ...ED25519, kid: 'y' }, { ...P256, kid: 'A:b=' })
    expect((await triedBy('other-key-of-set', token(KID, CLAIMS), keys)).map((line) => line.slice(0, 4))).toEqual(['1, x'])
  })
  it('says when the token was issued only if the token itself gives a time', async () => {
    const tried = (claims: string, header = KID) => triedBy('key-rotated', token(header, claims), set({ ...P256, kid: 'x' }))
    expect(await tried('{"iat":100000001}')).toEqual(['A:b=, 3 Mar 1973, 1: a fact'])
    for (const claims of ['{"iat":100000000}', '{"iat":"1516239022"}', '{}', 'no JSON'])
      expect(await tried(claims)).toEqual(['A:b=, , 1: a fact'])
    expect(await tried(CLAIMS, '{"alg":"ES256"}')).toEqual([])
  })
  it('looks at no more than 100 of them', async () => {
    const keys = Array.from({ length: 101 }, (_, i) => ({ ...P256, kid: `k${i}` }))
    expect(await triedBy('other-key-of-set', token(KID, CLAIMS), set(...keys, { ...P256, kid: 'A:b=' }))).toHaveLength(100)
  })
})

describe('tries for the issuer of the keys', () => {
  it.each<[string | undefined, string, string[]]>([
    ['https://b', CLAIMS, ['https://b, https://a/: a fact (Issuer)']],
    ['https://a', CLAIMS, []],
    [undefined, CLAIMS, []],
    ['https://b', '{"iss":1}', []],
    ['https://b', '{}', []],
  ])('of %s, for a token with %s', async (keyIssuer, claims, tried) => {
    expect(await triedBy('key-other-environment', token(KID, claims), set(P256), keyIssuer === undefined ? {} : { keyIssuer })).toEqual(
      tried,
    )
  })
  it('for the key in the token itself', async () => {
    expect(await triedBy('key-in-token-differs', token(json({ alg: 'ES256', jwk: P256 }), CLAIMS), json(ED25519))).toEqual([
      'jwk, EC P-256: EC P-256 public key, JWK x f83OJ3 y x_FEzR (Key)',
    ])
    expect(
      await triedBy('key-in-token-differs', token(json({ alg: 'ES256', jwk: { kty: 'oct', k: 'AA' } }), CLAIMS), json(ED25519)),
    ).toEqual([])
  })
})
