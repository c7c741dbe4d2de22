// Key and signature rules: each on its own key and its twin, with keys read and signatures verified as the page does it.
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../text/base64url.ts'
import { inspect } from '../../inspect.ts'
import type { KeyReading } from '../../keys/key-material.ts'
import { readKey } from '../../keys/read/read-key.ts'
import { decryptJwe } from '../../crypto/decrypt.ts'
import { encrypt } from '../../crypto/encrypt.ts'
import { verifyJws } from '../../crypto/verify.ts'
import type { DiagnosticContext } from '../rule/diagnostic.ts'
import { CLAIMS, findings, jwe, jws, rulesIn, segment, SIGNATURE } from '../token.fixture.ts'
import { keyForm } from './key-form.ts'
import { keyNumbers } from './key-numbers.ts'
import { keySecret } from './key-secret.ts'
import { keySet } from './key-set.ts'
import { testAnyInput } from '../rule-tests.fixture.ts'
import { signature } from './signature.ts'
import { whereSecretIsPublished } from '../../keys/published-secrets.ts'
import { estimatedBits, GUESSABLE_BITS } from './known/secret-strength.ts'

const HS = jws()
const RANDOM = 'q7Zp2Lw9XcV4tRb8NmK1sJd6FhG3yUe5'
const withAlg = (alg: string, signed = SIGNATURE) => jws({ alg, typ: 'JWT' }, CLAIMS, signed)
const bytes = (length: number, byte?: number) => encodeBase64url(Uint8Array.from({ length }, (_, i) => byte ?? (i * 37 + 11) & 127))
const RFC_EC = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
}
const ED = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
const rsa = (n: Uint8Array, e = 'AQAB') => ({ kty: 'RSA', n: encodeBase64url(n), e })
const modulus = (length: number) => Uint8Array.from({ length }, (_, i) => (i === 0 ? 0xc1 : i === length - 1 ? 0x65 : (i * 73 + 29) & 255))

/** What the rules find where the text is in the key box, verified as the page does. */
async function found(
  family: Parameters<typeof findings>[0],
  token: string,
  key: string | object | undefined,
  more: Partial<DiagnosticContext> = {},
) {
  const { token: opened } = inspect(token)
  const reading: KeyReading = await readKey(key === undefined ? '' : typeof key === 'string' ? key : JSON.stringify(key), {
    alg: opened?.header.alg,
  })
  const verification = opened?.object?.kind === 'jws' ? await verifyJws(opened.object, reading) : undefined
  return findings(family, token, { reading, verification, ...more })
}

async function sign(secret: string, header: object = { alg: 'HS256', typ: 'JWT' }): Promise<string> {
  const input = `${segment(header)}.${segment(CLAIMS)}`
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return `${input}.${encodeBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input))))}`
}

type Case = readonly [
  rule: string,
  token: string,
  key: string | object | undefined,
  nearToken: string,
  nearKey: string | object | undefined,
  severity?: string,
]

