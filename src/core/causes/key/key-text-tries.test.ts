// Checks what is tried for a key’s text: other formats, raw bytes, members in other encodings, and a damaged PEM.
import { describe, expect, it } from 'vitest'
import { ED25519, hexOf, P256, P256_D, P256_PEM, RSA, RSA_N } from '../rfc-keys.fixture.ts'
import { token, triedBy } from '../tried.fixture.ts'

const json = JSON.stringify
const of = (alg: string) => token(`{"alg":"${alg}"}`, '{"iss":"https://a/","iat":1516239022}', 'x'.repeat(64))

describe('tries for a key in another format', () => {
  it.each<[string, string, string, string[]]>([
    [
      'key-other-format',
      'RS256',
      RSA_N,
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'RS256',
      hexOf(RSA_N),
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'RS256',
      `00${hexOf(RSA_N)}`,
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
        'the modulus of an RSA key, with exponent 65537, RSA public key, 3080 bits, JWK: RSA public key, 3080 bits, JWK n 00d2fc e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 3080 bits, JWK: RSA public key, 3080 bits, JWK n 00d2fc e Aw → key (Key)',
      ],
    ],
    ['key-other-format', 'RS256', `${hexOf(RSA_N)}00`, []],
    [
      'key-other-format',
      'RS256',
      `7f${hexOf(RSA_N).slice(2)}`,
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 3072 bits, JWK: RSA public key, 3072 bits, JWK n 7ffc7b e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 3072 bits, JWK: RSA public key, 3072 bits, JWK n 7ffc7b e Aw → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'RS256',
      `Modulus=${hexOf(RSA_N).toUpperCase()}`,
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'RS256',
      `Public-Key: (2048 bit)\nModulus:\n 00:${hexOf(RSA_N).replace(/..(?=.)/g, '$&:')}\nExponent: 65537`,
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'RS256',
      hexOf(RSA_N).replace(/..(?=.)/g, '$&:'),
      [
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
        'the modulus of an RSA key, with exponent 65537, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'the modulus of an RSA key, with exponent 3, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e Aw → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'RS256',
      Buffer.from(json(RSA)).toString('hex'),
      [
        'reported anyway the key’s text in hex, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmb … KnqDKgw","e":"AQAB"} (373) (Key)',
      ],
    ],
    ['key-other-format', 'RS256', Buffer.from(`no key, but a text: ${json('x'.repeat(200))}`).toString('base64'), []],
    [
      'key-other-format',
      'ES256',
      `04${hexOf(P256.x)}${hexOf(P256.y)}`,
      ['the coordinates x and y of a P-256 point, EC P-256 public key, JWK: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (Key)'],
    ],
    ['key-other-format', 'ES256', `05${hexOf(P256.x)}${hexOf(P256.y)}`, []],
    [
      'key-other-format',
      'ES256',
      `${hexOf(P256.x)}${hexOf(P256.y)}`,
      ['the coordinates x and y of a P-256 point, EC P-256 public key, JWK: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (Key)'],
    ],
    [
      'key-other-format',
      'ES256',
      hexOf(P256_D),
      [
        'the private number of a P-256 key, EC P-256 private key, JWK: EC P-256 private key, JWK x f83OJ3 y x_FEzR d jpsQnn → key (Key)',
        'the private number of a secp256k1 key, EC secp256k1 private key, JWK: EC secp256k1 private key, JWK x z0gho1 y D7Hotp d jpsQnn → key (Key)',
        'the private number of a P-384 key, EC P-384 private key, JWK: EC P-384 private key, JWK x IgtdQC y -7LbDr d 8e9b10 → key (Key)',
      ],
    ],
    [
      'key-other-format',
      'ES256',
      `x: ${P256.x}, "y": "${P256.y}"`,
      ['the coordinates x and y of a P-256 point, EC P-256 public key, JWK: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (Key)'],
    ],
    [
      'key-other-format',
      'ES256',
      `X = ${hexOf(P256.x)}\nY = ${hexOf(P256.y)}`,
      ['the coordinates x and y of a P-256 point, EC P-256 public key, JWK: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (Key)'],
    ],
    ['key-other-format', 'ES256', `ax = ${hexOf(P256.x)}\nY = ${hexOf(P256.y)}`, []],
    ['key-other-format', 'ES256', `x = ${hexOf(P256.x)}`, []],
    ['key-other-format', 'ES256', `y = ${hexOf(P256.x)}`, []],
    ['key-other-format', 'ES256', json(P256), []],
    [
      'key-okp-raw',
      'EdDSA',
      hexOf(ED25519.x),
      [
        'Ed25519, public, Ed25519 public key, JWK: Ed25519 public key, JWK x 11qYAY → key (Key)',
        'Ed25519, seed, Ed25519 private key, JWK: Ed25519 private key, JWK x E0x0Ws d 11qYAY → key (Key)',
      ],
    ],
    [
      'key-okp-raw',
      'EdDSA',
      `${hexOf(P256.x)}${hexOf(ED25519.x)}`,
      ['Ed25519, public, Ed25519 public key, JWK: Ed25519 public key, JWK x 11qYAY → key (Key)'],
    ],
    ['key-okp-raw', 'EdDSA', `${hexOf(ED25519.x)}00`, []],
    [
      'key-okp-raw',
      'EdDSA',
      json(ED25519),
      ['Ed25519, seed, Ed25519 private key, JWK: Ed25519 private key, JWK x E0x0Ws d 11qYAY → key (Key)'],
    ],
    ['key-okp-raw', 'EdDSA', json(P256), []],
  ])('%s for %s: %s', async (cause, alg, key, tried) => expect(await triedBy(cause, of(alg), key)).toEqual(tried))
})

