import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { inspect } from '../../core/inspect.ts'
import { expectationsOf } from './expectations-of.ts'

const encode = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const of = (header: unknown, payload: unknown) =>
  expectationsOf(inspect(`${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}.c2ln`).token!)

describe('expectations of a token', () => {
  it('are its issuer, first audience, type and algorithm', () => {
    expect(of({ alg: 'ES256', typ: 'at+jwt' }, { iss: 'me', aud: ['a', 'b'], sub: 'x' })).toEqual({
      issuer: 'me',
      audience: 'a',
      typ: 'at+jwt',
      algorithms: ['ES256'],
    })
  })

  it('leave out what is not there as text, and never allow "none"', () => {
    expect(of({ alg: 'none' }, { iss: 5, aud: [], sub: 'x' })).toEqual({})
    expect(of({ alg: 'NONE' }, [])).toEqual({})
  })

  it('can be made of anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (header, payload) => {
        const { token } = inspect(`${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}.c2ln`)
        if (token) expect(() => expectationsOf(token)).not.toThrow()
      }),
    )
  })
})
