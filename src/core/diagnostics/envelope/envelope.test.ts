// Envelope rules: each on its own text and its twin, and only one finding for text that isn't a token.
import { describe, expect, it } from 'vitest'
import { envelopeForm } from './envelope-form.ts'
import { envelopeSize } from './envelope-size.ts'
import { envelopeText } from './envelope-text.ts'
import { CLAIMS, HEADER, SIGNATURE, jwe, jws, rulesIn, segment } from '../token.fixture.ts'
import { diagnose } from '../diagnose.fixture.ts'
import { testAnyInput, testEachRule } from '../rule-tests.fixture.ts'
import { contextOf } from '../token.fixture.ts'

const TOKEN = jws()
const insert = (text: string, at: number, what: string) => text.slice(0, at) + what + text.slice(at)
const big = (bytes: number) => jws(HEADER, { ...CLAIMS, groups: 'x'.repeat(bytes) })

describe('text around a token', () => {
  testEachRule(envelopeText, [
    {
      rule: 'env-wrapper-bearer',
      fires: 'a header line',
      on: `Authorization: Bearer ${TOKEN}`,
      silent: 'the token alone',
      near: TOKEN,
      severity: 'info',
      says: '`Bearer`',
    },
    {
      rule: 'env-wrapper-other',
      fires: 'a cookie',
      on: `Cookie: theme=dark; session=${TOKEN}; x=1`,
      silent: 'a header line',
      near: `Authorization: Bearer ${TOKEN}`,
      says: 'the cookie `session`',
    },
    {
      rule: 'env-wrapper-other',
      fires: 'a curl command',
      on: `curl -H 'Authorization: Bearer ${TOKEN}' https://api.example/x`,
      silent: 'spaces around it',
      near: ` ${TOKEN}\n`,
      says: 'curl',
    },
    {
      rule: 'env-percent-encoded',
      fires: 'encoded dots',
      on: TOKEN.replaceAll('.', '%2E'),
      silent: 'plain dots',
      near: TOKEN,
      severity: 'warning',
      says: '%2E',
    },
    {
      rule: 'env-whitespace-inside',
      fires: 'a line break in the payload',
      on: insert(TOKEN, 50, '\n'),
      silent: 'a line break at the end',
      near: `${TOKEN}\n`,
      severity: 'error',
      says: 'line break at character 51',
    },
    {
      rule: 'env-invisible-char',
      fires: 'a zero-width space',
      on: insert(TOKEN, 50, '\u200b'),
      silent: 'an ordinary character',
      near: TOKEN,
      says: 'U+200B',
    },
    {
      rule: 'env-homoglyph-dash',
      fires: 'an en dash',
      on: insert(TOKEN, 60, '–'),
      silent: 'a hyphen',
      near: insert(TOKEN, 60, '-'),
      says: 'should be `-`',
    },
    {
      rule: 'env-homoglyph-dash',
      fires: 'a Cyrillic letter',
      on: insert(TOKEN, TOKEN.length - 5, 'е'),
      silent: 'its Latin twin',
      near: insert(TOKEN, TOKEN.length - 5, 'e'),
      says: 'should be `e`',
    },
    { rule: 'env-trailing-punct', fires: 'a trailing comma', on: `${TOKEN},`, silent: 'no comma', near: TOKEN, says: '`,`' },
    {
      rule: 'env-ellipsis',
      fires: 'a token cut for display',
      on: `${TOKEN.slice(0, 60)}…${TOKEN.slice(-10)}`,
      silent: 'a detached payload',
      near: `${segment(HEADER)}..${SIGNATURE}`,
    },
    {
      rule: 'env-ellipsis',
      fires: 'three dots at the end',
      on: `${TOKEN.slice(0, 70)}...`,
      silent: 'a sentence that ends with the token',
      near: `The token is ${TOKEN}.`,
    },
    {
      rule: 'env-mixed-serialization',
      fires: 'a compact token as a member name',
      on: JSON.stringify({
        [`  ${segment(HEADER)}.${segment({ admin: true })}.`]: '',
        protected: segment(HEADER),
        payload: segment(CLAIMS),
        signature: SIGNATURE,
      }),
      silent: 'a flattened serialization',
      near: JSON.stringify({ protected: segment(HEADER), payload: segment(CLAIMS), signature: SIGNATURE }),
    },
    {
      rule: 'env-mixed-serialization',
      fires: 'braces inside the dots',
      on: `${segment(HEADER)}.{"payload":"${segment(CLAIMS)}"}.${SIGNATURE}`,
      silent: 'a compact token',
      near: TOKEN,
    },
    {
      rule: 'env-paseto-other',
      fires: 'a PASETO',
      on: 'v4.public.eyJkYXRhIjoidGVzdCJ9v7cB',
      silent: 'a JWT',
      near: TOKEN,
      says: 'PASETO v4 public',
    },
    {
      rule: 'env-paseto-other',
      fires: 'a UUID',
      on: '6b3f1f0a-8b3e-4c2e-9c53-2c7fd6a2e2b1',
      silent: 'words',
      near: 'hello world',
      says: 'UUID',
    },
  ])
  testAnyInput(envelopeText, ['alg', 'typ', 'b64', 'crit'])
})

