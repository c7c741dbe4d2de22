// Checks what is tried if the token may differ from what was signed: former claims, other tokens, other content.
import { describe, expect, it } from 'vitest'
import type { Attempt } from '../cause/cause.ts'
import { b64u } from '../made-with-node.fixture.ts'
import { attemptsOf, token, triedBy } from '../tried.fixture.ts'

const HS256 = '{"alg":"HS256"}'
const bytes = (text: string) => new TextEncoder().encode(text)

/** The possible former values of each claim. */
function formerClaims(attempts: readonly Attempt[]): string[] {
  const claims = new Map<string, (string | number)[]>()
  for (const { args } of attempts)
    claims.set(String(args['name']), [...(claims.get(String(args['name'])) ?? []), args['before'] ?? args['what']!])
  return [...claims].map(([name, values]) => `${name}: ${values.join(' ')}`)
}

describe('tries for a claim that may have been edited', () => {
  it.each<[string, string[]]>([
    ['{"b":true}', ['b: false null 0 "false" absent']],
    ['{"b":false}', ['b: true null 1 "true" absent']],
    [
      '{"z":"A","n":{"x":null,"y":[false]},"exp":1000,"iat":900,"role":"User"}',
      [
        'y: true null 1 "true"',
        'role: "user" "admin" "guest" "member" "root" "administrator" "superuser" "superadmin" "viewer" "editor" "owner" "read" "write" "readonly" "free" "basic" "pro" "premium" "trial" "staff" "customer" "employee" "test" "none" "true" "false" "user" "USER" absent',
        'exp: 999 1001 940 1060 700 1300 400 1600 100 1900 -800 2800 -2600 4600 -6200 8200 -13400 15400 -27800 29800 -35000 37000 -42200 44200 -85400 87400 -171800 173800 -603800 605800 -1208600 1210600 -2591000 2593000 -7775000 7777000 -31535000 31537000 900 901 960 1200 1500 1800 2700 4500 8100 15300 29700 36900 44100 87300 173700 605700 1210500 2592900 7776900 31536900 absent',
        'iat: 899 901 840 960 600 1200 300 1500 0 1800 -900 2700 -2700 4500 -6300 8100 -13500 15300 -27900 29700 -35100 36900 -42300 44100 -85500 87300 -171900 173700 -603900 605700 -1208700 1210500 -2591100 2592900 -7775100 7776900 -31535100 31536900 901 960 1200 1500 1800 2700 4500 8100 15300 29700 36900 44100 87300 173700 605700 1210500 2592900 7776900 31536900 absent',
        'z: "a" absent',
        'x: false true "" 0',
        'n: absent',
      ],
    ],
    [
      '{"u":"https://A/","v":"http:b","w":"ahttp:","k":"09","l":"x9","m":12,"o":1.5,"p":1234567890123456,"q":0,"s":" t"}',
      [
        'u: "https://a/" "HTTPS://A/" "https://A" absent',
        'v: "HTTP:B" "http:b/" absent',
        'w: "AHTTP:" absent',
        'k: "08" "10" absent',
        'l: "X9" absent',
        'm: 11 13 10 14 2 22 0 1 120 1 absent',
        'q: -1 1 -2 2 -10 10 absent',
        's: " T" "t" absent',
        'o: absent',
        'p: absent',
      ],
    ],
    [
      '{"iat":"x","nbf":5}',
      [
        'iat: "X" absent',
        'nbf: 4 6 -55 65 -295 305 -595 605 -895 905 -1795 1805 -3595 3605 -7195 7205 -14395 14405 -28795 28805 -35995 36005 -43195 43205 -86395 86405 -172795 172805 -604795 604805 -1209595 1209605 -2591995 2592005 -7775995 7776005 -31535995 31536005 absent',
      ],
    ],
    ['[true]', []],
    ['{"i":"9x"}', ['i: "9X" absent']],
    ['{"a":{"b":{"c":{"d":true}}},"e":0}', ['e: -1 1 -2 2 -10 10 absent', 'a: absent']],
  ])('%s', async (payload, former) => {
    const attempts = await attemptsOf('payload-edited', token(HS256, payload), 'k')
    expect(formerClaims(attempts)).toEqual(former)
    expect(attempts.every(({ evidence, args }) => evidence?.of === args['name'])).toBe(true)
  })
  it('puts the value in its place, in the payload’s own format and in compact JSON', async () => {
    expect(await triedBy('payload-edited', token(HS256, '{"a": "x", "b": [true]}'), 'k')).toEqual([
      'b, false: payload ‹{"a": "x", "b": [false]}› → payload (b)',
      'b, null: payload ‹{"a": "x", "b": [null]}› → payload (b)',
      'b, 0: payload ‹{"a": "x", "b": [0]}› → payload (b)',
      'b, "false": payload ‹{"a": "x", "b": ["false"]}› → payload (b)',
      'a, "X": payload ‹{"a": "X", "b": [true]}› → payload (a)',
      'a, absent: payload ‹{"b": [true]}› → payload (a)',
      'b, absent: payload ‹{"a": "x"}› → payload (b)',
      'b, false, compact JSON: payload ‹{"a":"x","b":[false]}› → payload (b)',
      'b, null, compact JSON: payload ‹{"a":"x","b":[null]}› → payload (b)',
      'b, 0, compact JSON: payload ‹{"a":"x","b":[0]}› → payload (b)',
      'b, "false", compact JSON: payload ‹{"a":"x","b":["false"]}› → payload (b)',
      'a, "X", compact JSON: payload ‹{"a":"X","b":[true]}› → payload (a)',
      'a, absent, compact JSON: payload ‹{"b":[true]}› → payload (a)',
      'b, absent, compact JSON: payload ‹{"a":"x"}› → payload (b)',
    ])
  })
  it('shows no more than the beginning of a long value', async () => {
    const [first] = await attemptsOf('payload-edited', token(HS256, `{"a":"${'X'.repeat(100)}"}`), 'k')
    expect(first!.args).toEqual({ name: 'a', before: `"${'x'.repeat(59)}` })
  })
  it('tries 700 values, 80 of the members and 60 removals at most, and none in a very long payload', async () => {
    const many = (count: number, value: string) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, value])))
    expect(await attemptsOf('payload-edited', token(HS256, many(90, 'b')), 'k')).toHaveLength(80 + 60)
    expect(await attemptsOf('payload-edited', token(HS256, many(80, 'b').replaceAll('x', 'role')), 'k')).toHaveLength(700)
    expect(await attemptsOf('payload-edited', token(HS256, `{"a":"${'x'.repeat(20_000 - 8)}"}`), 'k')).toHaveLength(2)
    expect(await attemptsOf('payload-edited', token(HS256, `{"a":"${'x'.repeat(20_000 - 7)}"}`), 'k')).toHaveLength(0)
  })
})

