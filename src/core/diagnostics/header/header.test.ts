// Tests each header rule on a token that fires it and on a similar one that does not.
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../text/base64url.ts'
import { algorithmByName } from '../../algorithms/algorithms.ts'
import { problem, type KeyMaterial, type KeyReading } from '../../keys/key-material.ts'
import type { KeySource, SignatureVerification, Verification } from '../../crypto/verification.ts'
import { CLAIMS, findings, HEADER, jwe, jws, rulesIn, segment, SIGNATURE } from '../token.fixture.ts'
import { headerAlg } from './header-alg.ts'
import { headerCrit } from './header-crit.ts'
import { headerKeys } from './header-keys.ts'
import { headerKid } from './header-kid.ts'
import { headerNames } from './header-names.ts'
import { secretKey } from '../../keys/read/secret.ts'
import { headerTyp } from './header-typ.ts'
import { headerUrls } from './header-urls.ts'
import { jweHeader } from './jwe-header.ts'
import { testAnyInput, testEachRule } from '../rule-tests.fixture.ts'

const TOKEN = jws()
const alg = (value: unknown, payload: object = CLAIMS, signature = SIGNATURE) => jws({ alg: value, typ: 'JWT' }, payload, signature)
const header = (more: object, payload: object | string = CLAIMS) => jws({ ...HEADER, ...more }, payload)
const publicKey = (kid: string | undefined, x = 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU'): KeyMaterial => ({
  kind: 'public',
  type: 'EC',
  curve: 'P-256',
  bits: 256,
  format: 'jwk',
  armor: undefined,
  jwk: { kty: 'EC', crv: 'P-256', x, y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' },
  kid,
  alg: undefined,
  use: undefined,
  keyOps: undefined,
  certificate: undefined,
  purpose: undefined,
})
const set = (...keys: KeyMaterial[]): KeyReading => ({ kind: 'key-set', keys, notes: [] })
const USE = { index: 0, algorithm: algorithmByName('ES256')!, expected: undefined, notes: [] }
const answer = (one: SignatureVerification): Verification => ({ ...one, each: [one], answered: 0 })
const verified = (keySource: KeySource = 'yours', key = publicKey(undefined)): Verification =>
  answer({ state: 'valid', algorithm: USE.algorithm, use: { ...USE, key }, keySource, passedOver: [], missedKid: undefined })
const mismatch = (key: KeyMaterial): Verification =>
  answer({ state: 'mismatch', reason: 'signature-differs', algorithm: USE.algorithm, use: { ...USE, key }, passedOver: [] })
const refused = answer({
  state: 'key-problem',
  algorithm: USE.algorithm,
  problem: problem('key-refused', 'a key that cannot be imported', 'another', 'use another'),
  passedOver: [],
})

