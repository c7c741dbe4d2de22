// Inspecting entire texts: every number of segments, every form, every defect named and everything else still read.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../checks/cases.ts'
import { CLAIMS, HEADER, jwe, jws, segment, SIGNATURE } from './diagnostics/token.fixture.ts'
import { piecesOf } from './paste/found-token.ts'
import { inspect } from './inspect.ts'
import { plainValue } from './text/json.ts'
import type { Token } from './token/token.ts'

const open = (text: string): Token => inspect(text).token!
const A = jws()

describe('a compact JWS', () => {
  test('is three segments, each decoded at its position', () => {
    const token = open(A)
    expect(token).toMatchObject({ wellFormed: true, sdJwt: undefined, object: { kind: 'jws', form: 'compact', detached: false } })
    expect(token.segments.map(({ at, text }) => A.slice(at, at + text.length))).toEqual(A.split('.'))
    expect(token.header.decoded.text).toBe(JSON.stringify(HEADER))
    expect(token.payload!.decoded.text).toBe(JSON.stringify(CLAIMS))
    expect(plainValue(token.payload!.decoded.json.root!)).toEqual(CLAIMS)
  })

  test('signs its own characters', () => {
    const { object } = open(A)
    const input = object?.kind === 'jws' ? object.signatures[0].signingInput() : undefined
    expect(new TextDecoder().decode(input)).toBe(A.slice(0, A.lastIndexOf('.')))
  })

  test('is well formed whatever its payload contains', () => {
    for (const payload of ['', 'text', '[1]', '"a"', '{"a":1', Uint8Array.of(0, 255, 128)]) {
      const token = open(jws(undefined, payload, SIGNATURE))
      expect(token.wellFormed).toBe(true)
      expect(token.object?.kind).toBe('jws')
    }
  })

  test('is well formed with unused bits set, and names them', () => {
    const token = open(`${A.slice(0, -1)}J`)
    expect(token.wellFormed).toBe(true)
    expect(token.segments[2]!.decoding.defects).toMatchObject([{ kind: 'spare-bits' }])
  })

  test('without a payload is detached; without a signature it is not', () => {
    expect(open(jws(undefined, ''))).toMatchObject({ wellFormed: true, object: { detached: true } })
    expect(open(`${segment({ alg: 'none' })}.${segment({})}.`)).toMatchObject({ wellFormed: true, object: { detached: false } })
    expect(open(`${segment({ alg: 'none' })}..`)).toMatchObject({ wellFormed: true, object: { detached: false } })
  })

  test.each([
    ['an unreadable header', `${segment('{"alg":')}.e30.AA`],
    ['a header that is not an object', `${segment('["HS256"]')}.e30.AA`],
    ['a header without "alg"', jws({ typ: 'JWT' })],
    ['an "alg" that is not a string', jws({ alg: 256 })],
    ['padding in a segment', A.replace('.', '=.')],
    ['the standard alphabet', `${A.slice(0, -2)}+/`],
    ['an invalid character', `${A.slice(0, -3)}@AA`],
    ['a segment of an impossible length', `${segment(HEADER)}.e30AA.AAAA`],
  ])('is malformed with %s, and still decoded', (_, text) => {
    const token = open(text)
    expect(token.wellFormed).toBe(false)
    expect(token.segments).toHaveLength(3)
    expect(token.object?.kind).toBe('jws')
    expect(token.payload).toBeDefined()
  })
})

