import { describe, expect, test } from 'vitest'
import { vectorCases } from '../core/vectors/vector.fixture.ts'
import { decodeExpectations, encodeExpectations } from '../core/expectations/expectations.ts'
import { readLink, refuseLinkKey, writeExpectationsLink } from './share-link.ts'
import { writeLink } from './share-link.fixture.ts'

const token = (fragment: string) => readLink(fragment)?.token

describe('links of jwt.io', () => {
  const cases = vectorCases('jwtio').filter(({ type }) => type === 'url-fragment')
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { input, expected }) => {
    expect(token(input!)).toBe(expected['extracted_token'])
  })
})

describe('a link', () => {
  test('names a token by any of four names, id_token before access_token before value before token', () => {
    expect(['token', 'value', 'access_token', 'id_token'].map((name) => token(`#${name}=a.b.c`))).toEqual([
      'a.b.c',
      'a.b.c',
      'a.b.c',
      'a.b.c',
    ])
    expect(token('#token=1&value=2&access_token=3&id_token=4')).toBe('4')
    expect(token('#token=1&value=2&access_token=3')).toBe('3')
    expect(token('#token=1&value=2')).toBe('2')
  })

  test('uses the first of repeated names, and skips empty ones', () => {
    expect(token('#token=1&token=2')).toBe('1')
    expect(token('#id_token=&token=1')).toBe('1')
    expect(readLink('#token=')).toBeUndefined()
  })

  test('can contain any text, percent-encoded', () => {
    expect(token(`#token=${encodeURIComponent('Authorization: Bearer a.b.c\n')}`)).toBe('Authorization: Bearer a.b.c\n')
    expect(token('#token=100%')).toBe('100%')
  })

  test('can request large type, with or without a token', () => {
    expect(readLink('#token=a.b.c&present')).toMatchObject({ token: 'a.b.c', present: true })
    expect(readLink('#token=a.b.c&present=1')).toMatchObject({ present: true })
    expect(readLink('#present')).toMatchObject({ token: undefined, present: true })
    expect(readLink('#token=a.b.c')?.present).toBeUndefined()
  })

  test('keeps a plus sign, which belongs to base64 and PEM', () => {
    expect(readLink('#token=a&key=AB+CD')?.key).toBe('AB+CD')
  })

  test('can contain a key under either name, even without a token', () => {
    expect(readLink('#token=a&publicKey=b')).toEqual({ token: 'a', key: 'b' })
    expect(readLink('#publicKey=b&key=c')).toEqual({ token: undefined, key: 'c' })
  })

  test('can contain what a service expects, alone or with a token', () => {
    expect(readLink('#expect=aud%3Dbilling-api%26alg%3DES256')).toEqual({ expect: 'aud=billing-api&alg=ES256' })
    expect(readLink('#token=a&expect=aud%3Db')).toEqual({ token: 'a', expect: 'aud=b' })
    const text = encodeExpectations({ audience: 'a b&c=#%é', algorithms: ['ES256', 'RS256'], leeway: 60, companions: { code: 'secret' } })
    expect(decodeExpectations(readLink(writeExpectationsLink(text))!.expect!)).toEqual({
      audience: 'a b&c=#%é',
      algorithms: ['ES256', 'RS256'],
      leeway: 60,
    })
    expect(text).not.toContain('secret')
  })

  test('is undefined if it names a room, or nothing known', () => {
    for (const fragment of ['', '#', '#/keys', '#/learn/three-parts', '#/learn?token=a', '#section', '#foo=bar'])
      expect(readLink(fragment)).toBeUndefined()
  })

  test('that is written can be read again', () => {
    const key = JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'a+b/c=', y: '&#%' })
    expect(readLink(writeLink('a.b.c~d é', key))).toEqual({ token: 'a.b.c~d é', key })
    expect(readLink(writeLink('a.b.c'))).toEqual({ token: 'a.b.c', key: undefined })
  })
})

describe('the key of a link', () => {
  const pem = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----`

  test.each([
    ['SPKI', pem('PUBLIC KEY')],
    ['PKCS#1', pem('RSA PUBLIC KEY')],
    ['a certificate', pem('CERTIFICATE')],
    ['an old certificate', pem('X509 CERTIFICATE')],
    ['a public JWK', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}'],
    ['a set of public keys', '{"keys":[{"kty":"RSA","n":"AA","e":"AQAB"},{"kty":"OKP","crv":"Ed25519","x":"AA"}]}'],
  ])('is loaded if it is %s', (_, text) => {
    expect(refuseLinkKey(text)).toBeUndefined()
  })

  test.each([
    ['PKCS#8', pem('PRIVATE KEY')],
    ['encrypted PKCS#8', pem('ENCRYPTED PRIVATE KEY')],
    ['PKCS#1', pem('RSA PRIVATE KEY')],
    ['SEC1', pem('EC PRIVATE KEY')],
    ['OpenSSH', pem('OPENSSH PRIVATE KEY')],
    ['a private key behind its public one', `${pem('PUBLIC KEY')}\n${pem('PRIVATE KEY')}`],
    ['a private JWK', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}'],
    ['a secret as JWK', '{"kty":"oct","k":"AA"}'],
    ['an empty secret as JWK', '{"kty":"oct"}'],
    ['an ML-DSA private key', '{"kty":"AKP","alg":"ML-DSA-44","pub":"AA","priv":"AA"}'],
    ['one private key in a set', '{"keys":[{"kty":"RSA","n":"AA","e":"AQAB"},{"kty":"RSA","n":"AA","e":"AQAB","d":"AA"}]}'],
  ])('is rejected as private if it is %s', (_, text) => {
    expect(refuseLinkKey(text)).toBe('private')
  })

  test.each(['your-256-bit-secret', '', '"secret"', '{}', '[]', '{"keys":[]}', '{"keys":[1]}', 'null', 'c2VjcmV0', '{"kty":1}'])(
    'is refused as no public key where it is %j',
    (text) => {
      expect(refuseLinkKey(text)).toBe('not-public')
    },
  )
})