describe('tries for the members of a JWK', () => {
  it.each<[string, string, string, string[]]>([
    [
      'key-jwk-coordinates',
      'ES256',
      json({ ...P256, x: hexOf(P256.x), y: `0x${hexOf(P256.y)}` }),
      ['reported anyway hex instead of base64url, EC P-256 public key, JWK: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (Key)'],
    ],
    [
      'key-jwk-coordinates',
      'ES256',
      json({ ...P256, x: P256.y, y: P256.x }),
      ['reported anyway swapped, x for y, EC P-256 public key, JWK: EC P-256 public key, JWK x f83OJ3 y x_FEzR → key (Key)'],
    ],
    [
      'key-jwk-coordinates',
      'RS256',
      json({ ...RSA, n: BigInt(`0x${hexOf(RSA_N)}`).toString(), e: 65_537 }),
      [
        'reported anyway decimal numbers instead of base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'reported anyway full of characters that are not base64url, RSA public key, 3696 bits, JWK: RSA public key, 3696 bits, JWK n 266345 e 6553 → key (Key)',
      ],
    ],
    [
      'key-jwk-coordinates',
      'RS256',
      json({ ...RSA, n: RSA_N.replace(/.{20}/g, '$&!') }),
      [
        'reported anyway full of characters that are not base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
      ],
    ],
    [
      'key-jwk-coordinates',
      'HS256',
      json({ ...RSA, n: RSA_N.replace(/.{20}/g, '$&!') }),
      [
        'reported anyway full of characters that are not base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
      ],
    ],
    [
      'key-jwk-coordinates',
      'RS256',
      ` ${json({ ...RSA, n: RSA_N.replace(/.{20}/g, '$&!') })} `,
      [
        'reported anyway full of characters that are not base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
      ],
    ],
    ['key-jwk-coordinates', 'RS256', `[${json({ ...RSA, n: RSA_N.replace(/.{20}/g, '$&!') })}]`, []],
    ['key-jwk-coordinates', 'RS256', json({ n: RSA_N.replace(/.{20}/g, '$&!'), e: 'AQAB' }), []],
    ['key-jwk-coordinates', 'RS256', json({ ...RSA, e: 3 }), []],
    [
      'key-jwk-coordinates',
      'RS256',
      json({ ...RSA, e: '65537' }),
      [
        'reported anyway decimal numbers instead of base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'reported anyway full of characters that are not base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e 6553 → key (Key)',
      ],
    ],
    [
      'key-jwk-coordinates',
      'RS256',
      json({ ...RSA, e: '010001' }),
      [
        'reported anyway hex instead of base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'reported anyway decimal numbers instead of base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e JxE → key (Key)',
        'reported anyway full of characters that are not base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e 01000w → key (Key)',
      ],
    ],
    [
      'key-jwk-coordinates',
      'RS256',
      json(RSA),
      [
        'reported anyway hex instead of base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'reported anyway decimal numbers instead of base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
        'reported anyway full of characters that are not base64url, RSA public key, 2048 bits, JWK: RSA public key, 2048 bits, JWK n 0vx7ag e AQAB → key (Key)',
      ],
    ],
  ])('%s for %s: %s', async (cause, alg, key, tried) => expect(await triedBy(cause, of(alg), key)).toEqual(tried))
})