describe('any other number of segments', () => {
  test('one: the header alone is decoded', () => {
    const token = open(segment(HEADER))
    expect(token).toMatchObject({ wellFormed: false, object: undefined, payload: undefined, header: { alg: 'HS256', readable: true } })
  })

  test('two: header and payload are decoded', () => {
    const token = open(A.slice(0, A.lastIndexOf('.')))
    expect(token).toMatchObject({ wellFormed: false, object: undefined, header: { alg: 'HS256' } })
    expect(token.payload!.decoded.json.valid).toBe(true)
  })

  test('four: all are present, and none counts as a signature', () => {
    const token = open(`${A}.AAAA`)
    expect(token.segments).toHaveLength(4)
    expect(token).toMatchObject({ wellFormed: false, object: undefined })
    expect(token.payload!.decoded.text).toBe(JSON.stringify(CLAIMS))
  })

  test('five: a JWE', () => {
    const text = jwe({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, { key: 32 })
    const token = open(text)
    expect(token).toMatchObject({
      wellFormed: true,
      payload: undefined,
      object: { kind: 'jwe', form: 'compact' },
      header: { enc: 'A256GCM' },
    })
    if (token.object?.kind !== 'jwe') throw new Error('not a JWE')
    const { recipients, initializationVector, ciphertext, authenticationTag } = token.object
    const parts = [recipients[0].encryptedKey, initializationVector, ciphertext, authenticationTag]
    expect(parts.map((part) => part.text)).toEqual(text.split('.').slice(1))
    expect(parts.map((part) => part.decoding.bytes.length)).toEqual([32, 12, 20, 16])
  })

  test('five with a header without encryption: malformed', () => {
    expect(open(jwe({ alg: 'HS256' }))).toMatchObject({ wellFormed: false, object: { kind: 'jwe' } })
  })

  test('five with HPKE integrated encryption need no "enc"', () => {
    expect(open(jwe({ alg: 'HPKE-0' })).wellFormed).toBe(true)
  })

  test.each([6, 63, 64, 65, 1000])('%i: counted up to 64, and malformed', (count) => {
    const token = open([segment(HEADER), segment(CLAIMS), ...Array.from({ length: count - 2 }, () => 'AAAA')].join('.'))
    expect(token.segments).toHaveLength(Math.min(count, 64))
    expect(token).toMatchObject({ wellFormed: false, object: undefined, header: { alg: 'HS256' } })
  })

  test('dots alone are empty segments', () => {
    expect(open('..').segments.map(({ text }) => text)).toEqual(['', '', ''])
    expect(open('..').wellFormed).toBe(false)
  })
})

describe('an SD-JWT', () => {
  const street = segment(['salt1', 'street', 'Main St. 1'])
  const element = segment(['salt2', 'DE'])

  test('has its JWT decoded and its disclosures listed', () => {
    const token = open(`${A}~${street}~${element}~`)
    expect(token).toMatchObject({ compact: `${A}~${street}~${element}~`, wellFormed: true, object: { kind: 'jws', form: 'sd-jwt' } })
    expect(token.sdJwt!.disclosures.map(({ name, readable }) => [name, readable])).toEqual([
      ['street', true],
      [undefined, true],
    ])
    expect(token.sdJwt!.disclosures.map(({ value }) => value && plainValue(value))).toEqual(['Main St. 1', 'DE'])
    expect(token.sdJwt!.keyBinding).toBeUndefined()
  })

  test('may have no disclosures at all', () => {
    expect(open(`${A}~`)).toMatchObject({ wellFormed: true, sdJwt: { disclosures: [], keyBinding: undefined } })
  })

  test('may end with a key binding JWT', () => {
    const binding = jws({ alg: 'ES256', typ: 'kb+jwt' }, { nonce: 'n' })
    const text = `${A}~${street}~${binding}`
    const { sdJwt, wellFormed } = open(text)
    expect(wellFormed).toBe(true)
    expect(sdJwt!.keyBinding).toEqual({ text: binding, at: text.length - binding.length })
  })

  test('names the place of each disclosure', () => {
    const text = `${A}~${street}~${element}~`
    for (const { segment: each } of open(text).sdJwt!.disclosures) expect(text.slice(each.at, each.at + each.text.length)).toBe(each.text)
  })

  test.each([
    ['an object', segment({ a: 1 })],
    ['an array of one', segment(['salt'])],
    ['an array of four', segment(['salt', 'a', 1, 2])],
    ['a salt that is not a string', segment([1, 'a', 'b'])],
    ['a name that is not a string', segment(['salt', 1, 'b'])],
    ['text that is not JSON', segment('nothing')],
    ['nothing', ''],
  ])('with %s for a disclosure is malformed', (_, disclosure) => {
    const token = open(`${A}~${disclosure}~`)
    expect(token.wellFormed).toBe(false)
    expect(token.sdJwt!.disclosures).toMatchObject([{ readable: false, name: undefined }])
    expect(token.payload!.decoded.text).toBe(JSON.stringify(CLAIMS))
  })

  test('that lacks its last "~" is malformed', () => {
    expect(open(`${A}~${street}`).wellFormed).toBe(false)
  })
})

describe('a JSON serialization', () => {
  const flattened = { payload: segment(CLAIMS), protected: segment(HEADER), header: { kid: 'k' }, signature: SIGNATURE }

  test('flattened: one signature', () => {
    const token = open(JSON.stringify(flattened))
    expect(token).toMatchObject({
      wrapper: 'json-serialization',
      wellFormed: true,
      segments: [],
      object: { kind: 'jws', form: 'flattened' },
      header: { alg: 'HS256', kid: 'k' },
    })
  })

  test('general: each signature with its own header', () => {
    const { payload } = flattened
    const other = { protected: segment({ alg: 'ES256' }), signature: SIGNATURE }
    const token = open(JSON.stringify({ payload, signatures: [{ protected: flattened.protected, signature: SIGNATURE }, other] }, null, 2))
    expect(token).toMatchObject({ wellFormed: true, object: { form: 'general' } })
    const algs = token.object?.kind === 'jws' ? token.object.signatures.map(({ header }) => header.alg) : []
    expect(algs).toEqual(['HS256', 'ES256'])
  })

  test('both "signature" and "signatures" are malformed', () => {
    expect(open(JSON.stringify({ ...flattened, signatures: [flattened] })).wellFormed).toBe(false)
  })

  test.each([{ signatures: [] }, { signatures: 'x', signature: 'AA' }, { signature: 5, signatures: [1, null] }])(
    '%j contains nothing, and says so',
    (value) => {
      expect(open(JSON.stringify({ payload: 'e30', ...value })).wellFormed).toBe(false)
    },
  )

  test('without a payload is detached', () => {
    const { payload: _, ...rest } = flattened
    expect(open(JSON.stringify(rest))).toMatchObject({ wellFormed: true, object: { detached: true } })
  })

  test('of a JWE: shared, protected and per-recipient parameters together', () => {
    const token = open(
      JSON.stringify({
        protected: segment({ enc: 'A128GCM' }),
        unprotected: { jku: 'https://a.example' },
        recipients: [
          { header: { alg: 'A128KW', kid: '7' }, encrypted_key: 'AAAA' },
          { header: { alg: 'A256KW' }, encrypted_key: 'AAAA' },
        ],
        iv: 'AAAA',
        ciphertext: 'AAAA',
        tag: 'AAAA',
        aad: 'AAAA',
      }),
    )
    expect(token).toMatchObject({
      wellFormed: true,
      object: { kind: 'jwe', form: 'general' },
      header: { alg: 'A128KW', enc: 'A128GCM', kid: '7' },
    })
    expect(token.object?.kind === 'jwe' && [token.object.recipients.length, token.object.additionalData?.text]).toEqual([2, 'AAAA'])
  })
})

describe('any text', () => {
  const part = fc.oneof(
    fc.constantFrom('', segment(HEADER), segment(CLAIMS), SIGNATURE, '@', 'é', '%2E', ' '),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const text = fc.array(fc.tuple(part, fc.constantFrom('.', '~', '\n', ' ', ''))).map((parts) => parts.flat().join(''))

  test('gets the same answer twice, and every piece is where it says', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { found, ignored, token } = inspect(any)
        for (const each of found) {
          const pieces = [...piecesOf(each)].map(({ from, to }) => any.slice(from, to)).join('')
          expect(pieces.includes('%') || pieces === each.compact).toBe(true)
        }
        for (const { from, to } of ignored) expect(any.slice(from, to).trim()).not.toBe('')
        expect(token === undefined).toBe(found.length === 0)
        expect(inspect(any).found).toEqual(found)
      }),
      cases(50),
    )
  })

  test('as three segments, joins to the same token again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), (payload, signature) => {
        const compact = jws(undefined, payload, segment(signature))
        expect(
          open(compact)
            .segments.map((each) => each.text)
            .join('.'),
        ).toBe(compact)
      }),
      cases(50),
    )
  })
})

