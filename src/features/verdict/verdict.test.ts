// Checks the verdict's sentence and the states of the four gates in a table of situations.
import { beforeAll, describe, expect, test } from 'vitest'
import { disclose } from '../../core/sd-jwt/sd-jwt.fixture.ts'
import { sdDigest } from '../../core/sd-jwt/sd-hash.ts'
import { jwe, jws, segment } from '../../core/diagnostics/token.fixture.ts'
import { exportJwk } from '../../core/keys/make/export-key.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import { NOW, SECRET, signed, situation } from './situations.fixture.ts'

const CLAIMS = {
  iss: 'https://login.payroll.example',
  sub: 'fernando',
  aud: 'payroll-api',
  iat: NOW - 120,
  exp: NOW + 900,
  jti: 'c9f0a1b2',
  admin: false,
}
const EXPIRED = { ...CLAIMS, iat: NOW - 40 * 60, exp: NOW - 23 * 60 }
const EARLY = { ...CLAIMS, nbf: NOW + 300 }
const { exp: _exp, ...ENDLESS } = CLAIMS

let ec: { readonly whole: string; readonly public: string }
let other: string

beforeAll(async () => {
  const key = (await generateKey('ES256'))!
  ec = { whole: JSON.stringify(exportJwk(key, 'whole')), public: JSON.stringify(exportJwk(key, 'public')) }
  other = JSON.stringify(exportJwk((await generateKey('ES256'))!, 'public'))
})