describe('"alg"', () => {
  const kid = header({ alg: 'HS256', kid: 'a' })
  testEachRule(headerAlg, [
    {
      rule: 'alg-missing',
      fires: 'a header without it',
      on: jws({ typ: 'JWT' }),
      silent: 'a header with it',
      near: TOKEN,
      severity: 'error',
    },
    { rule: 'alg-type', fires: 'a list', on: alg(['HS256']), silent: 'a string', near: TOKEN, says: 'an array' },
    {
      rule: 'alg-none',
      fires: 'none',
      on: alg('none', CLAIMS, ''),
      silent: 'None, which has a rule of its own',
      near: alg('None', CLAIMS, ''),
      severity: 'error',
    },
    {
      rule: 'alg-none',
      fires: 'an unsigned request object, as a warning',
      on: jws({ alg: 'none' }, { response_type: 'code', client_id: 'a' }, ''),
      silent: 'HS256',
      near: TOKEN,
      severity: 'warning',
    },
    { rule: 'alg-none-variant', fires: 'nOnE', on: alg('nOnE', CLAIMS, ''), silent: 'none', near: alg('none', CLAIMS, ''), says: 'nOnE' },
    { rule: 'alg-none-variant', fires: 'null', on: alg(null), silent: 'a name that holds it', near: alg('nonesuch') },
    {
      rule: 'alg-none-with-signature',
      fires: 'none with a signature',
      on: alg('none'),
      silent: 'none without',
      near: alg('none', CLAIMS, ''),
    },
    { rule: 'alg-unknown', fires: 'HS265', on: alg('HS265'), silent: 'HS256', near: TOKEN, says: 'did you mean `HS256`' },
    {
      rule: 'alg-unknown',
      fires: 'a COSE name',
      on: alg('ESP256'),
      silent: 'another case, which has a rule of its own',
      near: alg('hs256'),
      says: '`ES256`',
    },
    { rule: 'alg-case', fires: 'hs256', on: alg('hs256'), silent: 'HS256', near: TOKEN, says: '`HS256`' },
    {
      rule: 'alg-jwe-in-jws',
      fires: 'dir in a signed token',
      on: alg('dir'),
      silent: 'dir in an encrypted one',
      near: jwe({ alg: 'dir', enc: 'A128GCM' }),
    },
    {
      rule: 'alg-jwe-in-jws',
      fires: 'RS256 in an encrypted token',
      on: jwe({ alg: 'RS256', enc: 'A128GCM' }),
      silent: 'RS256 in a signed one',
      near: alg('RS256'),
      says: 'signs',
    },
    { rule: 'alg-weak', fires: 'RS1', on: alg('RS1'), silent: 'RS256', near: alg('RS256'), says: 'SHA-1' },
    { rule: 'alg-eddsa-polymorphic', fires: 'EdDSA', on: alg('EdDSA'), silent: 'Ed25519', near: alg('Ed25519'), severity: 'info' },
    {
      rule: 'alg-rs-legacy',
      fires: 'RS256',
      on: alg('RS256'),
      silent: 'RS256 of a known product',
      near: alg('RS256', { ...CLAIMS, iss: 'https://accounts.google.com' }),
      severity: 'info',
    },
    {
      rule: 'alg-unsupported-here',
      fires: 'a library that refuses',
      on: alg('Ed448'),
      silent: 'a valid signature',
      near: alg('Ed448'),
      given: { verification: refused },
      givenNear: { verification: verified() },
    },
    {
      rule: 'alg-hs-in-public-context',
      fires: 'HS256 beside a public key',
      on: header({ jwk: { kty: 'EC' } }),
      silent: 'HS256 beside a secret',
      near: header({ jwk: { kty: 'oct' } }),
      severity: 'warning',
    },
    {
      rule: 'alg-hs-in-public-context',
      fires: 'HS256 of Google',
      on: jws(HEADER, { ...CLAIMS, iss: 'https://accounts.google.com' }),
      silent: 'HS256 of anyone else',
      near: TOKEN,
    },
    {
      rule: 'alg-hs-in-public-context',
      fires: 'a kid of a public key',
      on: kid,
      silent: 'a kid that names no key',
      near: kid,
      given: { reading: set(publicKey('a')) },
      givenNear: { reading: set(publicKey('b')) },
    },
  ])
  testAnyInput(headerAlg, ['alg', 'typ', 'kid', 'jwk', 'x5c', 'iss'])
})

