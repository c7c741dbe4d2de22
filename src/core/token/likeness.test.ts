// Recognizing texts that were once tokens, and texts worth decoding.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { encodedTwice, hexJson, isWorthReading, looksLikeToken } from './likeness.ts'

const open = (text: string) => inspect(text).token!
const bytes = (...values: number[]) => Uint8Array.from(values)
const segment = (content: string | Uint8Array | object) =>
  Buffer.from(typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content)).toString('base64url')
const jws = (header: object = { alg: 'HS256' }) => `${segment(header)}.e30.${'A'.repeat(43)}`

describe('a text looks like a token', () => {
  it.each<[string, string, boolean]>([
    ['whole', jws(), true],
    ['in JSON', JSON.stringify({ payload: 'e30', protected: 'x', signature: 'AA' }), true],
    ['with a cut header', `${segment('{"alg":')}.e30.AA`, true],
    ['with a byte-order mark and a space', `${segment('\ufeff {"x')}.e30.AA`, true],
    ['with "alg" in a header that is not JSON', `${segment("x'alg' : y")}.e30.AA`, true],
    ['in UTF-16', `${segment(bytes(0xff, 0xfe, 0x7b, 0))}.e30.AA`, true],
    ['in UTF-16 without a mark', `${segment(bytes(0, 0x7b))}.e30.AA`, true],
    ['in UTF-16 the other way round', `${segment(bytes(0x7b, 0))}.e30.AA`, true],
    ['with a header in base64 twice', `${segment(segment({ alg: 'HS256' }))}.e30.AA`, true],
    ['with a header in hex', `${Buffer.from('{"alg":1}').toString('hex')}.e30.AA`, true],
    ['with only the first byte of a mark', `${segment(bytes(0xff, 0x41))}.e30.AA`, false],
    ['with only the second byte of a mark', `${segment(bytes(0x41, 0xfe))}.e30.AA`, false],
    ['with an empty header', '.e30.AA', false],
    ['with words for a header', `${segment('hello')}.e30.AA`, false],
    ['with alg as a word', `${segment('alg: 1')}.e30.AA`, false],
  ])('%s', (_, text, looks) => expect(looksLikeToken(open(text))).toBe(looks))
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

const isRead = (text: string) => {
  const { found, token } = inspect(text)
  return isWorthReading(text, found.length, token)
}

describe('a text is worth decoding', () => {
  it.each([
    ['a token', jws()],
    ['a token in a header line', `Authorization: Bearer ${jws()}`],
    ['a header alone', segment({ alg: 'HS256' })],
    ['a token that was cut off in its header', segment({ alg: 'HS256', typ: 'JWT' }).slice(0, 9)],
    ['a token that was cut off in its payload', jws().slice(0, 23)],
    ['a token without its header', `.${segment({ sub: 'a' })}.AAAA`],
    ['a token that lost its first characters', jws().slice(2)],
    ['a token with a different first character', `x${jws().slice(1)}`],
    ['an encrypted token whose header is damaged', `x${segment({ alg: 'dir', enc: 'A128GCM' })}..AAAA.AAAA.AAAA`],
    ['a header with whitespace before it', `${segment('\n {"alg":"HS256"}')}.e30.AAAA`],
    ['a JSON object', ' {"hello": "world"}'],
    ['a list of JSON objects', '[{"kty": "oct"}]'],
    ['a JSON serialization', JSON.stringify({ payload: 'e30', protected: 'x', signature: 'AA' })],
    ['a key in PEM', '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----'],
    ['an SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC4pK2dePGgc'],
    ['the base64 of a token', Buffer.from(jws()).toString('base64')],
    ['a token that was percent-encoded twice', `back=${encodeURIComponent(encodeURIComponent(jws()).replaceAll('.', '%2E'))}`],
    ['two tokens', `${jws()} ${jws({ alg: 'HS384' })}`],
  ])('if it contains %s', (_, text) => expect(isRead(text)).toBe(true))

  it.each([
    ['nothing', ''],
    ['whitespace', ' \n'],
    ['prose', 'hello, this is not a token at all'],
    ['sentences', 'Dear all. The build is green. Yours'],
    ['a word', 'eyebrow'],
    ['a host name', 'login.payroll.example'],
    ['a URL', 'https://eyewear.example/shop?page=2'],
    ['a version', '1.2.3'],
    ['letters', 'a.b.c'],
    ['dots', '.'.repeat(5000)],
    ['an opaque token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['an opaque token with dots', 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU'],
    ['a log without a token', '[2026-01-01 10:00] GET /health 200'],
    ['a page', '<html><body>no token</body></html>'],
    ['another alphabet', 'здравствуйте, это не токен'],
  ])('but not if it contains %s', (_, text) => expect(isRead(text)).toBe(false))

  it('if a header can be read, whatever follows it', () => {
    fc.assert(
      fc.property(fc.object(), fc.string(), (header, rest) => {
        const text = `${segment(header)}.${rest}`
        expect(isRead(text) || !inspect(text).token!.header.readable).toBe(true)
      }),
    )
  })

  it('and any text gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void isRead(text)))
  })

  const folder = new URL('../vectors/', import.meta.url)
  const tokens = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases?: unknown[] }).cases ?? [])
    .map((each) => each as { id?: string; token?: unknown; expected?: { verdict?: string } })
    .filter(({ id, token, expected }) => typeof token === 'string' && !id?.startsWith('disclosure-') && expected?.verdict !== 'undecodable')

  it('if a test vector contains something readable', () => {
    expect(tokens.length).toBeGreaterThan(300)
    expect(tokens.filter(({ token }) => !isRead(token as string)).map(({ id }) => id)).toEqual([])
  })
})
