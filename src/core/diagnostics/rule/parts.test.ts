// Checks the parts of a token that rules look at.
import { describe, expect, it } from 'vitest'
import { inspect } from '../../inspect.ts'
import { jwe, jws, segment, SIGNATURE } from '../token.fixture.ts'
import { meansToBeClaims, namedSegments, textParts } from './parts.ts'

const open = (text: string) => inspect(text).token!

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
