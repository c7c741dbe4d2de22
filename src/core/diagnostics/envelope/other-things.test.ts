// What other people's tokens and keys look like, and what only nearly does.
import { describe, expect, it } from 'vitest'
import { contextOf, jws, segment } from '../token.fixture.ts'
import { recognizeOther } from './other-things.ts'

const named = (text: string) => recognizeOther(contextOf(text)!) ?? ''

describe('text that isn’t a JWT', () => {
  it.each<[string, string]>([
    ['v4.public.x', 'a PASETO v4 public token (signed)'],
    ['xv4.public.', ''],
    ['v4.local.x', 'a PASETO v4 local token (encrypted)'],
    ['v1.local.x', 'a PASETO'],
    ['v3.public.x', 'a PASETO'],
    ['v5.public.x', ''],
    ['v3.x', ''],
    ['k1.local', 'a PASETO key (PASERK)'],
    ['k4.secret.x', 'a PASETO key (PASERK)'],
    ['k5.local', ''],
    ['b1946ac9-2ed0-4c5a-b7f1-0123456789ab', 'a UUID: an opaque identifier'],
    ['b1946ac9-2ed0-4c5a-b7f1-0123456789abc', ''],
    ['ya29.x', 'a Google access token: opaque, only Google can read it'],
    ['xya29.', ''],
    ['1//x', 'a Google refresh token: opaque, only Google can read it'],
    ['ghp_x', 'a GitHub token: opaque, only GitHub can read it'],
    ['github_pat_x', 'a GitHub token: opaque, only GitHub can read it'],
    ['gha_x', ''],
    ['glpat-x', 'a GitLab personal access token: opaque'],
    ['xoxb-x', 'a Slack token: opaque'],
    ['xoxz-x', ''],
    ['sk_live_x', 'a Stripe API key'],
    ['rk_test_', 'a Stripe API key'],
    ['sk_other', ''],
    ['AKIAAAAAAAAAAAAAAAAA', ''],
    ['AKIAAAAAAAAAAAAAAAA', ''],
    ['npm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'an npm token: opaque'],
    ['npm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', ''],
    ['SG.aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'a SendGrid API key'],
    ['SG.aaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', ''],
    ['gAAAAABx==', ''],
    ['gAAAAABx===', ''],
    ['-----BEGIN EC PRIVATE KEY-----', 'a key or certificate in PEM form: it belongs in the Key box'],
    ['-----BEGIN CERTIFICATE REQUEST-----', 'a key or certificate in PEM form: it belongs in the Key box'],
    ['-----BEGIN MESSAGE-----', ''],
    ['ssh-rsa AAAA', 'an SSH public key: it belongs in the Key box'],
    ['ssh-ed25519 AAAA', 'an SSH public key: it belongs in the Key box'],
    ['ecdsa-sha2-nistp256 AAAA', 'an SSH public key: it belongs in the Key box'],
    ['ssh-dss AAAA', ''],
    ['<?xml', 'a SAML message'],
    ['<samlp:Response x', 'a SAML message'],
    ['<a:Assertion', 'a SAML message'],
    ['<a:Assertions', ''],
    ['PD94bWwg', 'a SAML message in base64'],
    ['PHNhbWxw', 'a SAML message in base64'],
    ['PHNhb', 'a SAML message in base64'],
    ['MDAxAAAA==', 'a macaroon'],
    ['MDAxAAAA===', ''],
    ['MDAyA', 'a macaroon'],
    ['pk.eyJ1.abc', 'a Mapbox access token'],
    ['pk.eyJ1.abc.d', ''],
    ['xk.eyJ1.a', ''],
    ['SFMyNTY.a.b', 'a Phoenix (Elixir) token'],
    ['SFMyNTY.a', ''],
    [
      'Enaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      'a Biscuit',
    ],
    [
      'Enaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '',
    ],
    ['Bearer  ghp_x', 'a GitHub token: opaque, only GitHub can read it'],
    ['Authorization : token ya29.x', 'a Google access token: opaque, only Google can read it'],
    ['Authorization: Basic ghp_x', ''],
    ['see ghp_x', ''],
  ])('%s: %s', (text, what) => expect(named(text)).toBe(what))
})

describe('the session cookie of Flask', () => {
  const cookie = (payload: string, time = 'ZxYwVu', signature = 'a'.repeat(27)) => `${payload}.${time}.${signature}`
  const session = segment({ user: 1 })
  it('is known by its three parts', () => {
    expect(named(cookie(session))).toBe('a session cookie of Flask (itsdangerous)')
    expect(named(cookie(session, 'abcde'))).not.toBe('')
    expect(named(cookie(session, 'abcdefgh'))).not.toBe('')
  })
  it.each([
    ['a header with "alg"', cookie(segment({ alg: 'HS256' }))],
    ['an empty header', cookie(segment({}))],
    ['a header that is not JSON', cookie('abc')],
    ['a time that is too short', cookie(session, 'abcd')],
    ['a time that is too long', cookie(session, 'abcdefghi')],
    ['a payload in its place', cookie(session, 'eyJhIjo')],
    ['a time of other characters', cookie(session, 'ab+de')],
    ['a signature that is too short', cookie(session, 'ZxYwVu', 'a'.repeat(26))],
    ['a signature that is too long', cookie(session, 'ZxYwVu', 'a'.repeat(28))],
    ['a fourth part', `${cookie(session)}.a`],
    ['no signature', `${session}.ZxYwVu`],
  ])('and not by %s', (_, text) => expect(named(text)).toBe(''))
})

describe('a text with a token in it', () => {
  it('is not another thing, however it begins', () => {
    expect(named(`ghp_x ${jws()} ${jws()}`)).toBe('')
    expect(named(JSON.stringify({ payload: segment({}), protected: segment({ alg: 'HS256' }), signature: '' }))).toBe('')
    expect(named(`v4.public.${segment({ a: 1 })}`)).toBe('a PASETO v4 public token (signed)')
  })
})
