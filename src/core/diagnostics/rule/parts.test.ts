// Whether a text was once a token, and the parts of it that rules look at.
import { describe, expect, it } from 'vitest'
import { inspect } from '../../inspect.ts'
import { jwe, jws, segment, SIGNATURE } from '../token.fixture.ts'
import { encodedTwice, hexJson, looksLikeToken, meansToBeClaims, namedSegments, textParts } from './parts.ts'

const open = (text: string) => inspect(text).token!
const bytes = (...values: number[]) => Uint8Array.from(values)

describe('a text looks like a token', () => {
  it.each<[string, string, boolean]>([
    ['whole', jws(), true],
    ['in JSON', JSON.stringify({ payload: 'e30', protected: 'x', signature: 'AA' }), true],
    ['with a cut header', `${segment('{"alg":')}.e30.AA`, true],
    ['with a byte-order mark and blanks', `${segment('\ufeff {"x')}.e30.AA`, true],
    ['with "alg" in a header that is no JSON', `${segment("x'alg' : y")}.e30.AA`, true],
    ['in UTF-16', `${segment(bytes(0xff, 0xfe, 0x7b, 0))}.e30.AA`, true],
    ['in UTF-16 without a mark', `${segment(bytes(0, 0x7b))}.e30.AA`, true],
    ['in UTF-16 the other way round', `${segment(bytes(0x7b, 0))}.e30.AA`, true],
    ['with a header in base64 twice', `${segment(segment({ alg: 'HS256' }))}.e30.AA`, true],
    ['with a header in hex', `${Buffer.from('{"alg":1}').toString('hex')}.e30.AA`, true],
    ['with the first byte of a mark alone', `${segment(bytes(0xff, 0x41))}.e30.AA`, false],
    ['with the second byte of a mark alone', `${segment(bytes(0x41, 0xfe))}.e30.AA`, false],
    ['with an empty header', '.e30.AA', false],
    ['with words for a header', `${segment('hello')}.e30.AA`, false],
    ['with alg as a word', `${segment('alg: 1')}.e30.AA`, false],
  ])('%s', (_, text, looks) => expect(looksLikeToken(open(text))).toBe(looks))
})

describe('the segments of a token', () => {
  const names = (text: string) =>
    namedSegments(open(text)).map(({ name, segment: { text: characters } }) => `${name} ${characters.slice(0, 4)}`)
  it('are named by their place', () => {
    expect(names(jws({ alg: 'HS256' }, {}))).toEqual(['header eyJh', 'payload e30', `signature ${SIGNATURE.slice(0, 4)}`])
    expect(names(jwe({ alg: 'dir', enc: 'A128GCM' }))).toEqual([
      'header eyJh',
      'encrypted key ',
      'initialization vector CzBV',
      'ciphertext CzBV',
      'authentication tag CzBV',
    ])
    expect(names('e30.e30.AA.BB')).toEqual(['header e30', 'payload e30', 'signature AA', 'part 4 BB'])
    expect(names(`${jws({ alg: 'HS256' }, {}, 'AA')}~WyJh~WyJi~`).slice(2)).toEqual([
      'signature AA',
      'disclosure 1 WyJh',
      'disclosure 2 WyJi',
    ])
    expect(names(`${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.raw.AA`)).toEqual(['header eyJh', 'signature AA'])
  })
  it('are named in a serialization as well', () => {
    const entry = (signature: string) => ({ protected: segment({ alg: 'HS256' }), signature })
    expect(names(JSON.stringify({ payload: 'e30', signatures: [entry('AA'), entry('BB')] }))).toEqual([
      'header eyJh',
      'payload e30',
      'signature AA',
      'header of signature 2 eyJh',
      'signature 2 BB',
    ])
    expect(
      names(JSON.stringify({ payload: 'raw', protected: segment({ alg: 'HS256', b64: false, crit: ['b64'] }), signature: 'AA' })),
    ).toEqual(['header eyJh', 'signature AA'])
    const recipients = [{ encrypted_key: 'AA' }, { encrypted_key: 'BB' }]
    expect(
      names(JSON.stringify({ protected: segment({ alg: 'A128KW', enc: 'A128GCM' }), recipients, iv: 'CC', ciphertext: 'DD', tag: 'EE' })),
    ).toEqual(['header eyJh', 'encrypted key AA', 'encrypted key BB', 'initialization vector CC', 'ciphertext DD', 'authentication tag EE'])
  })
  it('that are text are header and payload, where they are there', () => {
    const parts = (text: string) => textParts(open(text)).map((part) => part.in)
    expect(parts(jws())).toEqual(['header', 'payload'])
    expect(parts(jws({}, ''))).toEqual(['header'])
    expect(parts('.e30.AA')).toEqual(['payload'])
    expect(parts('..')).toEqual([])
  })
})

it('a payload is meant to be claims where "typ" says so, or where it begins as an object does', () => {
  const meant = (typ: string | undefined, payload: string) => meansToBeClaims(open(jws({ alg: 'HS256', typ }, payload)))
  for (const typ of ['JWT', 'application/jwt', 'at+jwt', 'application/at+JWT']) expect(meant(typ, 'text'), typ).toBe(true)
  for (const typ of ['JOSE', 'jwtx', 'xjwt', 'application/json', undefined]) expect(meant(typ, 'text'), typ).toBe(false)
  for (const payload of ['{', ' {', '\ufeff\n{']) expect(meant(undefined, payload), payload).toBe(true)
  for (const payload of ['[{', 'x{', '']) expect(meant(undefined, payload), payload).toBe(false)
})

it('base64url of base64url of JSON', () => {
  const twice = (text: string) => encodedTwice(open(`${segment(text)}.e30.AA`).header.segment)
  for (const text of [segment('{"a":1}'), segment('{ "a":1}'), `${segment('{"ab":1}')}=`, segment('{"abc":1}').replace('J', 'J')])
    expect(twice(text), text).toBe(true)
  for (const text of [
    'e30',
    segment('[1,2,3]'),
    segment('{abcdef}'),
    `x${segment('{"a":1}')}`,
    `${segment('{"a":1}')}!`,
    `${segment('{"a":1}')}===`,
  ])
    expect(twice(text), text).toBe(false)
})

it('hex of JSON', () => {
  for (const text of ['7b22617d', '7B7D7B7D', '5b31325d', '7b22225d']) expect(hexJson(text), text).toBe(true)
  for (const text of ['7b7d', '7b227d', '7b2g7d00', '7b22610d', '007b7d7d', '7b22617d0']) expect(hexJson(text), text).toBe(false)
})
