// Checks every finding on keys and signatures, with keys read and signatures verified as on the page.
import { describe, expect, it } from 'vitest'
import { inspect } from '../../inspect.ts'
import { readKey } from '../../keys/read/read-key.ts'
import { verifyJws } from '../../crypto/verify.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { CLAIMS, jws } from '../token.fixture.ts'
import { told } from '../told.fixture.ts'
import { keyForm } from './key-form.ts'
import { keyNumbers } from './key-numbers.ts'
import { keySecret } from './key-secret.ts'
import { keySet } from './key-set.ts'
import { signature } from './signature.ts'

const json = JSON.stringify
const RANDOM = 'q7Zp2Lw9XcV4tRb8NmK1sJd6FhG3yUe5'
const P256 = { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }
const ED = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
/** Of RFC 7517 appendix A.1. */
const RFC_RSA = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
}
const b64u = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
/** A key with more bits than anyone can use. */
function rsa(bits: number, e = 'AQAB', last = 0x65) {
  const bytes = bits / 8
  const n = Uint8Array.from({ length: bytes }, (_, i) => (i === 0 ? 0xc1 : i === bytes - 1 ? last : (i * 73 + 29) & 255))
  return { kty: 'RSA', n: b64u(n), e }
}

async function toldOfKey(family: readonly Diagnostic[], token: string, key: string): Promise<string[]> {
  const { token: opened } = inspect(token)
  const reading = await readKey(key, { alg: opened?.header.alg })
  const verification = opened?.object?.kind === 'jws' ? await verifyJws(opened.object, reading) : undefined
  return told(family, token, { reading, verification })
}