describe('"typ" and "cty"', () => {
  const dpop = { jti: 'a', htm: 'GET', htu: 'https://a.example/', iat: 1 }
  testEachRule(headerTyp, [
    {
      rule: 'typ-missing',
      fires: 'claims without a type',
      on: jws({ alg: 'HS256' }),
      silent: 'an ID token, which has none',
      near: jws({ alg: 'HS256' }, { ...CLAIMS, nonce: 'n' }),
      severity: 'info',
    },
    {
      rule: 'typ-missing',
      fires: 'a DPoP proof without a type, as a warning',
      on: jws({ alg: 'ES256' }, dpop),
      silent: 'a JWS without claims',
      near: jws({ alg: 'HS256' }, 'text'),
      severity: 'warning',
      says: 'dpop+jwt',
    },
    { rule: 'typ-generic', fires: 'a DPoP proof typed JWT', on: jws(HEADER, dpop), silent: 'a plain JWT', near: TOKEN },
    { rule: 'typ-case', fires: 'jwt', on: header({ typ: 'jwt' }), silent: 'JWT', near: TOKEN },
    {
      rule: 'typ-prefix',
      fires: 'application/at+jwt',
      on: header({ typ: 'application/at+jwt' }),
      silent: 'at+jwt',
      near: header({ typ: 'at+jwt' }),
    },
    {
      rule: 'typ-claims-mismatch',
      fires: 'an ID token typed at+jwt',
      on: header({ typ: 'at+jwt' }, { ...CLAIMS, nonce: 'n' }),
      silent: 'an access token',
      near: header({ typ: 'at+jwt' }, { ...CLAIMS, client_id: 'c', scope: 's' }),
      says: 'an ID token',
    },
    {
      rule: 'cty-misuse',
      fires: 'cty over claims',
      on: header({ cty: 'JWT' }),
      silent: 'cty over a token',
      near: header({ cty: 'JWT' }, TOKEN),
      severity: 'warning',
    },
  ])
  testAnyInput(headerTyp, ['alg', 'typ', 'cty', 'iss', 'sub', 'aud', 'nonce', 'htm', 'htu', 'events', 'client_id', 'scope'])
})

describe('"crit" and "b64"', () => {
  const unprotected = (name: string) =>
    JSON.stringify({ payload: segment(CLAIMS), protected: segment(HEADER), header: { [name]: ['x'] }, signature: SIGNATURE })
  testEachRule(headerCrit, [
    { rule: 'crit-empty', fires: '[]', on: header({ crit: [] }), silent: 'a name', near: header({ crit: ['b64'], b64: true }) },
    { rule: 'crit-not-array', fires: 'a string', on: header({ crit: 'b64' }), silent: 'a list', near: header({ crit: ['x'], x: 1 }) },
    {
      rule: 'crit-duplicate',
      fires: 'a name twice',
      on: header({ crit: ['x', 'x'], x: 1 }),
      silent: 'two names',
      near: header({ crit: ['x', 'y'], x: 1, y: 1 }),
      says: '`x`',
    },
    {
      rule: 'crit-registered',
      fires: 'kid',
      on: header({ crit: ['kid'], kid: 'a' }),
      silent: 'an extension',
      near: header({ crit: ['x'], x: 1 }),
    },
    {
      rule: 'crit-absent-param',
      fires: 'a parameter that is not there',
      on: header({ crit: ['exp'] }),
      silent: 'one that is',
      near: header({ crit: ['exp'], exp: 1 }),
    },
    {
      rule: 'crit-unknown',
      fires: 'an unknown extension',
      on: header({ crit: ['x'], x: 1 }),
      silent: 'b64',
      near: header({ crit: ['b64'], b64: true }),
      severity: 'error',
    },
    {
      rule: 'crit-unknown',
      fires: 'a known extension, as a warning',
      on: header({ crit: ['ppt'], ppt: 'shaken' }),
      silent: 'no crit',
      near: header({ ppt: 'shaken' }),
      severity: 'warning',
    },
    {
      rule: 'crit-unprotected',
      fires: 'crit beside the protected header',
      on: unprotected('crit'),
      silent: 'another name there',
      near: unprotected('note'),
    },
    {
      rule: 'b64-false',
      fires: 'claims unencoded',
      on: `${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.{"iss":"a"}.${SIGNATURE}`,
      silent: 'other content unencoded',
      near: `${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.$02.${SIGNATURE}`,
    },
    {
      rule: 'b64-not-critical',
      fires: 'b64 without crit',
      on: header({ b64: false }),
      silent: 'b64 with crit',
      near: `${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.$02.${SIGNATURE}`,
    },
  ])
  testAnyInput(headerCrit, ['crit', 'b64', 'alg', 'typ', 'x'])
})