function testKeys(family: Parameters<typeof findings>[0], cases: readonly Case[], elsewhere: readonly string[] = []): void {
  it('has a case for every rule', () => {
    expect(new Set([...cases.map(([rule]) => rule), ...elsewhere])).toEqual(new Set(family.map((rule) => rule.id)))
  })
  const numbered = cases.map((each, i) => ({ name: `${each[0]} (${i + 1})`, each }))
  it.each(numbered)('$name fires on its key and is silent on the twin', async ({ each }) => {
    const [rule, token, key, nearToken, nearKey, severity] = each
    const hits = (await found(family, token, key)).filter((finding) => finding.rule === rule)
    expect(hits).not.toEqual([])
    if (severity) expect(hits[0]!.severity).toBe(severity)
    for (const { message } of hits) expect(message).not.toMatch(/undefined|NaN|\[object|!/)
    expect((await found(family, nearToken, nearKey)).map((finding) => finding.rule)).not.toContain(rule)
  })
}

describe('shared secrets', () => {
  testKeys(
    keySecret,
    [
      ['key-hmac-short', HS, 'q7Zp2Lw9X', HS, RANDOM, 'error'],
      ['key-hmac-low-entropy', HS, 'my company secret password 2024', HS, RANDOM, 'warning'],
      ['key-hmac-published', HS, 'a-string-secret-at-least-256-bits-long', HS, 'a-string-secret-at-least-256-bits-longer', 'error'],
      ['key-hmac-empty', HS, { kty: 'oct', k: '' }, HS, { kty: 'oct', k: 'AQ' }, 'error'],
      ['key-hmac-nul-tail', HS, `${RANDOM}\0\0`, HS, RANDOM],
      ['key-hmac-whitespace', HS, `${RANDOM}\n`, HS, RANDOM],
      ['key-hmac-whitespace', HS, `"${RANDOM}"`, HS, `"${RANDOM}`],
      ['key-hmac-looks-encoded', HS, 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY3ODk=', HS, RANDOM, 'info'],
      ['key-pem-as-secret', HS, RFC_EC, HS, { kty: 'oct', k: bytes(32) }, 'error'],
    ],
    ['key-hmac-crackable'],
  )
  it('key-hmac-crackable fires where a search found the secret', async () => {
    const known = await sign('secret')
    expect(rulesIn(keySecret, known, { publishedSecret: { where: 'the one printed in nearly every tutorial' } })).toEqual([
      'key-hmac-crackable',
    ])
    expect(rulesIn(keySecret, known)).toEqual([])
  })
  it('never prints a secret', async () => {
    for (const secret of ['hunter2-hunter2', `"${RANDOM}"`, 'changeme']) {
      for (const { message, args } of await found(keySecret, HS, secret)) expect(`${message} ${JSON.stringify(args)}`).not.toContain(secret)
    }
  })
  it('knows a published secret by its exact bytes', () => {
    expect(whereSecretIsPublished(new TextEncoder().encode('your-256-bit-secret'))).toContain('jwt.io')
    expect(whereSecretIsPublished(new TextEncoder().encode('your-256-bit-secret '))).toBeUndefined()
  })
  it('takes random secrets for what they are', () => {
    for (let i = 0; i < 50; i++) {
      const random = crypto.getRandomValues(new Uint8Array(32))
      expect(estimatedBits(random)).toBeGreaterThan(GUESSABLE_BITS)
      expect(estimatedBits(new TextEncoder().encode(encodeBase64url(random)))).toBeGreaterThan(GUESSABLE_BITS)
    }
    // Base32, whose letters now and then look like words.
    for (const random of ['OOK4Z65JOV4M3GPUGPJQIQDQMZ6SX6YT', 'V4O525VFQFFRQLGJAWE3K2MJVOGBUJZW', 'CN7KONLPSYDVJEKCHHNL5JAF3MBZQXBY'])
      expect(estimatedBits(new TextEncoder().encode(random))).toBeGreaterThan(GUESSABLE_BITS)
    for (const guessable of [
      'thisismysupersecretkeythatisverylong',
      'acme-corp-production-jwt-secret-2026',

      'correcthorsebatterystaple',
      '12345678901234567890123456789012',
      'a'.repeat(64),
      'qwertyuiopasdfghjklzxcvbnm',
    ]) {
      expect(estimatedBits(new TextEncoder().encode(guessable))).toBeLessThan(GUESSABLE_BITS)
    }
  })
  testAnyInput(keySecret, ['alg'])
})

describe('what was given as a key', () => {
  const es = withAlg('ES256', bytes(64))
  const keys: Record<string, string> = {}
  beforeAll(async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    keys['private'] = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey))
    keys['public'] = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.publicKey))
    keys['spki'] = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)).toString('base64')
  })
  testKeys(
    keyForm,
    [
      ['key-private-encrypted', es, ENCRYPTED(), es, RFC_EC, 'error'],
      ['key-alg-mismatch', es, ED, es, RFC_EC, 'error'],
      ['key-jwk-alg-mismatch', es, { ...RFC_EC, alg: 'ES384' }, es, { ...RFC_EC, alg: 'ES256' }],
      ['key-use', es, { ...RFC_EC, use: 'enc' }, es, { ...RFC_EC, use: 'sig' }],
      ['key-ops', es, { ...RFC_EC, key_ops: ['sign'] }, es, { ...RFC_EC, key_ops: ['verify'] }],
      ['key-ops', es, { ...RFC_EC, key_ops: ['verify', 'verify'] }, es, RFC_EC],
      ['key-ops', es, { ...RFC_EC, key_ops: ['verify', 'x'] }, es, { ...RFC_EC, key_ops: ['verify', 'sign'] }],
      ['key-jwk-form', es, { ...RFC_EC, key_ops: 'verify' }, es, { ...RFC_EC, key_ops: ['verify'] }],
      ['key-jwk-form', es, { ...RFC_EC, use: 5 }, es, { ...RFC_EC, use: 'sig' }],
      ['key-jwk-form', es, { ...RFC_EC, ext: 'x' }, es, { ...RFC_EC, ext: false }],
      ['key-jwk-form', es, { ...RFC_EC, x: `${RFC_EC.x}=` }, es, RFC_EC],
      ['key-published-pair', es, RFC_EC, withAlg('Ed25519', bytes(64)), { kty: 'OKP', crv: 'Ed25519', x: bytes(32) }, 'warning'],
      ['key-cert-as-key', es, CERTIFICATE(), es, RFC_EC, 'info'],
    ],
    ['key-private-pasted', 'key-format-note'],
  )
  it('key-private-pasted fires on a private key, and not where it is needed to decrypt', async () => {
    expect((await found(keyForm, es, keys['private'])).map(({ rule }) => rule)).toContain('key-private-pasted')
    expect((await found(keyForm, es, keys['public'])).map(({ rule }) => rule)).not.toContain('key-private-pasted')
    expect((await found(keyForm, jwe({ alg: 'ECDH-ES', enc: 'A128GCM' }), keys['private'])).map(({ rule }) => rule)).not.toContain(
      'key-private-pasted',
    )
  })
  it('key-format-note fires on a bare SPKI, and not on a JWK', async () => {
    expect((await found(keyForm, es, keys['spki'])).find(({ rule }) => rule === 'key-format-note')?.message).toContain('base64')
    expect(await found(keyForm, es, keys['public'])).toEqual([])
  })
  it('says of a key that decrypted what it is marked for', async () => {
    const key = { kty: 'oct', k: bytes(16), use: 'sig', alg: 'A256KW', key_ops: ['verify'] }
    const reading = await readKey(JSON.stringify(key), { alg: 'dir' })
    const encrypted = await encrypt(new TextEncoder().encode('{}'), reading, { alg: 'dir', enc: 'A128GCM' })
    const { object } = inspect(encrypted.compact!).token!
    if (object?.kind !== 'jwe') throw new Error('no JWE')
    const messages = findings(keyForm, encrypted.compact!, { reading, decryption: await decryptJwe(object, reading) }).map(
      ({ message }) => message,
    )
    expect(messages).toEqual([
      'The key is for A256KW, the token says A128GCM.',
      "The key's `use` is `sig`, not `enc`.",
      "The key's `key_ops` are `verify`: `decrypt` is not among them.",
    ])
  })
  testAnyInput(keyForm, ['alg'])
})

