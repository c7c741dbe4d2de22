// Checks that a key in the same text as a token is found, and that nothing else is taken for one.
import fc from 'fast-check'
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { jwe, jws } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'

const TOKEN = jws()
const PAIRED = jws({ alg: 'ES256' })
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString().trim()
const JWK = JSON.stringify(publicKey.export({ format: 'jwk' }))
const SET = JSON.stringify({ keys: [publicKey.export({ format: 'jwk' }), privateKey.export({ format: 'jwk' })] }, null, 2)
const keyIn = (text: string) => {
  const { key } = inspect(text)
  return key && text.slice(key.from, key.to)
}

describe('a key beside a token', () => {
  test.each([
    ['PEM before it', `${PEM}\n\n${PAIRED}`, PEM],
    ['PEM after it', `token: ${PAIRED}\nkey:\n${PEM}\n`, PEM],
    ['a JWK', `${PAIRED}\n\n${JWK}`, JWK],
    ['an indented JWK Set', `The set:\n${SET}\nThe token: ${PAIRED}`, SET],
    ['a JWK in a test fixture', `{"jwt":"${PAIRED}","key":${JWK},"valid":true}`, JWK],
    ['a secret JWK', `${TOKEN}\n{"kty":"oct","k":"c2VjcmV0"}`, '{"kty":"oct","k":"c2VjcmV0"}'],
    ['a secret in a .env file', `PORT=80\nJWT_SECRET=s3cr3t-value\nTOKEN=${TOKEN}\n`, 's3cr3t-value'],
    ['a secret in code', `const secret = 'your-256-bit-secret';\nverify('${TOKEN}', secret)`, 'your-256-bit-secret'],
    ['a secret with spaces, in quotes', `signing key: "two words"\n${TOKEN}`, 'two words'],
  ])('%s', (_, text, key) => {
    expect(keyIn(text)).toBe(key)
    expect([TOKEN, PAIRED]).toContain(inspect(text).token?.compact)
  })

  test.each([
    ['the beginning of a PEM block', `-----BEGIN PUBLIC KEY-----\n${PAIRED}`],
    ['a JWK that is cut off', `${PAIRED}\n${JWK.slice(0, -5)}`],
    ['a sentence about a secret', `${TOKEN} is a secret, keep it`],
    ['the secret of a token response', `client_secret_expires_at: 0\n${TOKEN}`],
    ['a private key beside a JWE', `${PEM}\n${jwe({ alg: 'RSA-OAEP', enc: 'A128GCM' })}`],
    ['the URL of a key', `secret: https://keys.example/1\n${TOKEN}`],
    ['the secret of a client beside a token under a key pair', `client_secret=s3cr3t-value&client_assertion=${PAIRED}`],
    ['a public JWK beside an HMAC', `${JWK}\n${TOKEN}`],
    ['a public key beside an HMAC', `${PEM}\n${TOKEN}`],
    ['another token', `secret: ${jws({ alg: 'ES256' })}\n${TOKEN}`],
  ])('%s is not taken for a key', (_, text) => {
    expect(keyIn(text)).toBeUndefined()
  })

  test('the text around it is still listed as ignored', () => {
    const text = `before ${PEM} after ${PAIRED}`
    expect(inspect(text).ignored.map(({ from, to }) => text.slice(from, to).trim())).toEqual(['before', 'after'])
  })

  test('is found within the text, or not at all', () => {
    const piece = fc.constantFrom('"kty":', '{', '}', '"', '-----BEGIN KEY-----', '-----END KEY-----', 'secret=', 'a', '\\', ' ', TOKEN)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const key = keyIn(text)
        expect(key === undefined || (key !== '' && text.includes(key))).toBe(true)
      }),
    )
  })
})