describe('"kid"', () => {
  const kid = (value: unknown) => header({ kid: value })
  const print = encodeBase64url(sha256(new TextEncoder().encode('other')))
  testEachRule(headerKid, [
    { rule: 'kid-type', fires: 'a number', on: kid(1), silent: 'a string', near: kid('1') },
    {
      rule: 'kid-path',
      fires: '/dev/null',
      on: kid('../../../dev/null'),
      silent: 'standard base64',
      near: kid('/Ab3+dk/9='),
      says: 'empty key',
    },
    {
      rule: 'kid-sqli',
      fires: 'a UNION',
      on: kid("x' UNION SELECT 'key'-- -"),
      silent: 'a name with an apostrophe',
      near: kid("o'brien-2024"),
    },
    { rule: 'kid-cmd', fires: 'a pipe', on: kid('key.pem|id'), silent: 'SQL, which has a rule of its own', near: kid("x'; -- a") },
    { rule: 'kid-ldap-nosql-xss', fires: 'JNDI', on: kid('${jndi:ldap://x/a}'), silent: 'braces', near: kid('{key-1}'), says: 'JNDI' },
    {
      rule: 'kid-ldap-nosql-xss',
      fires: 'an LDAP filter',
      on: kid('*)(uid=*'),
      silent: 'parentheses',
      near: kid('key (old)'),
      says: 'LDAP',
    },
    { rule: 'kid-url', fires: 'a URL', on: kid('https://evil.example/key'), silent: 'a DID', near: kid('did:example:123#key-1') },
    {
      rule: 'kid-not-in-jwks',
      fires: 'a set without it',
      on: kid('a'),
      silent: 'a set with it',
      near: kid('a'),
      given: { reading: set(publicKey('b')) },
      givenNear: { reading: set(publicKey('a')) },
      severity: 'error',
    },
    {
      rule: 'kid-ambiguous',
      fires: 'two keys of that name',
      on: kid('a'),
      silent: 'one',
      near: kid('a'),
      given: { reading: set(publicKey('a'), publicKey('a')) },
      givenNear: { reading: set(publicKey('a'), publicKey('b')) },
    },
    {
      rule: 'kid-thumbprint-mismatch',
      fires: "another key's thumbprint",
      on: kid(print),
      silent: 'a key that verifies all the same',
      near: kid(print),
      given: { verification: mismatch(publicKey(undefined)) },
      givenNear: { verification: verified() },
    },
  ])
  testAnyInput(headerKid, ['kid', 'alg'], { reading: set(publicKey('a'), publicKey('a')) })
  it('knows the thumbprint of the key', () => {
    const right = kid('oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U')
    expect(rulesIn(headerKid, right, { verification: mismatch(publicKey(undefined)) })).not.toContain('kid-thumbprint-mismatch')
  })
  it('copes with a very long kid', () => {
    expect(rulesIn(headerKid, kid(`${"'".repeat(50_000)} union`))).toEqual([])
  })
})

