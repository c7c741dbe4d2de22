// Compares tokens of two users, of two moments and of two systems, and tokens with themselves.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../text/base64url.ts'
import { compareTokens } from './compare.ts'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'

const encode = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const token = (payload: string, header = '{"alg":"HS256","kid":"a"}', signature = 'AAAA'): Token =>
  inspect(`${encode(header)}.${encode(payload)}.${signature}`).token!
const payloads = (first: string, second: string) => compareTokens(token(first), token(second)).payload

describe('two payloads', () => {
  it('say what was added, removed and changed', () => {
    const { differences, same } = payloads('{"sub":"a","aud":"x","n":1}', '{"sub":"b","n":1,"admin":true}')
    expect(same).toBe(1)
    expect(differences).toEqual([
      { kind: 'changed', path: ['sub'], before: '"a"', after: '"b"', words: undefined },
      { kind: 'removed', path: ['aud'], before: '"x"', after: undefined, words: undefined },
      { kind: 'added', path: ['admin'], before: undefined, after: 'true', words: undefined },
    ])
  })

  it.each([
    ['{"exp":1795340220}', '{"exp":1795341120}', 'expires 15 minutes later'],
    ['{"iat":1795340220}', '{"iat":1795336620}', 'was issued 1 hour earlier'],
    ['{"nbf":10}', '{"nbf":10.0}', 'the same instant'],
    ['{"exp":"soon"}', '{"exp":1}', undefined],
    ['{"exp":1795340220000}', '{"exp":1795340220}', undefined],
    ['{"scope":"a b"}', '{"scope":"b c d"}', 'gains “c”, “d”, loses “a”'],
    ['{"aud":["x","y"]}', '{"aud":["y","x"]}', 'the same in another order'],
    ['{"roles":["user"]}', '{"roles":["user","admin"]}', 'gains “admin”'],
  ])('of %s and %s say: %s, %s', (first, second, words) => {
    expect(payloads(first, second).differences[0]?.words).toBe(words)
  })

  it('go into objects, and know big numbers apart', () => {
    const { differences } = payloads('{"realm":{"id":9007199254740993,"name":"x"}}', '{"realm":{"id":9007199254740992,"name":"x"}}')
    expect(differences).toEqual([
      { kind: 'changed', path: ['realm', 'id'], before: '9007199254740993', after: '9007199254740992', words: undefined },
    ])
  })

  it.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}', ['order']],
    ['{"a":1,"b":2}', '{ "a": 1, "b": 2 }', ['whitespace']],
    ['{ "a":1}', '{"a": 1}', ['whitespace']],
    ['{"a":1,"b":2}', '{\n"b":2,\n"a":1}', ['order', 'whitespace']],
    ['{"a":"é"}', String.raw`{"a":"\u00e9"}`, ['escapes']],
    ['{"a":"x y"}', '{"a":"x y"}', []],
  ])('of %s and %s have the same claims and differ in form', (first, second, form) => {
    const compared = payloads(first, second)
    expect(compared.differences).toEqual([])
    expect(compared.form).toEqual(form)
    expect(compared.identical).toBe(form.length === 0)
  })

  it('are compared as a whole if one isn’t a JSON object', () => {
    expect(payloads('hello', '{"a":1}').differences).toEqual([
      { kind: 'changed', path: [], before: 'hello', after: '{"a":1}', words: undefined },
    ])
    expect(payloads('hello', 'hello')).toMatchObject({ differences: [], identical: true })
  })

  it('do not stumble over the names of an object’s own', () => {
    expect(payloads('{"__proto__":1}', '{"constructor":1}').differences.map(({ kind, path }) => [kind, ...path])).toEqual([
      ['removed', '__proto__'],
      ['added', 'constructor'],
    ])
  })
})

describe('two tokens', () => {
  it('have the same or another signature and key', () => {
    expect(compareTokens(token('{}'), token('{}'))).toMatchObject({ signature: 'same', keys: 'same' })
    expect(compareTokens(token('{}', '{"alg":"HS256"}', 'AAA'), token('{}', '{"alg":"HS256"}', 'AAB'))).toMatchObject({
      signature: 'respelled',
      keys: 'unnamed',
    })
    expect(compareTokens(token('{}'), token('{}', '{"alg":"HS256","kid":"b"}', 'AAAB'))).toMatchObject({
      signature: 'another',
      keys: 'another',
    })
    expect(compareTokens(token('{}'), token('{}', '{"alg":"none"}', ''))).toMatchObject({ signature: 'only-first', keys: 'only-first' })
  })

  it('tell how long each lives', () => {
    expect(compareTokens(token('{"iat":100,"exp":1000}'), token('{"iat":500,"exp":4100}')).lifetimes).toEqual([900, 3600])
    expect(compareTokens(token('{"iat":100}'), token('{"iat":500,"exp":4100}')).lifetimes).toBeUndefined()
  })

  it('never differ from themselves, and never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.oneof(fc.json(), fc.string()), (first, second) => {
        const [a, b] = [token(first), token(second)]
        const self = compareTokens(a, a)
        expect([...self.header.differences, ...self.payload.differences, ...self.payload.form]).toEqual([])
        const there = compareTokens(a, b).payload
        const back = compareTokens(b, a).payload
        expect(back.differences.length).toBe(there.differences.length)
        expect(there.differences.length + there.form.length === 0).toBe(there.identical)
      }),
    )
  })
})