describe('a key for one signature of several', () => {
  const payload = segment(CLAIMS)
  const general = async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    const [first, second] = [segment({ alg: 'HS256' }), segment({ alg: 'ES256' })]
    const made = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      pair.privateKey,
      new TextEncoder().encode(`${second}.${payload}`),
    )
    const signatures = [
      { protected: first, signature: SIGNATURE },
      { protected: second, signature: encodeBase64url(new Uint8Array(made)) },
    ]
    return { text: JSON.stringify({ payload, signatures }), key: await crypto.subtle.exportKey('jwk', pair.publicKey) }
  }

  it('is not held against the algorithm of another', async () => {
    const { text, key } = await general()
    const rules = (await found([...keySecret, ...keyForm], text, key)).map(({ rule }) => rule)
    expect(rules).not.toContain('key-pem-as-secret')
    expect(rules).not.toContain('key-alg-mismatch')
  })

  it('is still one of another kind where it fits none', async () => {
    const { text } = await general()
    expect((await found(keyForm, text, ED)).map(({ rule }) => rule)).toContain('key-alg-mismatch')
  })
})

describe('the numbers of a key', () => {
  const rs = withAlg('RS256', bytes(256))
  const es = withAlg('ES256', bytes(64))
  const even = modulus(256).with(255, 0x64)
  testKeys(keyNumbers, [
    ['key-rsa-small', rs, rsa(modulus(128)), rs, rsa(modulus(256)), 'error'],
    ['key-rsa-small', rs, rsa(modulus(1100)), rs, rsa(modulus(1024)), 'warning'],
    ['key-rsa-exponent', rs, rsa(modulus(256), 'Aw'), rs, rsa(modulus(256)), 'warning'],
    ['key-rsa-exponent', rs, rsa(modulus(256), 'AQ'), rs, rsa(modulus(256)), 'error'],
    ['key-rsa-modulus-form', rs, rsa(even), es, RFC_EC, 'error'],
    ['key-rsa-modulus-form', rs, rsa(Uint8Array.of(0, ...modulus(256))), es, RFC_EC],
    ['key-ec-off-curve', es, { ...RFC_EC, y: RFC_EC.x }, es, RFC_EC, 'error'],
    ['key-ec-off-curve', es, { ...RFC_EC, x: bytes(20) }, es, RFC_EC, 'error'],
    ['key-okp-length', withAlg('EdDSA', bytes(64)), { ...ED, x: bytes(31) }, withAlg('EdDSA', bytes(64)), ED, 'error'],
  ])
  it('finds nothing wrong with a real RSA key', async () => {
    const pair = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
      true,
      ['sign', 'verify'],
    )
    const { kty, n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    expect(await found(keyNumbers, rs, { kty, n, e })).toEqual([])
  })
  testAnyInput(keyNumbers, ['alg'])
})

