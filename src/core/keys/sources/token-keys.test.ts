// The keys that a header names: which can be tried, which must be fetched first, and which are unusable.
import { isSecretText } from '../key-material.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../text/base64url.ts'
import { inspect } from '../../inspect.ts'
import { readKey } from '../read/read-key.ts'
import { tokenKeys } from './token-keys.ts'

const headerOf = (header: object) =>
  inspect(`${encodeBase64url(new TextEncoder().encode(JSON.stringify({ alg: 'HS256', ...header })))}.e30.AA`).token!.header
const keysOf = (header: object) => tokenKeys(headerOf(header))

describe('the keys a token names', () => {
  it('are absent from most tokens', () => {
    expect(keysOf({ kid: 'a', x5t: 'b' })).toEqual([])
  })

  it('are a JWK, and URLs exactly as given', async () => {
    const [jwk, jku, x5u] = keysOf({ x5u: 'https://a.example/c', jku: 'javascript:alert(1)', jwk: { kty: 'oct', k: 'AQID' } })
    expect((await readKey(jwk!.text!)).keys[0]).toMatchObject({ kind: 'secret', bits: 24 })
    expect([jku!.url, x5u!.url]).toEqual(['javascript:alert(1)', 'https://a.example/c'])
  })

  it('include the first certificate of a chain', () => {
    const [x5c] = keysOf({ x5c: ['A'.repeat(100), 'BBBB'] })
    expect(x5c).toMatchObject({ certificates: 2, malformed: false })
    expect(x5c!.text).toBe(`-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n${'A'.repeat(36)}\n-----END CERTIFICATE-----\n`)
  })

  it.each([
    ['a jwk that is text', { jwk: 'secret' }],
    ['a jwk without kty', { jwk: { k: 'AQID' } }],
    ['a jwk that is a set', { jwk: { keys: [] } }],
    ['an x5c that is text', { x5c: 'AAAA' }],
    ['an empty x5c', { x5c: [] }],
    ['an x5c with PEM in it', { x5c: ['AAAA\n-----END CERTIFICATE-----\n-----BEGIN PUBLIC KEY-----'] }],
    ['a jku that is a list', { jku: ['https://a.example'] }],
  ])('cannot be tried: %s', (_, header) => {
    expect(keysOf(header)).toMatchObject([{ malformed: true, text: undefined, url: undefined }])
  })

  it('never throw, and never turn into a secret what is not a JWK', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (jwk, x5c) => {
        for (const { text } of keysOf({ jwk, x5c })) {
          if (text !== undefined) expect(isSecretText(await readKey(text, { alg: 'HS256' }))).toBe(false)
        }
      }),
    )
  })
})