describe('"jku" and "x5u"', () => {
  const jku = (value: unknown, iss = 'https://login.issuer.example') => header({ jku: value }, { ...CLAIMS, iss })
  const x5u = (value: unknown) => header({ x5u: value }, { ...CLAIMS, iss: 'https://login.issuer.example' })
  const good = 'https://keys.issuer.example/jwks.json'
  testEachRule(headerUrls, [
    { rule: 'jku-present', fires: 'any jku', on: jku(good), silent: 'none', near: TOKEN, severity: 'warning', says: 'keys.issuer.example' },
    {
      rule: 'jku-suspicious',
      fires: 'a metadata address',
      on: jku('https://169.254.169.254/keys'),
      silent: "the issuer's site",
      near: jku(good),
      severity: 'error',
      says: 'metadata',
    },
    {
      rule: 'jku-suspicious',
      fires: 'a user name in front of the host',
      on: jku('https://login.issuer.example@evil.example/'),
      silent: 'an @ in the path',
      near: jku('https://keys.issuer.example/@v1/keys'),
    },
    {
      rule: 'jku-suspicious',
      fires: 'another site, as a warning',
      on: jku('https://evil.example/keys'),
      silent: 'no issuer',
      near: jku('https://evil.example/keys', 'me'),
      severity: 'warning',
    },
    { rule: 'jku-suspicious', fires: 'http', on: jku('http://keys.issuer.example/'), silent: 'https', near: jku(good), says: 'https' },
    {
      rule: 'jku-suspicious',
      fires: 'an open redirect',
      on: jku('https://keys.issuer.example/go?to=https://evil.example'),
      silent: 'a query',
      near: jku('https://keys.issuer.example/go?to=keys'),
      says: 'redirect',
    },
    { rule: 'x5u-present', fires: 'any x5u', on: x5u(good), silent: 'a PASSporT', near: header({ typ: 'passport', x5u: good }) },
    { rule: 'x5u-suspicious', fires: 'localhost', on: x5u('https://localhost/cert'), silent: "the issuer's site", near: x5u(good) },
  ])
  testAnyInput(headerUrls, ['jku', 'x5u', 'alg', 'iss'])
})