describe('key sets', () => {
  const es = withAlg('ES256', bytes(64))
  const one = { ...RFC_EC, kid: 'a', use: 'sig' }
  const set = (...keys: object[]) => ({ keys })
  const other = { ...ED, kid: 'b', use: 'sig' }
  testKeys(keySet, [
    ['jwks-private', es, set(one, { ...other, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }), es, set(one, other)],
    ['jwks-mixed-oct', es, set(one, { kty: 'oct', k: bytes(32), kid: 'c' }), es, set({ kty: 'oct', k: bytes(32), kid: 'c' })],
    ['jwks-duplicate-kid', es, set(one, one), es, set(one, { ...other, kid: 'a' })],
    ['jwks-missing-kid', es, set(one, RFC_EC), es, set(RFC_EC)],
    ['jwks-no-use-alg', es, set(RFC_EC), es, set(one), 'info'],
    [
      'jwks-many',
      es,
      set(...Array.from({ length: 21 }, (_, i) => ({ ...one, kid: `k${i}` }))),
      es,
      set(...Array.from({ length: 20 }, (_, i) => ({ ...one, kid: `k${i}` }))),
    ],
    ['jwks-key-skipped', es, set(one, { kty: 'XYZ' }), es, set(one, other)],
    ['jwks-bare-array', es, [one], es, set(one)],
  ])
})

