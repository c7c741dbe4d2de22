// Checks that a JWE's decrypted claims are judged like any others, and that nothing is said about claims that weren't read.
import { describe, expect, it } from 'vitest'
import { encrypt } from '../../core/crypto/encrypt.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import type { Facts } from './gates.ts'
import { plain } from './sentence.ts'
import { NOW, SECRET, signed, situation } from './situations.fixture.ts'
import { verdictOf } from './verdict-sentence.ts'

const KEY = JSON.stringify({ kty: 'oct', k: Buffer.alloc(32, 7).toString('base64url') })
const CLAIMS = { iss: 'https://login.example', sub: 'fernando', aud: 'payroll-api', iat: NOW - 120, exp: NOW + 900, jti: 'c9f0a1b2' }

async function sealed(content: object | string, header: object = {}): Promise<string> {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const made = await encrypt(new TextEncoder().encode(text), await readKey(KEY, { alg: 'dir' }), {
    alg: 'dir',
    enc: 'A256GCM',
    header: { ...header },
  })
  return made.compact!
}

describe('a decrypted token', () => {
  it.each<[what: string, claims: object, sentence: string, time: string]>([
    ['expired', { ...CLAIMS, iat: NOW - 20_000, exp: NOW - 10_800 }, 'Decrypted with your key; expired 3 hours ago.', 'expired'],
    [
      'not yet valid',
      { ...CLAIMS, nbf: NOW + 300 },
      'Decrypted with your key; it will not be valid for another 5 minutes.',
      'not-yet-valid',
    ],
    ['of unreadable time', { ...CLAIMS, exp: 'soon' }, 'Decrypted with your key, but its time cannot be read.', 'unreadable'],
    ['current', CLAIMS, 'Decrypted with your key and current, but not signed at this layer.', 'current'],
    ['endless', { sub: 'x' }, 'Decrypted with your key, never expires, but not signed at this layer.', 'unlimited'],
  ])('is judged by the time in its claims where it is %s', async (_, claims, sentence, time) => {
    const said = await situation(await sealed(claims), { key: KEY })
    expect(said.sentence).toBe(sentence)
    expect(said.gates).toMatch(new RegExp(`^well-formed decrypted ${time} `))
  })

  it('has the findings of its claims, none of which warns that anyone can read them or points into the token', async () => {
    const said = await situation(await sealed({ ...CLAIMS, aud: undefined, email: 'a@b.example', password: 'hunter2' }), { key: KEY })
    const rules = said.facts.findings?.map(({ rule }) => rule)
    expect(rules).toContain('aud-missing')
    expect(rules?.filter((rule) => rule.startsWith('data-'))).toEqual([])
    expect(said.facts.findings?.filter(({ place, fix }) => place?.in === 'payload' || fix?.in === 'payload')).toEqual([])
  })

  it('says so where a claim appears twice', async () => {
    const said = await situation(await sealed(`{"sub":"a","sub":"b","exp":${NOW + 900}}`), { key: KEY })
    expect(said.sentence).toMatch(/^Decrypted with your key, but (?:one thing is|\d things are) wrong\.$/)
  })

  it('is compared with what a service expects', async () => {
    const said = await situation(await sealed(CLAIMS), { key: KEY, expectations: { audience: 'billing-api' } })
    expect(said.sentence).toMatch(/^401: this token is for “payroll-api”/)
    expect(said.detail).toMatch(/^It decrypts, and your service still rejects it/)
    const met = await situation(await sealed(CLAIMS), { key: KEY, expectations: { audience: 'payroll-api' } })
    expect(met.detail).toContain('It is what you expect.')
  })

  it('refers the reader to the token inside, where there is one', async () => {
    const said = await situation(await sealed(await signed(CLAIMS), { cty: 'JWT' }), { key: KEY })
    expect(said.sentence).toBe('Decrypted with your key. It contains another token.')
    expect(said.facts.findings?.map(({ rule }) => rule)).toContain('env-nested')
  })

  it('gives the result for the token inside too, where the keys for both are there', async () => {
    const { facts } = await situation(await sealed(await signed(CLAIMS), { cty: 'JWT' }), { key: KEY })
    const said = async (claims: object, key = SECRET) => {
      const inner = await situation(await signed(claims), { key })
      const { verification, time } = inner.facts
      return plain(verdictOf({ ...facts, inside: { verification: verification!, time } }, []).sentence)
    }
    expect(await said(CLAIMS)).toBe('Decrypted with your key; the token inside verifies.')
    expect(await said({ ...CLAIMS, exp: NOW - 10_800 })).toBe(
      'Decrypted with your key; the token inside verifies, but it expired 3 hours ago.',
    )
    expect(await said(CLAIMS, `${SECRET}, another`)).toBe('Decrypted with your key, but the token inside does not verify.')
    expect(await said(CLAIMS, '')).toBe('Decrypted with your key, but the token inside is not proven by these keys.')
  })

  it('is never good, and its gate is calm', async () => {
    const said = await situation(await sealed(CLAIMS), { key: KEY })
    expect(said.sentence).not.toMatch(/^Good/)
    expect(said.texts).toMatch(/^Well formed \| Decrypted \| 15 min left \| /)
  })
})