const FIRST = token('{"alg":"HS256","kid":"1"}', '{"a":1,"b":2,"c":3}')
const SECOND = token('{"alg":"HS256","kid":"2"}', '{"a":1,"b":3,"d":4}', 'y')
const DISCLOSURE = b64u('["s","n","v"]')
const BINDING = token('{"alg":"HS256","typ":"kb+jwt"}', '{"nonce":1}')

describe('tries for other tokens', () => {
  it.each<[string, string, string, { pasted?: string; others?: string[] }]>([
    [
      'b, 3, payload, other, 3: header ‹{"alg":"HS256","kid":"2"}› payload ‹{"a":1,"b":3,"d":4}› → header → payload (b)',
      'payload-edited',
      FIRST,
      { pasted: SECOND },
    ],
    [
      'b, 3, payload, other, 3: header ‹{"alg":"HS256","kid":"2"}› payload ‹{"a":1,"b":3,"d":4}› → header → payload (b)',
      'payload-edited',
      FIRST,
      { others: [SECOND] },
    ],
    [
      'b, 2, payload, other, 3: header ‹{"alg":"HS256","kid":"1"}› payload ‹{"a":1,"b":2,"c":3}› → header → payload (b)',
      'payload-edited',
      SECOND,
      { others: [FIRST] },
    ],
    [
      'b, [2], payload, other, 0: header ‹{"alg":"HS256"}› payload ‹{"a":1,"b":[2]}› → header → payload (b)',
      'payload-edited',
      token(HS256, '{"a":1}'),
      { pasted: token(HS256, '{"a":1,"b":[2]}') },
    ],
    [
      'a, absent, payload, absent, 0: header ‹{"alg":"HS256"}› payload ‹{}› → header → payload (a)',
      'payload-edited',
      token(HS256, '{"a":1}'),
      { pasted: token(HS256, '{}') },
    ],
    ['a, 0: payload ‹{"a":0}› → payload (a)', 'payload-edited', token(HS256, '{"a":1}'), { pasted: token(HS256, '{ "a":1}') }],
    [
      ': header ‹{"alg":"HS256"}› payload ‹none› → header → payload',
      'payload-edited',
      token(HS256, 'no JSON'),
      { pasted: token(HS256, 'none') },
    ],
    ['a, 0: payload ‹{"a":0,"b":2,"c":3}› → payload (a)', 'payload-edited', FIRST, { pasted: FIRST }],
  ])('%s', async (first, cause, text, given) => expect((await triedBy(cause, text, 'k', given))[0] ?? '').toBe(first))
  it('takes nothing from an encrypted one', async () => {
    const encrypted = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA'
    expect(await triedBy('payload-edited', token(HS256, '{}'), 'k', { pasted: encrypted, others: [encrypted] })).toEqual([])
  })
  it('takes the signature of each, then its header and payload', async () => {
    expect(
      await triedBy('signature-of-other-token', FIRST, 'k', {
        others: [FIRST, SECOND, `${b64u(HS256)}.e30.`, 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA'],
      }),
    ).toEqual([
      'signature: signature 79 → signature (Signature)',
      'content: header ‹{"alg":"HS256","kid":"2"}› payload ‹{"a":1,"b":3,"d":4}› → header → payload (Payload)',
    ])
  })
  it('looks at no more than 50 of them', async () => {
    const others = Array.from({ length: 51 }, (_, i) => token(HS256, '{}', `${i}`))
    expect(await triedBy('signature-of-other-token', FIRST, 'k', { others })).toHaveLength(100)
  })
})

describe('tries for the layers of a token', () => {
  it.each<[string, string, string[]]>([
    [
      'nested-key-mixed-up',
      token('{"alg":"HS256","cty":"JWT"}', FIRST),
      [
        'token inside it: signed ‹eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJhIjoxLCJiIjoyLCJjIjozfQ› signature 7878787878787878787878787878787878787878787878787878787878787878 (Token)',
      ],
    ],
    ['nested-key-mixed-up', token('{"alg":"HS512","cty":"JWT"}', FIRST), []],
    [
      'nested-key-mixed-up',
      token(HS256, ` "${FIRST}"\n`),
      [
        'token inside it: signed ‹eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJhIjoxLCJiIjoyLCJjIjozfQ› signature 7878787878787878787878787878787878787878787878787878787878787878 (Token)',
      ],
    ],
    ['nested-key-mixed-up', token(HS256, `x${FIRST}`), []],
    ['nested-key-mixed-up', token(HS256, `${FIRST}!`), []],
    ['nested-key-mixed-up', token(HS256, 'ewJhbGciOiJIUzI1NiJ9.e30.'), []],
    [
      'nested-key-mixed-up',
      `${FIRST}~${DISCLOSURE}~${BINDING}`,
      [
        'key binding JWT at its end: signed ‹eyJhbGciOiJIUzI1NiIsInR5cCI6ImtiK2p3dCJ9.eyJub25jZSI6MX0› signature 7878787878787878787878787878787878787878787878787878787878787878 (Token)',
      ],
    ],
    [
      'sd-jwt-disclosures-included',
      `${FIRST}~${DISCLOSURE}~`,
      [
        'input: signed ‹eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJhIjoxLCJiIjoyLCJjIjozfQ~WyJzIiwibiIsInYiXQ~› (Signed text)',
        'input: signed ‹eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJhIjoxLCJiIjoyLCJjIjozfQ~WyJzIiwibiIsInYiXQ~› (Signed text)',
      ],
    ],
    [
      'sd-jwt-disclosures-included',
      `${FIRST}~${DISCLOSURE}~${BINDING}`,
      [
        'input: signed ‹eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJhIjoxLCJiIjo … 4eHh4eHh4eHh4eHh4eHg (181)› (Signed text)',
        'input: signed ‹eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJhIjoxLCJiIjoyLCJjIjozfQ~WyJzIiwibiIsInYiXQ~› (Signed text)',
      ],
    ],
    ['sd-jwt-disclosures-included', FIRST, []],
    ['encrypted-not-signed', token('{"alg":"HS256","enc":"A128GCM"}', '{}'), ['A128GCM: a fact']],
    ['encrypted-not-signed', FIRST, []],
  ])('%s of %s', async (cause, text, tried) => expect(await triedBy(cause, text, 'k')).toEqual(tried))
})

describe('tries for detached content', () => {
  it.each<[string, string[]]>([
    [
      ' a\r\nb\n',
      [
        'with a line break at its end: payload ‹ a\r\nb\n\n› → payload (Content)',
        'with a CRLF line break at its end: payload ‹ a\r\nb\n\r\n› → payload (Content)',
        'without the line break at its end: payload ‹ a\r\nb› → payload (Content)',
        'without the spaces around it: payload ‹a\r\nb› → payload (Content)',
        'with LF line breaks: payload ‹ a\nb\n› → payload (Content)',
        'with LF line breaks and with a line break at its end: payload ‹ a\nb\n\n› → payload (Content)',
        'with LF line breaks and with a CRLF line break at its end: payload ‹ a\nb\n\r\n› → payload (Content)',
        'with LF line breaks and without the line break at its end: payload ‹ a\nb› → payload (Content)',
        'with LF line breaks and without the spaces around it: payload ‹a\nb› → payload (Content)',
        'with CRLF line breaks: payload ‹ a\r\nb\r\n› → payload (Content)',
        'with CRLF line breaks and with a line break at its end: payload ‹ a\r\nb\r\n\n› → payload (Content)',
        'with CRLF line breaks and with a CRLF line break at its end: payload ‹ a\r\nb\r\n\r\n› → payload (Content)',
        'with a byte-order mark before it: payload ‹\ufeff a\r\nb\n› → payload (Content)',
        'with a byte-order mark before it and with a line break at its end: payload ‹\ufeff a\r\nb\n\n› → payload (Content)',
        'with a byte-order mark before it and with a CRLF line break at its end: payload ‹\ufeff a\r\nb\n\r\n› → payload (Content)',
        'with a byte-order mark before it and without the line break at its end: payload ‹\ufeff a\r\nb› → payload (Content)',
        'with a byte-order mark before it and with LF line breaks: payload ‹\ufeff a\nb\n› → payload (Content)',
        'with a byte-order mark before it and with LF line breaks and with a line break at its end: payload ‹\ufeff a\nb\n\n› → payload (Content)',
        'with a byte-order mark before it and with LF line breaks and with a CRLF line break at its end: payload ‹\ufeff a\nb\n\r\n› → payload (Content)',
        'with a byte-order mark before it and with LF line breaks and without the line break at its end: payload ‹\ufeff a\nb› → payload (Content)',
        'with a byte-order mark before it and with CRLF line breaks: payload ‹\ufeff a\r\nb\r\n› → payload (Content)',
        'with a byte-order mark before it and with CRLF line breaks and with a line break at its end: payload ‹\ufeff a\r\nb\r\n\n› → payload (Content)',
        'with a byte-order mark before it and with CRLF line breaks and with a CRLF line break at its end: payload ‹\ufeff a\r\nb\r\n\r\n› → payload (Content)',
      ],
    ],
    [
      '\ufeffa',
      [
        'with a line break at its end: payload ‹\ufeffa\n› → payload (Content)',
        'with a CRLF line break at its end: payload ‹\ufeffa\r\n› → payload (Content)',
        'without its byte-order mark: payload ‹a› → payload (Content)',
        'without its byte-order mark and with a line break at its end: payload ‹a\n› → payload (Content)',
        'without its byte-order mark and with a CRLF line break at its end: payload ‹a\r\n› → payload (Content)',
      ],
    ],
  ])('%j', async (content, tried) => {
    expect(await triedBy('detached-content-differs', `${b64u(HS256)}..AA`, 'k', { content: bytes(content) })).toEqual(tried)
  })
  it('nothing if it isn’t text, or isn’t detached', async () => {
    expect(await triedBy('detached-content-differs', `${b64u(HS256)}..AA`, 'k', { content: Uint8Array.of(255) })).toEqual([])
    expect(await triedBy('detached-content-differs', FIRST, 'k')).toEqual([])
  })
})