describe('signatures', () => {
  const n = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'
  const raw = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  const half = '11'.repeat(32)
  testKeys(
    signature,
    [
      ['sig-length', withAlg('HS256', bytes(31)), undefined, HS, undefined, 'error'],
      ['sig-length', withAlg('RS256', bytes(19)), undefined, withAlg('RS256', bytes(256)), undefined, 'error'],
      ['sig-der', withAlg('ES256', raw(`30440220${half}0220${half}`)), undefined, withAlg('ES256', bytes(64)), undefined, 'error'],
      ['sig-psychic', withAlg('ES256', raw('00'.repeat(64))), undefined, withAlg('HS512', raw('00'.repeat(64))), undefined, 'error'],
      ['sig-psychic', withAlg('ES256', 'MAYCAQACAQA'), undefined, withAlg('ES256', raw(half + half)), undefined],
      ['sig-psychic', withAlg('ES256', raw(n + half)), undefined, withAlg('ES256', raw(`${n.slice(0, -1)}0${half}`)), undefined],
      ['sig-all-zero', withAlg('HS256', raw('00'.repeat(32))), undefined, HS, undefined, 'error'],
      [
        'sig-high-s',
        withAlg('ES256K', raw(`${half}f1${'11'.repeat(31)}`)),
        undefined,
        withAlg('ES256K', raw(half + half)),
        undefined,
        'info',
      ],
      [
        'sig-rsa-ge-modulus',
        withAlg('RS256', raw('ff'.repeat(256))),
        rsa(modulus(256)),
        withAlg('RS256', raw('01'.repeat(256))),
        rsa(modulus(256)),
        'error',
      ],
      [
        'sig-reused',
        `${HS}\n${jws({ alg: 'HS256', typ: 'JWT' }, { sub: 'b' })}`,
        undefined,
        `${HS}\n${jws({ alg: 'HS256', typ: 'JWT' }, { sub: 'b' }, bytes(32))}`,
        undefined,
      ],
      [
        'sig-reused',
        `${withAlg('ES256', raw(half + half))}\n${jws({ alg: 'ES256', typ: 'JWT' }, { sub: 'b' }, raw(`${half}22${'11'.repeat(31)}`))}`,
        undefined,
        withAlg('ES256', raw(half + half)),
        undefined,
      ],
      ['sig-copied', withAlg('HS256', 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'), undefined, HS, undefined, 'info'],
      ['sig-not-checked', HS, undefined, HS, RANDOM, 'info'],
    ],
    ['sig-noncanonical', 'sig-valid-weak'],
  )
  it('sig-valid-weak fires on a valid signature with a published secret, and not on an invalid one', async () => {
    expect((await found(signature, await sign('your-256-bit-secret'), 'your-256-bit-secret')).map(({ rule }) => rule)).toEqual([
      'sig-valid-weak',
    ])
    expect((await found(signature, await sign(RANDOM), 'your-256-bit-secret')).map(({ rule }) => rule)).toEqual([])
    expect((await found(signature, await sign(RANDOM), RANDOM)).map(({ rule }) => rule)).toEqual([])
  })
  it('sig-noncanonical fires on a valid signature in another spelling', async () => {
    const token = await sign(RANDOM)
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const other = token.slice(0, -1) + last[last.indexOf(token.at(-1)!) + 1]!
    expect((await found(signature, other, RANDOM)).map(({ rule }) => rule)).toEqual(['sig-noncanonical'])
    expect((await found(signature, other, `${RANDOM}x`)).map(({ rule }) => rule)).toEqual([])
  })
  it('checks the signature by which the token is judged, even the second', async () => {
    const entry = async (header: object) => {
      const [protectedHeader, payload, made] = (await sign(RANDOM, header)).split('.')
      return { payload, entry: { protected: protectedHeader, signature: made } }
    }
    const [first, second] = [await entry({ alg: 'HS512' }), await entry({ alg: 'HS256' })]
    const token = JSON.stringify({ payload: first.payload, signatures: [first.entry, second.entry] })
    expect((await found(signature, token, RANDOM)).map(({ rule }) => rule)).not.toContain('sig-length')
  })
  testAnyInput(signature, ['alg'])
})

function ENCRYPTED(): string {
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhfXsAUKiuUHwICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEENrxzFYBt+eQz3zKZ5sOj4wEgZAz
xcPk6Bx67umkNbVyapbz4twduUbQz1SVEoqevXQBIxJXZF6G/qtXUCqT1yBoeJ4W
khrSvAlF0TPW2o/SskavH/xNboouyPe84BQUv5honrD7/xtImP+q5Me/GCUixMA5
L/atpbtOXExLDUIRQcwEuJg0cwZHEHM2t/3SjL9cThCp03BKsza+e50svk2kYT0=
-----END ENCRYPTED PRIVATE KEY-----`
}

function CERTIFICATE(): string {
  return `-----BEGIN CERTIFICATE-----
MIIBiDCCAS2gAwIBAgIUbvl0saCzt37VWd8xtyfjaJYkt84wCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwHhcNMjYxMTIyMTEwNjU4WhcNMzYx
MTE5MTEwNjU4WjAZMRcwFQYDVQQDDA5pc3N1ZXIuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABFh8YxCTgIG83JD2C1CiwrToRUfy9B0JLRZugoqHIxjT
6SijC5QKNZ5l4KW4aWFDekukRaYpZuDD2O8H5q7CeASjUzBRMB0GA1UdDgQWBBQ4
sG27ipP0bno8OKraMiHpJeptPDAfBgNVHSMEGDAWgBQ4sG27ipP0bno8OKraMiHp
JeptPDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDqCZR1akeL
oPG+iEdx0Dl37mQyN0biMhX0lRhnXsyBGQIhAJvbIA2ED3/rgwWNLTR/QVL88yN4
KgTMVKfrWM6AZmzg
-----END CERTIFICATE-----`
}
