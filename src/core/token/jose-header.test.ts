import { describe, expect, test } from 'vitest'
import { jws, segment } from '../diagnostics/token.fixture.ts'
import { readJoseHeader, type JoseHeader } from './jose-header.ts'
import { inspect } from '../inspect.ts'
import { parseJson, membersByName } from '../text/json.ts'
import { readTextSegment } from './segment.ts'

function header(content: object | string | Uint8Array, unprotected?: string): JoseHeader {
  const beside = unprotected === undefined ? undefined : membersByName(parseJson(unprotected).root)
  return readJoseHeader(readTextSegment(typeof content === 'string' && content === '' ? '' : segment(content), 0), beside)
}

describe('a JOSE Header', () => {
  test('is read from the parameters that decide', () => {
    expect(header({ alg: 'ES256', kid: 'k1', typ: 'at+jwt', enc: 'A128GCM' })).toMatchObject({
      readable: true,
      alg: 'ES256',
      kid: 'k1',
      typ: 'at+jwt',
      enc: 'A128GCM',
      unencodedPayload: false,
      unknownCritical: [],
      critMalformed: false,
    })
  })

  test('ignores a parameter whose value is not a string', () => {
    expect(header({ alg: 256, kid: null, typ: ['JWT'], enc: {} })).toMatchObject({
      readable: true,
      alg: undefined,
      kid: undefined,
      typ: undefined,
      enc: undefined,
    })
  })

  test('takes the last of duplicates, as most parsers do', () => {
    expect(header('{"alg":"none","alg":"HS256"}').alg).toBe('HS256')
  })

  test.each(['[]', '"alg"', '1', 'null', '{"alg":"HS256"', 'no JSON', '\ufeff{"alg":"HS256"}'])('%j cannot be read', (content) => {
    expect(header(content).readable).toBe(false)
  })

  test('bytes that are not UTF-8 cannot be read, even inside JSON', () => {
    expect(header(Uint8Array.of(0x7b, 0x22, 0x61, 0xff, 0x22, 0x3a, 0x31, 0x7d)).readable).toBe(false)
  })

  test('an empty segment is not a header, unless there are parameters outside it', () => {
    expect(header('').readable).toBe(false)
    expect(header('', '{"alg":"HS256"}')).toMatchObject({ readable: true, alg: 'HS256' })
  })

  test('a protected parameter wins over an unprotected one with the same name', () => {
    const both = header({ alg: 'ES256' }, '{"alg":"none","kid":"outside"}')
    expect(both).toMatchObject({ alg: 'ES256', kid: 'outside' })
    expect([...both.unprotected.keys()]).toEqual(['alg', 'kid'])
  })
})

describe('"crit" (RFC 7515 section 4.1.11)', () => {
  test('names what a verifier must understand', () => {
    expect(header({ alg: 'HS256', crit: ['exp'], exp: 1 })).toMatchObject({ unknownCritical: ['exp'], critMalformed: false })
    expect(header({ alg: 'HS256', crit: ['b64', 'urn:x'], b64: true, 'urn:x': 1 }).unknownCritical).toEqual(['urn:x'])
  })

  test.each([
    ['is not an array', { crit: 'exp', exp: 1 }],
    ['is empty', { crit: [] }],
    ['contains something other than strings', { crit: ['exp', 1], exp: 1 }],
    ['names something twice', { crit: ['exp', 'exp'], exp: 1 }],
    ['names a parameter that RFC 7515 defines', { crit: ['kid'], kid: 'k' }],
    ['names a parameter that is absent', { crit: ['exp'] }],
  ])('is malformed if it %s', (_, parameters) => {
    expect(header({ alg: 'HS256', ...parameters }).critMalformed).toBe(true)
  })

  test('must be protected, and so must what it names', () => {
    expect(header({ alg: 'HS256', exp: 1 }, '{"crit":["exp"]}').critMalformed).toBe(true)
    expect(header({ alg: 'HS256', crit: ['exp'] }, '{"exp":1}').critMalformed).toBe(true)
  })
})

describe('"b64" (RFC 7797)', () => {
  const raw = (parameters: object) => inspect(`${segment({ alg: 'HS256', ...parameters })}.$:02.c2ln`).token!

  test('false and critical: the payload is not encoded', () => {
    const token = raw({ b64: false, crit: ['b64'] })
    expect(token.header.unencodedPayload).toBe(true)
    expect(token.payload!.decoded.text).toBe('$:02')
    const input = token.object?.kind === 'jws' ? token.object.signatures[0].signingInput() : undefined
    expect(new TextDecoder().decode(input)).toBe(`${token.header.segment.text}.$:02`)
  })

  test('false but not critical changes nothing', () => {
    const { header: stray } = inspect(jws({ alg: 'HS256', b64: false })).token!
    expect(stray.unencodedPayload).toBe(false)
  })

  test('true, or a value that is not a boolean, changes nothing', () => {
    for (const b64 of [true, 'false', 0, null])
      expect(inspect(jws({ alg: 'HS256', b64, crit: ['b64'] })).token!.header.unencodedPayload).toBe(false)
  })
})