describe('the verdict', () => {
  test('is good where the signature verifies and the time is right', async () => {
    const { sentence, detail, gates, texts } = await situation(await signed(CLAIMS), { key: SECRET })
    expect(sentence).toBe('Good. The signature verifies and the token is current.')
    expect(detail).toMatch(/^It expires in 15 minutes\. /)
    expect(gates).toMatch(/^well-formed valid current (?!error)/)
    expect(texts).toMatch(/^Well formed \| Verifies \| 15 min left \| /)
  })

  test.each<[what: string, payload: object | string, sentence: string, time: string]>([
    ['expired', EXPIRED, 'The signature verifies, but the token expired 23 minutes ago.', 'expired'],
    ['not yet valid', EARLY, 'The signature verifies, but the token will not be valid for another 5 minutes.', 'not-yet-valid'],
    ['endless', ENDLESS, 'The signature verifies, and the token never expires.', 'unlimited'],
    ['of unreadable time', { ...CLAIMS, exp: 'tomorrow' }, 'The signature verifies, but its time cannot be read.', 'unreadable'],
  ])('keeps signature and time apart where it is %s', async (_, payload, sentence, time) => {
    const said = await situation(await signed(payload), { key: SECRET })
    expect(said.sentence).toBe(sentence)
    expect(said.gates).toMatch(new RegExp(`^well-formed valid ${time} `))
  })

  test.each<[what: string, claims: object, header: object | undefined, sentence: string, time: string]>([
    [
      'a misspelled expiry',
      { ...ENDLESS, expires_at: NOW + 900 },
      undefined,
      'The signature verifies, and the token never expires.',
      'Never expires',
    ],
    ['no expiry at all', ENDLESS, undefined, 'The signature verifies, and the token never expires.', 'Never expires'],
    [
      'an event, which needs none',
      { iss: 'https://a.example', iat: NOW, jti: 'c9f0a1b2', events: { 'urn:x': {} } },
      { alg: 'HS256', typ: 'secevent+jwt' },
      'Good. The signature verifies.',
      'No expiry required',
    ],
  ])('of a token with %s', async (_, claims, header, sentence, time) => {
    const said = await situation(await signed(claims, header), { key: SECRET })
    expect(said.sentence).toBe(sentence)
    expect(said.texts).toContain(`| ${time} |`)
  })

  test('says only that the signature verifies where the payload has no claims', async () => {
    const { sentence, detail, gates } = await situation(await signed('just text', { alg: 'HS256' }), { key: SECRET })
    expect(sentence).toBe('The signature verifies.')
    expect(detail).toContain('a JWS, not a JWT')
    expect(gates).toMatch(/^well-formed valid empty /)
  })

  test('rejects a token checked with the wrong key, and adds that it expired too', async () => {
    const { sentence, detail, gates } = await situation(await signed(EXPIRED), { key: `${SECRET} ` })
    expect(sentence).toBe('Reject it. The signature does not verify with this key.')
    expect(detail).toContain('It also expired 23 minutes ago.')
    expect(gates).toMatch(/^well-formed mismatch expired /)
  })

  test('names the claim that was edited', async () => {
    const { sentence, detail, gates } = await situation(await signed(CLAIMS), { key: SECRET, edit: ['"admin":false', '"admin":true'] })
    expect(sentence).toBe('Reject it. The payload was edited after it was signed.')
    expect(detail).toBe('One claim changed since the token was pasted: “admin” went from false to true.')
    expect(gates).toMatch(/^well-formed mismatch current /)
  })

  test('names a nested edit by its path', async () => {
    const token = await signed({ ...CLAIMS, claim_7: { limits: { daily: 700, monthly: 9000 } } })
    const one = await situation(token, { key: SECRET, edit: ['700', '999'] })
    expect(one.detail).toBe('One claim changed since the token was pasted: “claim_7 › limits › daily” went from 700 to 999.')
    const two = await situation(token, { key: SECRET, edit: ['700,"monthly":9000', '999,"weekly":1'] })
    expect(two.detail).toContain('One claim changed since the token was pasted in 3 places. The first: “claim_7 › limits › daily” went')
  })

  test('names the header parameter that was edited, and both parts', async () => {
    const token = await signed(CLAIMS)
    const header = await situation(token, { key: SECRET, editHeader: ['"JWT"', '"at+jwt"'] })
    expect(header.sentence).toBe('Reject it. The header was edited after it was signed.')
    expect(header.detail).toContain('One header parameter changed since the token was pasted: “typ” went from “JWT” to “at+jwt”.')
    const both = await situation(token, { key: SECRET, editHeader: ['"JWT"', '"at+jwt"'], edit: ['"admin":false', '"admin":true'] })
    expect(both.sentence).toBe('Reject it. The token was edited after it was signed.')
    expect(both.detail).toContain('2 claims and header parameters changed since the token was pasted. The first: ')
  })

  test('points out an edit even without a key', async () => {
    const { sentence, detail, gates } = await situation(await signed(CLAIMS), { edit: ['"admin":false', '"admin":true'] })
    expect(sentence).toBe('Changed since it was pasted. The signature is still the old one.')
    expect(detail).toContain('“admin” went from false to true')
    expect(gates).toMatch(/^well-formed no-key current /)
  })

  test.each<[payload: object, sentence: string]>([
    [CLAIMS, 'Readable, but not proven.'],
    [EXPIRED, 'Expired 23 minutes ago, and its signature hasn’t been checked.'],
    [EARLY, 'Not valid for another 5 minutes, and its signature hasn’t been checked.'],
  ])('claims nothing without a key (%#)', async (payload, sentence) => {
    const said = await situation(await signed(payload))
    expect(said.sentence).toBe(sentence)
    expect(said.detail).toContain('Enter the secret')
    expect((await situation(await signed(payload, { alg: 'ES256' }, ec.whole))).detail).toContain('Enter the public key')
  })

  test('never calls an unsecured token good', async () => {
    for (const given of [{}, { key: SECRET }, { key: ec.public }]) {
      const { sentence, gates, texts } = await situation(`${segment({ alg: 'none' })}.${segment(CLAIMS)}.`, given)
      expect(sentence).toBe('Do not trust it. It has no signature.')
      expect(gates).toMatch(/^well-formed unsecured current info$/)
      expect(texts).toContain('Unsecured')
    }
  })

  test('says that "none" with a signature contradicts itself', async () => {
    const { sentence, gates } = await situation(jws({ alg: 'none' }, CLAIMS), { key: SECRET })
    expect(sentence).toBe('Reject it. “none” with a signature contradicts itself.')
    expect(gates).toMatch(/^well-formed mismatch /)
  })

  test('says that a key of the wrong type cannot check it, and what is needed', async () => {
    const { sentence, detail, gates } = await situation(await signed(CLAIMS, { alg: 'ES256' }, ec.whole), {
      key: '{"kty":"oct","k":"AAAA"}',
    })
    expect(sentence).toBe('This key cannot check this token.')
    expect(detail).toMatch(/^This is a shared secret; ES256 needs an EC P-256 key\. /)
    const set = JSON.stringify({ keys: [ec, ec].map(({ whole }) => JSON.parse(whole)) })
    expect((await situation(await signed(CLAIMS), { key: set })).detail).toMatch(
      /^These are 2 keys, none of them a shared secret; HS256 needs/,
    )
    const locked = 'ssh-dss AAAAB3NzaC1kc3MAAACBAP0='
    expect((await situation(await signed(CLAIMS, { alg: 'ES256' }, ec.whole), { key: locked })).detail).toMatch(
      /^This is an OpenSSH key .+; expected: /,
    )
    expect(gates).toMatch(/^well-formed key-problem current /)
  })

  test('accepts and rejects with public keys', async () => {
    const token = await signed(CLAIMS, { alg: 'ES256' }, ec.whole)
    expect((await situation(token, { key: ec.public })).gates).toMatch(/^well-formed valid current /)
    expect((await situation(token, { key: other })).sentence).toBe('Reject it. The signature does not verify with this key.')
  })

  test('says that the signature has the wrong length', async () => {
    const token = await signed(CLAIMS)
    const { sentence, gates } = await situation(token.slice(0, -4), { key: SECRET })
    expect(sentence).toBe('Reject it. The signature has the wrong length.')
    expect(gates).toMatch(/^well-formed mismatch /)
  })

  test('never calls a signature wrong where it does not know the algorithm', async () => {
    const { sentence, detail, gates } = await situation(jws({ alg: 'XS999' }, CLAIMS), { key: SECRET })
    expect(sentence).toBe('Decoded. The algorithm “XS999” cannot be checked here.')
    expect(detail).toContain('this page can’t tell whether the signature is right or wrong')
    expect(gates).toMatch(/^well-formed unsupported /)
  })

  test('rejects an unknown extension in "crit", and says that the signature itself verifies', async () => {
    const { sentence, detail, gates } = await situation(await signed(CLAIMS, { alg: 'HS256', crit: ['urn:x'], 'urn:x': 1 }), {
      key: SECRET,
    })
    expect(sentence).toBe('Reject it: it requires an extension that this page doesn’t support.')
    expect(detail).toBe('“crit” names “urn:x”. The signature itself verifies with this key.')
    expect(gates).toMatch(/^well-formed unsupported current info$/)
  })

  test.each([
    ['names an extension twice', { crit: ['b64', 'b64'], b64: true }],
    ['names a registered parameter', { crit: ['alg'] }],
    ['names an absent parameter', { crit: ['urn:x'] }],
  ])('rejects a malformed "crit", which %s', async (_, header) => {
    const { sentence, detail } = await situation(await signed(CLAIMS, { alg: 'HS256', ...header }), { key: SECRET })
    expect(sentence).toBe('Reject it: “crit” is malformed.')
    expect(detail).toBe(
      '“crit” must be a list in the protected header that names each extension once, and only those that the header contains (RFC 7515 section 4.1.11). The signature itself verifies with this key.',
    )
  })

  test('rejects "b64" false if "crit" does not list it', async () => {
    const { sentence, detail } = await situation(await signed(CLAIMS, { alg: 'HS256', b64: false }), { key: SECRET })
    expect(sentence).toBe('Reject it: “crit” doesn’t list “b64”.')
    expect(detail).toBe('“b64” is false, so “crit” has to list it (RFC 7797 section 6). The signature itself verifies with this key.')
  })

  test('says that a key from the token proves nothing', async () => {
    const { sentence, texts } = await situation(await signed(CLAIMS, { alg: 'ES256' }, ec.whole), { key: ec.public, source: 'token' })
    expect(sentence).toBe('Verified with a key inside the token: this proves nothing.')
    expect(texts).toContain('Key inside it')
  })

  test('says that a JWE is encrypted', async () => {
    const { sentence, gates } = await situation(jwe({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, { key: 256 }))
    expect(sentence).toBe('Encrypted. Only the holder of the key can read it.')
    expect(gates).toMatch(/^well-formed encrypted empty /)
  })

  test('says that a detached payload travels separately', async () => {
    expect((await situation(jws(undefined, ''), { key: SECRET })).sentence).toBe('The payload travels separately.')
    expect((await situation(jws(undefined, ''))).sentence).toBe('The payload travels separately.')
  })

  test('says whether detached content is what was signed', async () => {
    const [header, payload, signature] = (await signed('one')).split('.')
    expect(payload).not.toBe('')
    const token = `${header}..${signature}`
    expect(await situation(token, { content: 'one' })).toMatchObject({
      sentence: 'The content is here, but not proven.',
      gates: expect.stringMatching(/^well-formed no-key empty /),
    })
    expect(await situation(token, { content: 'one', key: SECRET })).toMatchObject({
      sentence: 'The signature verifies.',
      detail: 'It covers the detached content, byte for byte.',
      gates: expect.stringMatching(/^well-formed valid empty /),
    })
    expect(await situation(token, { content: 'two', key: SECRET })).toMatchObject({
      sentence: 'Reject it. The signature does not verify with this key.',
      detail: 'Either this is the wrong key, or the detached content isn’t byte for byte what was signed.',
      gates: expect.stringMatching(/^well-formed mismatch empty /),
    })
  })

  test('says that a padded token verifies but is not well formed', async () => {
    const payload = segment({ ...CLAIMS, pad: 'x' })
    const padded = payload.padEnd(Math.ceil(payload.length / 4) * 4, '=')
    const withPadding = padded === payload ? `${segment({ ...CLAIMS, pad: 'xx' })}=` : padded
    const input = `${segment({ alg: 'HS256' })}.${withPadding}`
    const { createHmac } = await import('node:crypto')
    const { sentence, gates } = await situation(`${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`, {
      key: SECRET,
    })
    expect(sentence).toBe('The signature verifies, but the token is not well formed.')
    expect(gates).toMatch(/^malformed valid current /)
  })

  test.each<[text: string, sentence: string]>([
    ['hello', 'There is no token in this text.'],
    ['a.b', 'There is no token in this text.'],
    ['Dear all. The build is green. Yours', 'There is no token in this text.'],
    [segment({ alg: 'HS256' }), 'This token is cut off.'],
    [`${segment({ alg: 'HS256' })}.${segment(CLAIMS)}`, 'This token is cut off.'],
    [`${jws()}.AAAA`, 'It has 4 parts.'],
    [jws({ typ: 'JWT' }), 'Its header names no algorithm.'],
    [`.${segment(CLAIMS)}.AAAA`, 'The header is missing.'],
    ['a.b.c', 'This is not a JWT.'],
    [`${jws()}=`, 'Damaged: part of it isn’t base64url.'],
  ])('of %s: %s', async (text, sentence) => {
    const said = await situation(text)
    expect(said.sentence).toBe(sentence)
    expect(said.gates).toMatch(/^malformed /)
  })

  test('asks for a token where there is none', async () => {
    const { sentence, gates } = await situation('')
    expect(sentence).toBe('Paste a token to begin.')
    expect(gates).toBe('empty empty empty empty')
  })

  test('says only that a check is running while it is', async () => {
    const { facts } = await situation(await signed(CLAIMS), { key: SECRET })
    const { gatesOf } = await import('./gates.ts')
    const { verdictOf } = await import('./verdict-sentence.ts')
    const waiting = { ...facts, verification: undefined }
    expect(verdictOf(waiting, []).sentence).toEqual(['Checking the signature.'])
    expect(gatesOf(waiting)[1]).toMatchObject({ state: 'no-key', text: 'Checking' })
  })

  test('never says "valid", shouts, or leaves a hole', async () => {
    const texts = [
      jws(),
      jws({ alg: 'none' }, CLAIMS),
      `${jws()}.`,
      'x',
      await signed(EXPIRED),
      await signed('[]'),
      jwe({ alg: 'dir', enc: 'A128GCM' }),
      `${jws()}~AAAA~`,
    ]
    for (const text of texts) {
      for (const key of ['', SECRET, ec.public, '{"keys":[]}', 'x'.repeat(5000)]) {
        const { sentence, detail } = await situation(text, { key })
        expect(`${sentence} ${detail}`).not.toMatch(/\bvalid\b|!|undefined|NaN|null|\[object/)
        expect(sentence).toMatch(/[.]$/)
      }
    }
  })
})

describe('the verdict on an SD-JWT', () => {
  const name = disclose(['salt', 'name', 'Ada'])
  const stranger = disclose(['salt', 'admin', true])
  const issued = (claims: object = {}) => signed({ ...CLAIMS, _sd: [name.digest], ...claims }, { alg: 'HS256', typ: 'example+sd-jwt' })
  const says = async (text: string) => (await situation(text, { key: SECRET })).sentence

  test('is good where every disclosure was signed', async () => {
    expect(await says(`${await issued()}~${name.text}~`)).toMatch(/^Good/)
  })

  test.each<[string, (jwt: string) => string]>([
    ['an unsigned disclosure', (jwt) => `${jwt}~${stranger.text}~`],
    ['one sent twice', (jwt) => `${jwt}~${name.text}~${name.text}~`],
    ['one that is not a disclosure', (jwt) => `${jwt}~${segment('x')}~`],
    ['a key binding that is not one', (jwt) => `${jwt}~${name.text}~a.b.c`],
    [
      'a key binding without a key in "cnf"',
      (jwt) =>
        `${jwt}~${name.text}~${jws({ alg: 'ES256', typ: 'kb+jwt' }, { iat: NOW, aud: 'a', nonce: 'n', sd_hash: sdDigest('sha-256', `${jwt}~${name.text}~`) })}`,
    ],
    ['no last "~"', (jwt) => `${jwt}~${name.text}`],
  ])('is not good with %s', async (_, present) => {
    expect(await says(present(await issued()))).not.toMatch(/^Good/)
  })

  test('says that it expired where the disclosed claims say so', async () => {
    const exp = disclose(['salt', 'exp', NOW - 3600])
    const { exp: _, ...open } = CLAIMS
    const text = `${await signed({ ...open, _sd: [exp.digest] }, { alg: 'HS256', typ: 'example+sd-jwt' })}~${exp.text}~`
    expect((await situation(text, { key: SECRET })).gates).toContain('expired')
  })
})

describe('the verdict on what has several readings', () => {
  test('says to reject it, and the gate is unreadable', async () => {
    const [header, payload, signature] = (await signed(CLAIMS)).split('.')
    const text = JSON.stringify({ protected: header, payload, signature, header: { alg: 'none' } })
    expect(await situation(text, { key: SECRET })).toMatchObject({
      sentence: 'Reject it. It has more than one reading.',
      gates: expect.stringMatching(/^malformed unreadable/) as string,
    })
  })

  test.each(['.', '?', '#', '\u2026', '\u0436'])('is not good with %s after the token', async (glued) => {
    const { sentence, gates } = await situation((await signed(CLAIMS)) + glued, { key: SECRET })
    expect(sentence).not.toMatch(/^Good/)
    expect(gates).toMatch(/^malformed unreadable/)
  })
})

describe('the gate of claims', () => {
  test('shows the worst severity among the findings about claims, and how many have it', async () => {
    const { facts, gates, texts } = await situation(await signed({ ...CLAIMS, exp: undefined, Exp: 1 }), { key: SECRET })
    const errors = facts.findings?.filter(({ severity, gate }) => severity === 'error' && gate === 'claims').length
    expect(errors).toBeGreaterThan(0)
    expect(gates).toMatch(/ error$/)
    expect(texts.endsWith(`| ${errors} error${errors === 1 ? '' : 's'}`)).toBe(true)
  })

  test('does not count errors about the key, the algorithm or the encoding, and yet the verdict is not Good', async () => {
    const weak = await situation(await signed(CLAIMS, { alg: 'HS256', typ: 'JWT' }, 'secret'), { key: 'secret' })
    expect(weak.facts.findings?.some(({ severity, gate }) => severity === 'error' && gate === 'signature')).toBe(true)
    expect(weak.gates).not.toMatch(/ error$/)
    expect(weak.sentence).toBe('Verifies, but the secret is well known: anyone can sign this.')
  })
})