describe('of several tokens', () => {
  const broken = (count: number) => Array.from({ length: count }, (_, i) => `${segment({ alg: 'HS256', n: i })}.e30AA.AAAA`)

  test('the first that is well formed is opened', () => {
    expect(inspect([...broken(1), A, jws({ alg: 'ES256' })].join('\n\n')).index).toBe(1)
  })

  test('as long as it is among the first fifty', () => {
    expect(inspect([...broken(49), A].join('\n\n'))).toMatchObject({ index: 49, token: { wellFormed: true } })
    const beyond = inspect([...broken(50), A].join('\n\n'))
    expect(beyond).toMatchObject({ index: 0, token: { wellFormed: false } })
    expect(beyond.found).toHaveLength(51)
  })

  test('a thousand get the names before them', () => {
    const text = Array.from({ length: 1002 }, (_, i) => `name${i}=${segment({ alg: 'HS256', n: i })}.e30.AAAA`).join('\n')
    expect(
      inspect(text)
        .found.slice(998)
        .map(({ name }) => name),
    ).toEqual(['name998', 'name999', undefined, undefined])
  })
})

test('a request opens with its access token, wherever its DPoP proof is', () => {
  const proof = jws({ ...HEADER, typ: 'dpop+jwt' }, { htm: 'GET' })
  const lines = [`DPoP: ${proof}`, `Authorization: DPoP ${A}`]
  expect(inspect(lines.join('\n')).index).toBe(1)
  expect(inspect(lines.toReversed().join('\n')).index).toBe(0)
  expect(open(lines.join('\n')).compact).toBe(A)
  expect(open(`GET / HTTP/1.1\ndpop: ${proof}`).compact).toBe(proof)
})