describe('of a secret', () => {
  it.each<[string, string, string[]]>([
    ['HS256', RANDOM, []],
    ['HS256', RANDOM.slice(1), ['key-hmac-short: 31, HS256, 32 the key']],
    ['HS512', RANDOM, ['key-hmac-short: 32, HS512, 64 the key']],
    ['HS256', 'x', ['key-hmac-short: 1, HS256, 32 the key', 'key-hmac-low-entropy: 4 the key']],
    ['ES256', 'x', []],
    ['HS256', json({ kty: 'oct', k: '' }), ['key-hmac-empty: 0 the key']],
    ['HS256', json({ kty: 'oct', k: 'AAAA' }), ['key-hmac-empty: 3 the key']],
    ['HS256', `${RANDOM}\0`, ['key-hmac-nul-tail: 1 the key']],
    ['HS256', `${RANDOM}\0\0`, ['key-hmac-nul-tail: 2 the key']],
    ['HS256', `${RANDOM}\u00e9\0`, []],
    ['HS256', `${RANDOM}\n`, ['key-hmac-whitespace: ends with a line break the key']],
    ['HS256', `${RANDOM}\r\n`, ['key-hmac-whitespace: ends with a line break the key']],
    ['HS256', `${RANDOM} `, ['key-hmac-whitespace: ends with whitespace the key']],
    ['HS256', ` ${RANDOM}`, ['key-hmac-whitespace: starts with whitespace the key']],
    ['HS256', `${RANDOM} ${RANDOM}`, []],
    ['HS256', `"${RANDOM}"`, ['key-hmac-whitespace: is in quotes the key']],
    ['HS256', `'${RANDOM}"`, []],
    ['HS256', `"${RANDOM}" x`, []],
    ['HS256', `'${RANDOM}`, []],
    ['HS256', `'\n${RANDOM}'`, ['key-hmac-whitespace: is in quotes the key']],
    ['HS256', 'secret', ['key-hmac-short: 6, HS256, 32 the key', 'key-hmac-published: nearly every tutorial the key']],
    [
      'HS256',
      json({
        keys: [
          { kty: 'oct', k: 'AAAA' },
          { kty: 'oct', k: 'AQ' },
        ],
      }),
      ['key-hmac-short: 1, HS256, 32 the key', 'key-hmac-low-entropy: 8 the key', 'key-hmac-empty: 3 the key'],
    ],
    ['HS256', '0123456789abcdef0123456789abcdef', ['key-hmac-looks-encoded: hexadecimal, 16, 32 the key']],
    ['HS256', '0123456789ABCDEF0123456789abcdeg', ['key-hmac-low-entropy: 46 the key']],
    ['HS256', '01234567890123456789012345678901', ['key-hmac-published: lists of common secrets the key']],
    ['HS256', '0123456789abcdef0123456789abcde', ['key-hmac-short: 31, HS256, 32 the key']],
    ['HS256', '0123456789abcdef0123456789abcdefg', ['key-hmac-low-entropy: 24 the key']],
    ['HS256', `${'aB1'.repeat(15)}x`, ['key-hmac-low-entropy: 92 the key']],
    ['HS256', 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY3ODk=', ['key-hmac-looks-encoded: base64, 32, 44 the key']],
    ['HS256', 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY3ODk', ['key-hmac-looks-encoded: base64url, 32, 43 the key']],
    ['HS256', 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY3O=', []],
    ['HS256', 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY3OD/+', ['key-hmac-looks-encoded: base64, 33, 44 the key']],
    ['HS256', 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY3OD-_', []],
    ['HS256', 'YTg2Z0hKa2xNTk9QcXJzdHV2d3h5ejAxMjM0NTY-', []],
    ['HS256', 'abcdefghijklmnopqrstuvwxyz', ['key-hmac-short: 26, HS256, 32 the key', "key-hmac-published: RuoYi's default the key"]],
    ['HS256', 'aB1aB1aB1aB1aB1aB1aB1', ['key-hmac-short: 21, HS256, 32 the key', 'key-hmac-low-entropy: 33 the key']],
    [
      'HS256',
      'aB1/aB1/aB1/aB1/aB1/aB',
      ['key-hmac-short: 22, HS256, 32 the key', 'key-hmac-low-entropy: 44 the key', 'key-hmac-looks-encoded: base64, 16, 22 the key'],
    ],
    ['HS256', 'ab1/ab1/ab1/ab1/ab1/ab', ['key-hmac-short: 22, HS256, 32 the key', 'key-hmac-low-entropy: 44 the key']],
    ['HS256', 'AB1/AB1/AB1/AB1/AB1/AB', ['key-hmac-short: 22, HS256, 32 the key', 'key-hmac-low-entropy: 44 the key']],
    ['HS256', 'aBc/aBc/aBc/aBc/aBc/aB', ['key-hmac-short: 22, HS256, 32 the key', 'key-hmac-low-entropy: 44 the key']],
    ['HS256', 'aB1/aB1/aB1/aB1/aB1/a', ['key-hmac-short: 21, HS256, 32 the key', 'key-hmac-low-entropy: 42 the key']],
    ['HS256', 'aB1/aB1/aB1/aB1/aB1/aB1/a', ['key-hmac-short: 25, HS256, 32 the key', 'key-hmac-low-entropy: 50 the key']],
    ['HS256', 'aB1 aB1/aB1/aB1/aB1/aB', ['key-hmac-short: 22, HS256, 32 the key', 'key-hmac-low-entropy: 51 the key']],
    ['HS256', json(P256), ['key-pem-as-secret: HS256 the key']],
    ['HS256', '-----BEGIN PUBLIC KEY-----\nx', []],
    ['HS256', 'ssh-ed25519 AAAA', ['key-pem-as-secret: HS256 the key']],
    ['HS256', 'ssh-ed25519 BBBB', ['key-hmac-short: 16, HS256, 32 the key', 'key-hmac-low-entropy: 48 the key']],
    ['HS256', '{"a":1,"kty" : "EC"}', []],
    ['HS256', '{"kty":"oct"}', []],
    ['HS256', '-----BEGIN PRIVATE KEY-----', []],
  ])('for %s: %j', async (alg, key, lines) => expect(await toldOfKey(keySecret, jws({ alg }), key)).toEqual(lines))
})

describe('of the numbers of a key', () => {
  it.each<[string, string, string[]]>([
    ['RS256', json(rsa(2048)), ['key-rsa-modulus-form: is divisible by 11 the key']],
    ['RS256', json(rsa(2040)), ['key-rsa-small: 2040, 0 the key', 'key-rsa-modulus-form: is divisible by 19 the key']],
    ['RS256', json(rsa(8192)), ['key-rsa-modulus-form: is divisible by 37 the key']],
    ['RS256', json(rsa(8200)), ['key-rsa-small (warning): 8200, 1 the key', 'key-rsa-modulus-form: is divisible by 5 the key']],
    [
      'RS256',
      json(rsa(2048, 'AQ')),
      ['key-rsa-exponent: 1, cannot be one of RSA the key', 'key-rsa-modulus-form: is divisible by 11 the key'],
    ],
    [
      'RS256',
      json(rsa(2048, 'Ag')),
      ['key-rsa-exponent: 2, cannot be one of RSA the key', 'key-rsa-modulus-form: is divisible by 11 the key'],
    ],
    [
      'RS256',
      json(rsa(2048, 'Aw')),
      ['key-rsa-exponent (warning): 3, is smaller than 65537 the key', 'key-rsa-modulus-form: is divisible by 11 the key'],
    ],
    [
      'RS256',
      json(rsa(2048, 'AQAA')),
      ['key-rsa-exponent: 65536, cannot be one of RSA the key', 'key-rsa-modulus-form: is divisible by 11 the key'],
    ],
    [
      'RS256',
      json(rsa(2048, '__8')),
      ['key-rsa-exponent (warning): 65535, is smaller than 65537 the key', 'key-rsa-modulus-form: is divisible by 11 the key'],
    ],
    [
      'RS256',
      json(rsa(2048, 'AQAAAAE')),
      [
        'key-rsa-exponent (warning): 4294967297, is larger than most libraries take the key',
        'key-rsa-modulus-form: is divisible by 11 the key',
      ],
    ],
    ['RS256', json(rsa(2048, '_____w')), ['key-rsa-modulus-form: is divisible by 11 the key']],
    ['RS256', json(rsa(2048, 'AQAB', 0x64)), ['key-rsa-modulus-form: is even the key']],
    ['RS256', json(rsa(2048, 'AQAB', 0x67)), ['key-rsa-modulus-form: is divisible by 5 the key']],
    [
      'RS256',
      json({ kty: 'RSA', n: Buffer.from((65_537n ** 128n).toString(16).padStart(514, '0'), 'hex').toString('base64url'), e: 'AQAB' }),
      ['key-rsa-modulus-form: has the fingerprint of the ROCA weakness: its factors can be found the key'],
    ],
    ['RS256', json(RFC_RSA), []],
    [
      'RS256',
      json({ ...rsa(2048), n: `AA${rsa(2048).n}` }),
      ['key-rsa-modulus-form: has a leading zero byte the key', 'key-rsa-modulus-form: is even the key'],
    ],
    [
      'RS256',
      json({ ...rsa(2048), n: `${rsa(2048).n}=` }),
      ['key-rsa-modulus-form: has `=` padding the key', 'key-rsa-modulus-form: is divisible by 11 the key'],
    ],
    ['ES256', json(P256), []],
    ['ES256', json({ ...P256, y: P256.x }), ['key-ec-off-curve: The key is a point that is not on P-256. the key']],
    ['ES256', json({ ...P256, x: 'AAAA' }), ['key-ec-off-curve: The key has “x” of 3 bytes; it must be 32 bytes. the key']],
    ['EdDSA', json({ ...ED, x: 'AAAA' }), ['key-okp-length: “x” of 3 bytes; it must be 32 bytes the key']],
  ])('for %s: %s', async (alg, key, lines) => expect(await toldOfKey(keyNumbers, jws({ alg }), key)).toEqual(lines))
})

describe('of the form of a key', () => {
  it.each<[string, string, string[]]>([
    ['ES256', json(P256), ['key-published-pair: RFC 7515 appendix A the key']],
    [
      'ES256',
      json({ ...P256, d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI' }),
      ['key-private-pasted the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    [
      'RS256',
      json(P256),
      ['key-alg-mismatch: RS256, an EC P-256 key, an RSA key the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    ['HS256', json(P256), ['key-published-pair: RFC 7515 appendix A the key']],
    ['RS256', json({ keys: [P256, ED] }), ['key-alg-mismatch: RS256, a set without one, an RSA key the key']],
    [
      'ES256',
      json({ ...P256, alg: 'ES384' }),
      ['key-jwk-alg-mismatch: ES384, ES256 the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    ['ES256', json({ ...P256, use: 'enc' }), ['key-use: enc, sig the key', 'key-published-pair: RFC 7515 appendix A the key']],
    ['ES256', json({ ...P256, use: 'x' }), ['key-use: x, sig the key', 'key-published-pair: RFC 7515 appendix A the key']],
    [
      'ES256',
      json({ ...P256, key_ops: ['sign'] }),
      ['key-ops: are `sign`: `verify` is not among them the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    [
      'ES256',
      json({ ...P256, key_ops: ['verify', 'verify', 'x'] }),
      [
        'key-ops: list `verify` twice the key',
        "key-ops: list `x`, which isn't a registered operation the key",
        'key-published-pair: RFC 7515 appendix A the key',
      ],
    ],
    [
      'ES256',
      json({ ...P256, use: 'sig', key_ops: ['verify', 'encrypt'] }),
      ['key-ops: list `encrypt`, which does not go with `use` `sig` the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    [
      'ES256',
      json({ ...P256, use: 'enc', key_ops: ['verify', 'encrypt'] }),
      [
        'key-use: enc, sig the key',
        'key-ops: list `verify`, which does not go with `use` `enc` the key',
        'key-published-pair: RFC 7515 appendix A the key',
      ],
    ],
    [
      'ES256',
      json({ ...P256, use: 7, key_ops: 'x', ext: 1, kid: 1 }),
      [
        "key-jwk-form: use, isn't a string the key",
        "key-jwk-form: key_ops, isn't a list of names the key",
        "key-jwk-form: ext, isn't true or false the key",
        'key-published-pair: RFC 7515 appendix A the key',
      ],
    ],
    [
      'ES256',
      json({ ...P256, x: `${P256.x}=` }),
      ['key-jwk-form: x, has `=` padding the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    [
      'ES256',
      json({ ...P256, x: P256.x.replace('_', '/'), y: P256.y.replace('_', '/') }),
      ['key-jwk-form: y, uses the standard base64 alphabet the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    [
      'ES256',
      json({ ...P256, x: `${P256.x} ` }),
      ['key-jwk-form: x, has whitespace in it the key', 'key-published-pair: RFC 7515 appendix A the key'],
    ],
    ['EdDSA', json(ED), ['key-published-pair: RFC 8037 appendix A the key']],
    [
      'ES256',
      json({
        keys: [
          { ...P256, kid: 'a', use: 7 },
          { ...P256, kid: 'b', alg: 'x' },
        ],
      }),
      [],
    ],
  ])('for %s: %s', async (alg, key, lines) => expect(await toldOfKey(keyForm, jws({ alg }), key)).toEqual(lines))
})

describe('of a set of keys', () => {
  it.each<[string, string, string[]]>([
    ['ES256', json({ keys: [P256, ED] }), ['jwks-missing-kid: 2, 2 the key', 'jwks-no-use-alg: 2 the key']],
    [
      'ES256',
      json({ keys: [P256, { ...P256, d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI' }] }),
      ['jwks-private: 2, 0 the key', 'jwks-missing-kid: 2, 2 the key', 'jwks-no-use-alg: 2 the key'],
    ],
    [
      'ES256',
      json({ keys: [P256, { kty: 'oct', k: 'AAAA' }] }),
      ['jwks-mixed-oct: 2 the key', 'jwks-missing-kid: 2, 2 the key', 'jwks-no-use-alg: 2 the key'],
    ],
    [
      'HS256',
      json({
        keys: [
          { kty: 'oct', k: 'AAAA' },
          { kty: 'oct', k: 'AA' },
        ],
      }),
      ['jwks-missing-kid: 2, 2 the key', 'jwks-no-use-alg: 2 the key'],
    ],
    [
      'ES256',
      json({
        keys: [
          { ...P256, kid: 'a' },
          { ...P256, kid: 'a' },
          { ...ED, kid: 'b' },
        ],
      }),
      ['jwks-duplicate-kid: a, 2 the key', 'jwks-no-use-alg: 3 the key'],
    ],
    [
      'ES256',
      json({
        keys: [
          { ...P256, kid: 'a' },
          { ...ED, kid: 'a' },
        ],
      }),
      ['jwks-no-use-alg: 2 the key'],
    ],
    ['ES256', json({ keys: Array.from({ length: 20 }, (_, i) => ({ ...P256, kid: `${i}` })) }), ['jwks-no-use-alg: 20 the key']],
    [
      'ES256',
      json({ keys: Array.from({ length: 21 }, (_, i) => ({ ...P256, kid: `${i}` })) }),
      ['jwks-no-use-alg: 21 the key', 'jwks-many: 21 the key'],
    ],
    [
      'ES256',
      json({ keys: [P256, { kty: 'tea' }, { kty: 'coffee' }] }),
      ['jwks-no-use-alg: 1 the key', 'jwks-key-skipped: 2, a JWK of type “tea”, 1 the key'],
    ],
    ['ES256', json([P256]), ['jwks-no-use-alg: 1 the key', 'jwks-bare-array the key']],
    ['ES256', json({ keys: [] }), []],
    ['ES256', json({ keys: [{ ...P256, kid: 'a' }, P256] }), ['jwks-missing-kid: 1, 2 the key', 'jwks-no-use-alg: 2 the key']],
  ])('for %s: %s', async (alg, key, lines) => expect(await toldOfKey(keySet, jws({ alg }), key)).toEqual(lines))
})

describe('of a signature', () => {
  const N = 'FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551'
  const hex = (digits: string) => Buffer.from(digits, 'hex').toString('base64url')
  const of = (length: number, byte?: number) => b64u(Uint8Array.from({ length }, (_, i) => byte ?? (i * 37 + 11) & 127))
  it.each<[string, string, string[]]>([
    ['HS256', of(32), []],
    ['HS256', of(31), ['sig-length: 31, HS256, 32,  token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»']],
    ['HS256', of(1), ['sig-length: 1, HS256, 32,  token «Cw»']],
    [
      'HS256',
      of(64),
      ['sig-length: 64, HS256, 32,  64 bytes are what HS512, ES256, ES256K make. token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»'],
    ],
    [
      'HS256',
      of(256),
      [
        'sig-length: 256, HS256, 32,  256 bytes are what RSA makes with a key of 2048 bits. token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»',
      ],
    ],
    ['HS384', of(48), []],
    ['HS512', of(48), ['sig-length: 48, HS512, 64,  48 bytes are what HS384 makes. token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»']],
    ['ES256', of(96), ['sig-length: 96, ES256, 64,  96 bytes are what ES384 makes. token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»']],
    ['ES512', of(132), []],
    ['EdDSA', of(64), []],
    ['EdDSA', of(114), []],
    ['EdDSA', of(65), ['sig-length: 65, EdDSA, 64 or 114,  token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»']],
    [
      'Ed25519',
      of(114),
      ['sig-length: 114, Ed25519, 64,  114 bytes are what Ed448 makes. token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»'],
    ],
    ['RS256', of(63), ['sig-length: 63, RS256, as many as the key has, 256 or more,  token «CzBVeh9EaQ4zWH0iR2wRNlsAJUpvFDleAyhNchc…»']],
    ['RS256', of(64), []],
    ['RS256', '', []],
    ['none', of(32), []],
    ['HS256', 'a1'.repeat(32), []],
    ['HS256', '!!', []],
    ['HS256', `${of(32)}*`, []],
    ['HS256', `${of(30)}...`, []],
    ['ES256', hex('3006020101020102'), ['sig-der: 8, 64 token «MAYCAQECAQI»']],
    ['ES384', hex('3006020101020102'), ['sig-der: 8, 96 token «MAYCAQECAQI»']],
    ['HS256', hex('3006020101020102'), []],
    ['ES256', hex('3006020100020100'), ['sig-der: 8, 64 token «MAYCAQACAQA»', 'sig-psychic: two numbers are zero token «MAYCAQACAQA»']],
    ['ES256', hex('3006020100020101'), ['sig-der: 8, 64 token «MAYCAQACAQE»', 'sig-psychic: number r is zero token «MAYCAQACAQE»']],
    ['ES256', hex('3006020101020100'), ['sig-der: 8, 64 token «MAYCAQECAQA»', 'sig-psychic: number s is zero token «MAYCAQECAQA»']],
    ['ES256', of(64, 0), ['sig-psychic: two numbers are zero token «AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…»']],
    ['ES256', hex('00'.repeat(32) + '01'.repeat(32)), ['sig-psychic: number r is zero token «AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…»']],
    ['ES256', hex('01'.repeat(32) + '00'.repeat(32)), ['sig-psychic: number s is zero token «AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE…»']],
    [
      'ES256',
      hex(`${N}${'01'.repeat(32)}`),
      ['sig-psychic: number r is not less than the order of the curve token «_____wAAAAD__________7zm-q2nF56E87nKwvx…»'],
    ],
    [
      'ES256',
      hex(`${'01'.repeat(32)}${N}`),
      ['sig-psychic: number s is not less than the order of the curve token «AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE…»'],
    ],
    ['ES256', hex(`${N.replace(/51$/, '50')}${'01'.repeat(32)}`), []],
    ['ES256', hex(`${'01'.repeat(32)}${N.replace(/51$/, '50')}`), []],
    ['ES256', of(64, 7), ['sig-all-zero: 7 token «BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc…»']],
    ['HS256', of(32, 0), ['sig-all-zero: 0 token «AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…»']],
    ['HS256', of(32, 7), ['sig-all-zero: 7 token «BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc…»']],
    ['HS256', of(7, 7), ['sig-length: 7, HS256, 32,  token «BwcHBwcHBw»']],
    ['HS256', of(8, 7), ['sig-length: 8, HS256, 32,  token «BwcHBwcHBwc»', 'sig-all-zero: 7 token «BwcHBwcHBwc»']],
    ['ES256K', hex(`${'01'.repeat(32)}${'7f'.repeat(32)}`), []],
    ['ES256K', hex(`${'01'.repeat(32)}${'81'.repeat(32)}`), ['sig-high-s the signature']],
    ['ES256', hex(`${'01'.repeat(32)}${'81'.repeat(32)}`), []],
    [
      'HS256',
      'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
      ["sig-copied: jwt.io's former example token «SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQs…»"],
    ],
    ['HS256', 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5d', []],
  ])('of %s: %s', (alg, text, lines) => expect(told(signature, jws({ alg }, CLAIMS, text))).toEqual(lines))
  it('of another token in the text', () => {
    const one = (payload: object, text: string) => jws({ alg: 'ES256' }, payload, text)
    const [r, s, t] = ['01'.repeat(32), '02'.repeat(32), '03'.repeat(32)]
    const lines = (...tokens: string[]) => told(signature, tokens.join('\n')).map((line) => line.replace(/ token.*/, ''))
    expect(lines(one({ a: 1 }, hex(r + s)), one({ a: 2 }, hex(r + t)))).toEqual(['sig-reused: r'])
    expect(lines(one({ a: 1 }, hex(r + s)), one({ a: 2 }, hex(r + s)))).toEqual(['sig-reused: signature'])
    expect(lines(one({ a: 1 }, hex(r + s)), one({ a: 1 }, hex(r + t)))).toEqual([])
    expect(lines(one({ a: 1 }, hex(r + s)), one({ a: 2 }, hex(t + s)))).toEqual([])
    expect(lines(one({ a: 1 }, hex(r + s)), jws({ alg: 'ES256', kid: 'k' }, {}, hex(r + t)))).toEqual([])
    expect(lines(one({ a: 1 }, hex(r + s)), one({ a: 3 }, hex(t + t)), one({ a: 2 }, hex(r + t)))).toEqual(['sig-reused: r'])
  })
  it('of an RSA signature that is not below the modulus', async () => {
    const key = rsa(2048)
    const above = (byte: number) => b64u(new Uint8Array(256).fill(byte))
    const rules = async (text: string) =>
      (await toldOfKey(signature, jws({ alg: 'RS256' }, CLAIMS, text), json(key))).map((line) => line.replace(/[: ].*/, ''))
    expect(await rules(above(0xc2))).toContain('sig-rsa-ge-modulus')
    expect(await rules(above(0xc0))).not.toContain('sig-rsa-ge-modulus')
    expect(await rules(key.n)).toContain('sig-rsa-ge-modulus')
    expect(await rules(b64u(new Uint8Array(255).fill(0xff)))).toContain('sig-length')
    expect(await rules(b64u(new Uint8Array(256).fill(1)))).not.toContain('sig-length')
  })
})