describe('what form a token has', () => {
  const general = (header: object, unprotected: object, payload: object | string = CLAIMS) =>
    JSON.stringify({ payload: segment(payload), signatures: [{ protected: segment(header), header: unprotected, signature: SIGNATURE }] })
  testEachRule(envelopeForm, [
    {
      rule: 'env-segment-count',
      fires: 'two parts',
      on: TOKEN.slice(0, TOKEN.lastIndexOf('.')),
      silent: 'three parts',
      near: TOKEN,
      severity: 'error',
      says: '2 parts',
    },
    {
      rule: 'env-segment-count',
      fires: 'one part',
      on: segment(HEADER),
      silent: 'five parts',
      near: jwe({ alg: 'dir', enc: 'A128GCM' }),
      says: '1 part;',
    },
    { rule: 'env-too-many-dots', fires: 'six dots', on: `${TOKEN}.a.b.c.d`, silent: 'five dots', near: `${TOKEN}.a.b.c` },
    {
      rule: 'env-empty-header',
      fires: 'a token that starts with a dot',
      on: `.${segment(CLAIMS)}.${SIGNATURE}`,
      silent: 'a whole token',
      near: TOKEN,
    },
    {
      rule: 'env-empty-signature',
      fires: 'HS256 without a signature',
      on: jws(HEADER, CLAIMS, ''),
      silent: 'an unsecured JWT',
      near: jws({ alg: 'none' }, CLAIMS, ''),
      severity: 'error',
    },
    {
      rule: 'env-detached',
      fires: 'an empty payload under a signature',
      on: `${segment(HEADER)}..${SIGNATURE}`,
      silent: 'a payload',
      near: TOKEN,
      severity: 'info',
    },
    {
      rule: 'env-json-serialization',
      fires: 'claims in the general serialization',
      on: general(HEADER, {}),
      silent: 'the compact one',
      near: TOKEN,
      severity: 'warning',
    },
    {
      rule: 'env-json-serialization',
      fires: 'a JWS that is not a JWT, as a note',
      on: general({ alg: 'HS256' }, {}, 'hello'),
      silent: 'the compact one',
      near: TOKEN,
      severity: 'info',
    },
    {
      rule: 'env-unprotected-header',
      fires: 'an unprotected alg',
      on: general({}, { alg: 'HS256' }),
      silent: 'an unprotected note',
      near: general(HEADER, { note: 'x' }),
      severity: 'warning',
      says: '`alg`',
    },
    {
      rule: 'env-nested',
      fires: 'a token as payload',
      on: jws({ alg: 'HS256', cty: 'JWT' }, TOKEN),
      silent: 'claims as payload',
      near: TOKEN,
    },
    {
      rule: 'env-nested-no-cty',
      fires: 'a nested token without cty',
      on: jws(HEADER, TOKEN),
      silent: 'one with cty',
      near: jws({ alg: 'HS256', cty: 'JWT' }, TOKEN),
    },
    {
      rule: 'env-sd-jwt',
      fires: 'two disclosures',
      on: `${TOKEN}~${segment(['s', 'a', 1])}~${segment(['t', 'b', 2])}~`,
      silent: 'a plain token',
      near: TOKEN,
      says: '2 disclosures',
    },
    {
      rule: 'env-auth0-opaque',
      fires: "Auth0's header",
      on: jwe({ alg: 'dir', enc: 'A256GCM', iss: 'https://tenant.eu.auth0.com/' }),
      silent: 'the same by another issuer',
      near: jwe({ alg: 'dir', enc: 'A256GCM', iss: 'https://issuer.example/' }),
    },
  ])
  testAnyInput(envelopeForm, ['alg', 'enc', 'cty', 'iss', 'kid', 'crit'])
})