describe('keys in the header', () => {
  // A self-signed P-256 certificate, valid from November 2026 to November 2036.
  const der = Uint8Array.from(Buffer.from(CERTIFICATE(), 'base64'))
  const chain = (more: object = {}) => jws({ alg: 'ES256', typ: 'JWT', x5c: [CERTIFICATE()], ...more })
  const s256 = encodeBase64url(sha256(der))
  testEachRule(headerKeys, [
    {
      rule: 'jwk-embedded',
      fires: 'a key in the header',
      on: header({ alg: 'ES256', jwk: { kty: 'EC' } }),
      silent: 'a DPoP proof',
      near: header({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: 'EC' } }),
    },
    {
      rule: 'jwk-private',
      fires: 'd',
      on: header({ jwk: { kty: 'EC', d: 'x' } }),
      silent: 'public members',
      near: header({ jwk: { kty: 'EC', x: 'x' } }),
      severity: 'error',
    },
    {
      rule: 'jwk-symmetric',
      fires: 'oct',
      on: header({ jwk: { kty: 'oct', k: 'x' } }),
      silent: 'EC',
      near: header({ jwk: { kty: 'EC', x: 'x' } }),
      severity: 'error',
    },
    {
      rule: 'x5c-invalid',
      fires: 'base64url',
      on: chain({ x5c: [CERTIFICATE().replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')] }),
      silent: 'standard base64',
      near: chain(),
      says: 'base64url',
    },
    { rule: 'x5c-invalid', fires: 'an empty list', on: chain({ x5c: [] }), silent: 'no chain', near: TOKEN, says: 'empty' },
    { rule: 'x5c-untrusted', fires: 'any chain, as a note', on: chain(), silent: 'no chain', near: TOKEN, severity: 'info' },
    {
      rule: 'x5c-untrusted',
      fires: 'a chain that was used',
      on: chain(),
      silent: 'no chain',
      near: TOKEN,
      severity: 'warning',
      given: { verification: verified('token') },
    },
    {
      rule: 'x5c-expired',
      fires: 'a date after its expiry',
      on: chain(),
      silent: 'a date within',
      near: chain(),
      given: { now: 4_000_000_000 },
      givenNear: { now: 1_900_000_000 },
      says: 'expired',
    },
    {
      rule: 'x5c-key-mismatch',
      fires: 'RS256 with an EC certificate',
      on: chain({ alg: 'RS256' }),
      silent: 'ES256',
      near: chain(),
      says: 'P-256',
    },
    {
      rule: 'x5t-mismatch',
      fires: 'another thumbprint',
      on: chain({ 'x5t#S256': 'x' }),
      silent: 'the right one',
      near: chain({ 'x5t#S256': s256 }),
    },
    {
      rule: 'x5t-sha1',
      fires: 'x5t alone',
      on: header({ x5t: 'x' }),
      silent: 'x5t beside x5t#S256',
      near: header({ x5t: 'x', 'x5t#S256': 'y' }),
      severity: 'info',
    },
  ])
  testAnyInput(headerKeys, ['jwk', 'x5c', 'x5t', 'x5t#S256', 'alg', 'typ'])
})

describe('names in the header', () => {
  testEachRule(headerNames, [
    {
      rule: 'hdr-claims-in-header',
      fires: 'another issuer in the header',
      on: header({ iss: 'https://other.example' }),
      silent: 'the same',
      near: header({ iss: CLAIMS.iss }),
      severity: 'error',
      says: 'differs',
    },
    {
      rule: 'hdr-unknown-param',
      fires: 'key_id',
      on: header({ key_id: 'a' }),
      silent: 'kid',
      near: header({ kid: 'a' }),
      says: 'did you mean `kid`',
    },
    { rule: 'hdr-unknown-param', fires: 'Typ', on: jws({ alg: 'HS256', Typ: 'JWT' }), silent: 'typ', near: TOKEN, says: '`typ`' },
    {
      rule: 'hdr-graph-nonce',
      fires: 'a nonce of Entra',
      on: header({ nonce: 'n' }, { ...CLAIMS, iss: 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/' }),
      silent: 'a nonce of anyone else',
      near: header({ nonce: 'n' }),
    },
    {
      rule: 'hdr-zip-in-jws',
      fires: 'zip over claims',
      on: header({ zip: 'DEF' }),
      silent: 'zip in an encrypted token',
      near: jwe({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' }),
      severity: 'warning',
    },
  ])
  testAnyInput(headerNames, ['Typ', 'key_id', 'iss', 'sub', 'zip', 'nonce', 'toString', 'constructor'])
  it('offers to rename', () => {
    const { fix } = findings(headerNames, header({ key_id: 'a' }))[0]!
    expect(fix).toMatchObject({ in: 'header', insert: '"kid"' })
  })
})

describe('encrypted tokens', () => {
  const gcm = (more: object = {}, sizes = {}) => jwe({ alg: 'dir', enc: 'A128GCM', ...more }, sizes)
  const epk = {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  }
  const secret = (bytes: number): KeyReading => ({
    kind: 'secret',
    keys: [secretKey(new Uint8Array(bytes), 'secret-utf8')],
    notes: [],
  })
  testEachRule(jweHeader, [
    { rule: 'enc-missing', fires: 'a header without it', on: jwe({ alg: 'dir' }), silent: 'one with it', near: gcm() },
    { rule: 'enc-unknown', fires: 'A128GMC', on: gcm({ enc: 'A128GMC' }), silent: 'A128GCM', near: gcm(), says: 'did you mean `A128GCM`' },
    { rule: 'jwe-rsa1_5', fires: 'RSA1_5', on: gcm({ alg: 'RSA1_5' }), silent: 'RSA-OAEP', near: gcm({ alg: 'RSA-OAEP' }) },
    {
      rule: 'jwe-not-authentic',
      fires: 'RSA-OAEP',
      on: gcm({ alg: 'RSA-OAEP' }),
      silent: 'RSA-OAEP over a token',
      near: gcm({ alg: 'RSA-OAEP', cty: 'JWT' }),
    },
    { rule: 'jwe-zip', fires: 'zip', on: gcm({ zip: 'DEF' }), silent: 'none', near: gcm() },
    {
      rule: 'jwe-p2c-high',
      fires: 'two million rounds',
      on: gcm({ p2c: 2_000_000 }),
      silent: 'one million',
      near: gcm({ p2c: 1_000_000 }),
      says: '2,000,000',
    },
    {
      rule: 'jwe-p2c-low',
      fires: '500 rounds',
      on: gcm({ p2c: 500 }),
      silent: '600,000',
      near: gcm({ p2c: 600_000 }),
      severity: 'warning',
    },
    {
      rule: 'jwe-p2s-short',
      fires: 'a salt of 4 bytes',
      on: gcm({ p2s: 'AAAAAA' }),
      silent: 'one of 8',
      near: gcm({ p2s: 'AAAAAAAAAAA' }),
      says: '4 bytes',
    },
    { rule: 'jwe-dir-key-nonempty', fires: 'dir with an encrypted key', on: gcm({}, { key: 16 }), silent: 'dir without', near: gcm() },
    {
      rule: 'jwe-epk-invalid',
      fires: 'a point off its curve',
      on: gcm({ alg: 'ECDH-ES', epk: { ...epk, y: epk.x } }),
      silent: 'a point on it',
      near: gcm({ alg: 'ECDH-ES', epk }),
      says: 'not a point on P-256',
    },
    { rule: 'jwe-epk-invalid', fires: 'no epk', on: gcm({ alg: 'ECDH-ES' }), silent: 'dir', near: gcm(), says: 'missing' },
    {
      rule: 'jwe-iv-tag-length',
      fires: 'an initialization vector of 16 bytes',
      on: gcm({}, { iv: 16 }),
      silent: 'one of 12',
      near: gcm(),
      says: 'needs 12',
    },
    {
      rule: 'jwe-key-length',
      fires: '32 bytes for A128GCM',
      on: gcm(),
      silent: '16 bytes',
      near: gcm(),
      given: { reading: secret(32) },
      givenNear: { reading: secret(16) },
      says: 'needs a key of 16 bytes',
    },
  ])
  testAnyInput(jweHeader, ['alg', 'enc', 'epk', 'p2c', 'p2s', 'zip'])
})

function CERTIFICATE(): string {
  return 'MIIBiDCCAS2gAwIBAgIUbvl0saCzt37VWd8xtyfjaJYkt84wCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwHhcNMjYxMTIyMTEwNjU4WhcNMzYxMTE5MTEwNjU4WjAZMRcwFQYDVQQDDA5pc3N1ZXIuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFh8YxCTgIG83JD2C1CiwrToRUfy9B0JLRZugoqHIxjT6SijC5QKNZ5l4KW4aWFDekukRaYpZuDD2O8H5q7CeASjUzBRMB0GA1UdDgQWBBQ4sG27ipP0bno8OKraMiHpJeptPDAfBgNVHSMEGDAWgBQ4sG27ipP0bno8OKraMiHpJeptPDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDqCZR1akeLoPG+iEdx0Dl37mQyN0biMhX0lRhnXsyBGQIhAJvbIA2ED3/rgwWNLTR/QVL88yN4KgTMVKfrWM6AZmzg'
}

describe('a set without a key of that ID', () => {
  const told = (reading: KeyReading, verification?: Verification) =>
    findings(headerKid, header({ kid: 'a' }), { reading, verification }).filter(({ rule }) => rule === 'kid-not-in-jwks')

  it('is reported with the number of its keys; IDs that differ only in case are different', () => {
    expect(told(set(publicKey('A')))).toMatchObject([{ severity: 'error', message: expect.stringContaining('(one other)') }])
    expect(told(set(publicKey('A'), publicKey(undefined)))[0]?.message).toContain('(2 others)')
  })

  it('is a warning if one of its keys verifies anyway', () => {
    expect(told(set(publicKey('b')), verified('key-set', publicKey('b')))).toMatchObject([{ severity: 'warning' }])
  })

  it('is not reported for an empty set or a single key', () => {
    expect(told(set())).toEqual([])
    expect(told({ kind: 'key', keys: [publicKey('b')], notes: [] })).toEqual([])
  })
})
