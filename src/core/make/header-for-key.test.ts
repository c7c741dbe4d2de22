import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generateKey } from '../keys/make/generate-key.ts'
import { keyThumbprint } from '../keys/thumbprint.ts'
import { headerForKey } from './header-for-key.ts'

const key = (await generateKey('ES256'))!
const secret = (await generateKey('HS256'))!
const kid = keyThumbprint(key.jwk)!

it.each([
  ['{"alg":"ES256"}', `{"alg":"ES256","kid":"${kid}"}`],
  ['{"alg":"ES256","kid":"old","typ":"JWT"}', `{"alg":"ES256","kid":"${kid}","typ":"JWT"}`],
  ['{\n  "alg": "ES256",\n  "typ": "JWT"\n}', `{\n  "alg": "ES256",\n  "typ": "JWT",\n  "kid": "${kid}"\n}`],
  ['{ }', `{"kid":"${kid}"}`],
])('names the key in %j and leaves the other bytes alone', (before, after) => expect(headerForKey(before, key)).toBe(after))

it('replaces a key in the header with the public key, and nothing private', () => {
  const text = headerForKey('{"typ":"dpop+jwt","jwk":{"kty":"oct"}}', key)!
  const { kty, crv, x, y } = key.jwk
  expect(JSON.parse(text)).toEqual({ typ: 'dpop+jwt', jwk: { kty, crv, x, y } })
})

it.each([
  ['{"alg":"HS256","kid":"old","typ":"JWT"}', '{"alg":"HS256","typ":"JWT"}'],
  ['{"kid":"old","alg":"HS256"}', '{"alg":"HS256"}'],
  ['{"kid":"old"}', '{}'],
  ['{"alg":"HS256","jwk":{"kty":"EC"}}', '{"alg":"HS256"}'],
  ['{"alg":"HS256"}', '{"alg":"HS256"}'],
])('a secret without an ID removes the ID of any other key: %j', (before, after) => expect(headerForKey(before, secret)).toBe(after))

it.each(['', '[]', '"a"', '{"a"'])('leaves alone what is not a JSON object: %j', (text) => expect(headerForKey(text, key)).toBeUndefined())

it('keeps every other member, whatever the header contains and however it is formatted', () => {
  const header = fc.dictionary(
    fc.string().filter((name) => name !== 'jwk' && name !== '__proto__'),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(header, fc.constantFrom(0, 2, '\t'), (members, space) => {
      const text = JSON.stringify(members, null, space)
      expect(JSON.parse(headerForKey(text, key)!)).toEqual(JSON.parse(JSON.stringify({ ...members, kid })))
    }),
  )
})