const lines = (how: (line: string) => string) => P256_PEM.trim().split('\n').map(how).join('\n')

describe('tries for a PEM', () => {
  it.each<[string, string, string[]]>([
    ['whole', P256_PEM, []],
    [
      'without its BEGIN line',
      P256_PEM.replace(/^.*\n/, ''),
      [
        'reported anyway a BEGIN or END line is missing or misspelled, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
        'reported anyway it contains characters that are not base64, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
        'reported anyway a URL decoder turned + into a space, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
      ],
    ],
    ['without its lines', lines((line) => line.replace(/^-.*/, '')), []],
    [
      'quoted in a mail',
      lines((line) => `> > ${line}`),
      [
        'reported anyway its lines begin with marks of an e-mail, a diff or a listing, EC P-256 public key, SPKI PEM: EC P-256 public key, SPKI PEM x f83OJ3 y x_FEzR → -----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZ … -END PUBLIC KEY----- (177) (Key)',
        'reported anyway it contains characters that are not base64, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
      ],
    ],
    [
      'of a diff',
      lines((line) => `+${line}`),
      [
        'reported anyway its lines begin with marks of an e-mail, a diff or a listing, EC P-256 public key, SPKI PEM: EC P-256 public key, SPKI PEM x f83OJ3 y x_FEzR → -----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZ … -END PUBLIC KEY----- (177) (Key)',
      ],
    ],
    [
      'of a listing',
      lines((line) => `12: ${line}`),
      [
        'reported anyway its lines begin with marks of an e-mail, a diff or a listing, EC P-256 public key, SPKI PEM: EC P-256 public key, SPKI PEM x f83OJ3 y x_FEzR → -----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZ … -END PUBLIC KEY----- (177) (Key)',
      ],
    ],
    [
      'with marks on its lines',
      lines((line) => `${line}…`),
      [
        'reported anyway it contains characters that are not base64, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
      ],
    ],
    [
      'with spaces for plus signs',
      P256_PEM.replaceAll('+', ' '),
      [
        'reported anyway a URL decoder turned + into a space, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
      ],
    ],
    [
      'percent-encoded',
      encodeURIComponent(P256_PEM),
      [
        'reported anyway it is percent-encoded, EC P-256 public key, SPKI PEM: EC P-256 public key, SPKI PEM x f83OJ3 y x_FEzR → -----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZ … END PUBLIC KEY-----\n (178) (Key)',
      ],
    ],
    ['with two hyphens', P256_PEM.replaceAll('-----', '--').replace('PUBLIC', 'PUBLIK'), []],
    [
      'with written line breaks and a foreign mark',
      P256_PEM.replace(/\n/g, '\\r\\n').replace('MFkw', 'MF!kw'),
      [
        'reported anyway it contains characters that are not base64, EC P-256 public key, SPKI DER in base64: EC P-256 public key, SPKI DER in base64 x f83OJ3 y x_FEzR → MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ== (Key)',
      ],
    ],
    ['that is not a key', '-----BEGIN PUBLIC KEY-----\nAAAA\n', []],
  ])('%s', async (_, key, tried) => expect(await triedBy('key-pem-damaged', of('ES256'), key)).toEqual(tried))
  it('says how much is missing', async () => {
    expect(await triedBy('key-pem-truncated', of('ES256'), P256_PEM.replace(/6e8.*\n/, ''))).toEqual(['43, 91: a fact'])
    expect(await triedBy('key-pem-truncated', of('ES256'), P256_PEM)).toEqual([])
  })
  it('skips text longer than any key', async () => {
    const quoted = (after: number) => `${lines((line) => `> ${line}`)}\n${' '.repeat(after)}`
    const most = 40_000 - quoted(0).length
    expect(await triedBy('key-pem-damaged', of('ES256'), quoted(most - 1))).not.toEqual([])
    expect(await triedBy('key-pem-damaged', of('ES256'), quoted(most))).toEqual([])
  })
  it('says that a private key was given, if it doesn’t verify', async () => {
    expect(await triedBy('key-private-given', of('ES256'), json({ ...P256, d: P256_D }))).toEqual(['EC P-256 private key, JWK: a fact'])
    expect(await triedBy('key-private-given', of('ES256'), json(P256))).toEqual([])
    expect(await triedBy('key-private-given', of('RS256'), json({ ...P256, d: P256_D }))).toEqual([])
  })
})