describe('claims that were not read', () => {
  const expectations = { issuer: 'a', audience: 'b', subject: 'c', nonce: 'd', maxAge: 5, scope: ['e'] }

  it.each<[what: string, token: () => Promise<string>, key?: string]>([
    ['of a JWE without its key', () => sealed(CLAIMS)],
    ['of the token in a JWE', async () => sealed(await signed(CLAIMS)), KEY],
    ['of the token in a JWS', async () => signed(await signed(CLAIMS), { alg: 'HS256', cty: 'JWT' }), SECRET],
  ])('%s are not reported as missing', async (_, token, key = '') => {
    const { facts } = await situation(await token(), { key, expectations })
    expect(facts.expected).toHaveLength(6)
    expect(new Set(facts.expected.map(({ state }) => state))).toEqual(new Set(['not-checkable']))
    expect(facts.expected.map(({ sentence }) => sentence).join()).not.toMatch(/no (?:audience|issuer|subject|nonce)/)
    expect(facts.findings?.filter(({ rule }) => /^(?:aud|iss|exp|jti|profile-missing)-/.test(rule))).toEqual([])
  })
})

describe('a token that was opened from a decrypted one', () => {
  const around = { decrypted: true, errors: 0, keyOrigin: { from: 'typed' } } as const
  const said = async (claims: object, layer: NonNullable<Facts['around']>) => {
    const { facts } = await situation(await signed(claims), { key: SECRET })
    return plain(verdictOf({ ...facts, around: layer }, []).sentence)
  }

  it('is good where both layers are', async () => {
    expect(await said(CLAIMS, around)).toBe('Good. Decrypted with your key; the token inside verifies and is current.')
    expect(await said({ ...CLAIMS, exp: NOW - 10_800 }, around)).toBe(
      'Decrypted with your key; the token inside verifies, but it expired 3 hours ago.',
    )
  })

  it('is not good where something is wrong with the outer one', async () => {
    expect(await said(CLAIMS, { ...around, errors: 2 })).toBe('The token inside verifies, but 2 things are wrong with the outer one.')
  })

  it('mentions only its signature where the outer one was not a JWE, or the key is not the reader’s', async () => {
    for (const layer of [
      { ...around, decrypted: false },
      { ...around, keyOrigin: { from: 'link' } },
    ] as const)
      expect(await said(CLAIMS, layer)).toBe('Good. The signature verifies and the token is current.')
  })
})

describe('an encrypted token that no key opens', () => {
  const said = (header: object) => {
    const segment = Buffer.from(JSON.stringify(header)).toString('base64url')
    return situation(`${segment}.AAAA.${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`, { key: KEY })
  }

  it('names a draft as a draft, and any other algorithm that this page does not know', async () => {
    for (const [alg, words] of [
      ['HPKE-0', '“HPKE-0” comes from a draft (draft-ietf-jose-hpke-encrypt) that may still change, so this page doesn’t support it.'],
      ['ML-KEM-768', '“ML-KEM-768” comes from a draft (draft-ietf-jose-pqc-kem) that may still change, so this page doesn’t support it.'],
      ['XYZ', 'This page doesn’t know the key management algorithm “XYZ”.'],
      ['RS256', 'Its “alg”, “RS256”, is a signature algorithm, which a JWE can’t use.'],
    ] as const) {
      const { sentence, detail, gates } = await said({ alg, enc: 'A128GCM' })
      expect(sentence).toBe('Encrypted, and this page doesn’t open it.')
      expect(detail).toBe(words)
      expect(gates).toMatch(/^well-formed unsupported /)
    }
  })

  it('says which part keeps it closed', async () => {
    expect(await said({ alg: 'dir', enc: 'A256GCM' })).toMatchObject({ sentence: 'Encrypted, but it can’t be decrypted as it is.' })
    expect(await said({ alg: 'A256KW', enc: 'A1024GCM' })).toMatchObject({
      sentence: 'Encrypted, and this page doesn’t open it.',
      detail: 'This page doesn’t know the content encryption algorithm “A1024GCM”.',
    })
  })
})
