// A token must have exactly one reading: what two libraries could read as two tokens is malformed, and the place and clause are named.
import { describe, expect, test } from 'vitest'
import { segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { ReadingProblem } from './readings.ts'
import type { Token } from './token.ts'

const open = (text: string): Token => inspect(text).token!
const problems = (text: string): readonly ReadingProblem[] => {
  const { readings } = open(text)
  return readings === 'one' ? [] : readings.problems
}
/** Each problem as "kind name: the text at its place". */
const told = (text: string) =>
  problems(text).map(({ kind, name, place }) => {
    const span = 'span' in place ? place.span : { from: 0, to: 0 }
    const there = place.in === 'header' ? open(text).header.decoded.text : text
    return `${kind} ${name}: ${there.slice(span.from, span.to)}`
  })

const HEADER = segment({ alg: 'HS256', kid: 'a' })
const PAYLOAD = segment({ sub: 'x' })
const flattened = { payload: PAYLOAD, protected: HEADER, signature: SIGNATURE }
const entry = { protected: HEADER, signature: SIGNATURE }
const general = { payload: PAYLOAD, signatures: [entry, entry] }
const jweParts = { iv: 'AAAA', ciphertext: 'AAAA', tag: 'AAAA' }
const jwe = { protected: segment({ alg: 'dir', enc: 'A128GCM' }), ...jweParts }
const shared = { protected: segment({ enc: 'A128GCM' }), recipients: [{ header: { alg: 'dir' } }], ...jweParts }

describe('a serialization with exactly one reading', () => {
  test.each([
    ['flattened', flattened],
    ['flattened, with an unprotected header', { ...flattened, header: { jku: 'https://a.example' } }],
    ['flattened, with an undefined member', { ...flattened, note: 1 }],
    ['general', general],
    ['a flattened JWE', jwe],
    ['a JWE with all three headers', { ...shared, unprotected: { jku: 'https://a.example' } }],
  ])('is %s', (_, value) => {
    expect(open(JSON.stringify(value))).toMatchObject({ readings: 'one', wellFormed: true, object: { readings: 'one' } })
  })
})

describe('a serialization with more than one reading', () => {
  test.each([
    ['a signature that is a number', { ...flattened, signature: 5 }, 'member-type signature: 5'],
    ['a payload that is an object', { ...flattened, payload: { sub: 'x' } }, 'member-type payload: {"sub":"x"}'],
    ['a protected header that is an object', { ...flattened, protected: { alg: 'HS256' } }, 'member-type protected: {"alg":"HS256"}'],
    ['a header that is a list', { ...flattened, header: ['kid'] }, 'member-type header: ["kid"]'],
    ['signatures that are a string', { ...flattened, signatures: 'x' }, 'member-type signatures: "x"'],
    ['an entry of the list that is a string', { ...general, signatures: [entry, 'x'] }, 'member-type signatures: "x"'],
    ['an empty protected header', { ...flattened, protected: '', header: { alg: 'HS256' } }, 'member-empty protected: ""'],
    ['a name in both headers', { ...flattened, header: { alg: 'none' } }, 'two-headers alg: "none"'],
    ['a name in both headers with the same value', { ...flattened, header: { kid: 'a' } }, 'two-headers kid: "a"'],
    [
      'a name in both headers of the second signature',
      { ...general, signatures: [entry, { ...entry, header: { kid: 'b' } }] },
      'two-headers kid: "b"',
    ],
    ['"signature" beside "signatures"', { ...general, signature: SIGNATURE }, `two-forms signature: "${SIGNATURE}"`],
    ['"header" beside "signatures"', { ...general, header: { kid: 'b' } }, 'two-forms header: {"kid":"b"}'],
    [
      '"b64" that differs',
      { payload: 'x', signatures: [{ ...entry, protected: segment({ alg: 'HS256', b64: false, crit: ['b64'] }) }, entry] },
      `b64-differs b64: ${JSON.stringify(entry)}`,
    ],
    ['an unprotected "b64"', { ...flattened, header: { b64: true } }, 'b64-unprotected b64: true'],
    ['an unprotected "crit"', { ...flattened, header: { crit: ['x'], x: 1 } }, 'crit-unprotected crit: ["x"]'],
    ['a tag that is null', { ...jwe, tag: null }, 'member-type tag: null'],
    ['additional data that is empty', { ...jwe, aad: '' }, 'member-empty aad: ""'],
    ['a shared header that is a string', { ...shared, unprotected: 'x' }, 'member-type unprotected: "x"'],
    ['a name in the shared and in the protected header', { ...shared, unprotected: { enc: 'A256GCM' } }, 'two-headers enc: "A256GCM"'],
    ["a name in the shared and in a recipient's header", { ...shared, unprotected: { alg: 'dir' } }, 'two-headers alg: "dir"'],
    ['"encrypted_key" beside "recipients"', { ...shared, encrypted_key: 'AAAA' }, 'two-forms encrypted_key: "AAAA"'],
    ['"header" beside "recipients"', { ...shared, header: { kid: 'b' } }, 'two-forms header: {"kid":"b"}'],
    ['a ciphertext beside a signature', { ...jwe, signature: SIGNATURE }, `two-forms signature: "${SIGNATURE}"`],
    ['an invalid character in the payload', { ...flattened, payload: `${PAYLOAD}*` }, 'character payload: *'],
  ])('has %s', (_, value, problem) => {
    const text = JSON.stringify(value)
    expect(told(text)).toContain(problem)
    expect(open(text).wellFormed).toBe(false)
  })

  test.each([
    [
      'a member',
      `{"payload":"${PAYLOAD}","payload":"e30","protected":"${HEADER}","signature":"${SIGNATURE}"}`,
      'member-twice payload: "payload":"e30"',
    ],
    [
      'a member under an escaped name',
      `{"payload":"${PAYLOAD}","p\\u0061yload":"e30","protected":"${HEADER}","signature":"${SIGNATURE}"}`,
      'member-twice payload: "p\\u0061yload":"e30"',
    ],
    [
      'a member of a signature',
      `{"payload":"${PAYLOAD}","signatures":[{"protected":"${HEADER}","signature":"AAAA","signature":"${SIGNATURE}"}]}`,
      `member-twice signature: "signature":"${SIGNATURE}"`,
    ],
    [
      'a name in an unprotected header',
      `{"payload":"${PAYLOAD}","protected":"${HEADER}","header":{"jku":"a","jku":"b"},"signature":"${SIGNATURE}"}`,
      'member-twice jku: "jku":"b"',
    ],
    [
      'a member of a recipient',
      `{"protected":"${shared.protected}","recipients":[{"header":{"alg":"dir"},"header":{"alg":"A128KW"}}],"iv":"AAAA","ciphertext":"AAAA","tag":"AAAA"}`,
      'member-twice header: "header":{"alg":"A128KW"}',
    ],
  ])('has %s twice', (_, text, problem) => {
    expect(told(text)).toEqual([problem])
  })

  test('names both values', () => {
    expect(problems(JSON.stringify({ ...flattened, header: { kid: 'b' } }))).toMatchObject([
      { values: ['"a"', '"b"'], rfc: 7515, section: '7.2.1' },
    ])
  })
})

describe('a header that libraries read differently', () => {
  test.each([
    ['"b64" that is a number', { alg: 'HS256', crit: ['b64'], b64: 0 }, 'b64-type b64: 0'],
    ['"b64" that is null', { alg: 'HS256', b64: null }, 'b64-type b64: null'],
    ['"crit" that is a string', { alg: 'HS256', crit: 'b64', b64: false }, 'crit-type crit: "b64"'],
    ['"crit" that is empty', { alg: 'HS256', crit: [] }, 'crit-type crit: []'],
    ['"crit" with a number', { alg: 'HS256', crit: ['b64', 1], b64: true }, 'crit-type crit: ["b64",1]'],
  ])('has %s', (_, header, problem) => {
    const text = `${segment(header)}.${PAYLOAD}.${SIGNATURE}`
    expect(told(text)).toEqual([problem])
    expect(open(text)).toMatchObject({ wellFormed: false, object: { kind: 'jws' } })
  })

  test('is not one with a critical "b64" that is true', () => {
    expect(open(`${segment({ alg: 'HS256', crit: ['b64'], b64: true })}.${PAYLOAD}.${SIGNATURE}`).readings).toBe('one')
  })
})

describe('the wrong number of segments for their header', () => {
  test('is three under the header of a JWE', () => {
    const text = `${segment({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })}.${PAYLOAD}.${SIGNATURE}`
    expect(problems(text)).toMatchObject([{ kind: 'segments', name: 'JWE' }])
    expect(open(text).wellFormed).toBe(false)
  })
  test('is five under the header of a JWS', () => {
    expect(problems(`${HEADER}.${PAYLOAD}.${SIGNATURE}.AAAA.AAAA`)).toMatchObject([{ kind: 'segments', name: 'JWS' }])
  })
  test('is not three under a signing algorithm, whatever else the header names', () => {
    expect(open(`${segment({ alg: 'HS256', enc: 'A256GCM' })}.${PAYLOAD}.${SIGNATURE}`).readings).toBe('one')
  })
})

describe('a character attached to a token that is the entire text', () => {
  const TOKEN = `${HEADER}.${PAYLOAD}.${SIGNATURE}`
  test.each(['.', '?', '#', '\u2026', '\u0436', '\u{1d400}', '??', '!'])('%s counts as part of it and makes it malformed', (glued) => {
    const token = open(TOKEN + glued)
    expect(token.compact).toBe(TOKEN + glued)
    expect(token.wellFormed).toBe(false)
    expect(token.readings).not.toBe('one')
  })
  test('counts before it as well', () => {
    expect(open(`\u0436${TOKEN}`)).toMatchObject({ compact: `\u0436${TOKEN}`, wellFormed: false })
  })
  test.each([
    ['whitespace', ` ${TOKEN}\n`],
    ['quotes', `"${TOKEN}"`],
    ['brackets', `(${TOKEN})`],
    ['a comma', `${TOKEN},`],
    ['a semicolon', `${TOKEN};`],
    ['a sentence', `It was ${TOKEN}.`],
    ['a question', `Is it ${TOKEN}?`],
    ['a scheme', `Bearer ${TOKEN}`],
  ])('is not %s', (_, text) => {
    expect(open(text)).toMatchObject({ compact: TOKEN, wellFormed: true, readings: 'one' })
  })
  test('percent-encoded once it is decoded', () => {
    expect(open(TOKEN.replaceAll('.', '%2E'))).toMatchObject({ compact: TOKEN, wellFormed: true, readings: 'one' })
  })
})

test('a raw payload may contain any character (RFC 7797)', () => {
  expect(open(`${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.$?*.${SIGNATURE}`).readings).toBe('one')
})

test('padding in the signed characters still leaves one reading, since they are what was signed', () => {
  const token = open(`${HEADER}=.${PAYLOAD}.${SIGNATURE}`)
  expect(token).toMatchObject({ wellFormed: false, readings: 'one' })
})