describe('how long a token is', () => {
  const deep = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
  testEachRule(envelopeSize, [
    {
      rule: 'env-size-cookie',
      fires: 'a cookie over 4,096 bytes',
      on: `Cookie: session=${big(3100)}`,
      silent: 'one below',
      near: `Cookie: session=${big(2000)}`,
      severity: 'warning',
    },
    {
      rule: 'env-size-cookie',
      fires: 'a long token elsewhere, as a note',
      on: big(3100),
      silent: 'a short one',
      near: TOKEN,
      severity: 'info',
    },
    { rule: 'env-size-header-8k', fires: 'a token over 8 kB', on: big(6200), silent: 'one of 6 kB', near: big(4000), severity: 'warning' },
    { rule: 'env-size-4k', fires: 'a token of 6 kB', on: big(4000), silent: 'one over 8 kB', near: big(6200), says: '`groups`' },
    {
      rule: 'env-size-url',
      fires: 'a long token in a URL',
      on: `https://app.example/callback#id_token=${big(1500)}`,
      silent: 'the same token alone',
      near: big(1500),
    },
    {
      rule: 'env-size-huge',
      fires: 'a payload over 256 KB',
      on: big(200_000),
      silent: 'one of 100 kB',
      near: big(70_000),
      says: 'payload',
    },
    {
      rule: 'env-size-huge',
      fires: 'a payload nested 70 deep',
      on: jws(HEADER, deep(70)),
      silent: 'one nested 30 deep',
      near: jws(HEADER, deep(30)),
      says: 'deep',
    },
  ])
  testAnyInput(envelopeSize, ['alg', 'enc'])
})

describe('text that isn’t a token', () => {
  it('has no finding where it is empty', () => {
    for (const text of ['', '  ', '\n\n']) expect(contextOf(text)).toBeUndefined()
  })
  it.each([
    ['hello world', 'env-segment-count'],
    ['secret', 'env-segment-count'],
    ['www.example.co.uk.foo.bar.baz', 'env-segment-count'],
    ['..', 'env-empty-header'],
    ['.', 'env-empty-header'],
    ['v2.local.QAxIpVe-ECVNI1z4xQbm_qQYomyT3h8FtV8bxkz8pBJWkT8f7HtlOpbroPDEZUKop', 'env-paseto-other'],
    ['v4.public.eyJzdWIiOiIxIn0aaaa.eyJraWQiOiJ4In0', 'env-paseto-other'],
    ['MDAxY2xvY2F0aW9uIGh0dHA6Ly9teWJhbmsvCjAwMjZpZGVudGlmaWVyIHdlIHVzZWQgb3VyIHNlY3JldCBrZXkK', 'env-paseto-other'],
    ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'env-paseto-other'],
    ['{"hello": "world"}', 'env-segment-count'],
    ['<html><body>no token</body></html>', 'env-segment-count'],
    ['foo.bar.baz', 'utf8-invalid'],
    ['abcd.abcd.abcd.abcd.abcd', 'utf8-invalid'],
    ['1.1.1', 'json-not-object'],
  ])('has exactly one: %s', (text, rule) => {
    const found = diagnose(contextOf(text)!).map((finding) => finding.rule)
    expect(found.length, found.join()).toBe(1)
    if (text !== '1.1.1') expect(found).toEqual([rule])
  })
  it('names a whole token nowhere', () => {
    expect([...rulesIn(envelopeText, TOKEN), ...rulesIn(envelopeForm, TOKEN), ...rulesIn(envelopeSize, TOKEN)]).toEqual([])
  })
})
