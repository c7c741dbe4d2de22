// Checks every finding on the form of a token and the text around it, with its place.
import { describe, expect, it } from 'vitest'
import { CLAIMS, HEADER, jwe, jws, segment, SIGNATURE } from '../token.fixture.ts'
import { told } from '../told.fixture.ts'
import { envelopeForm } from './envelope-form.ts'
import { envelopeSize } from './envelope-size.ts'
import { envelopeText } from './envelope-text.ts'

const TOKEN = jws()

describe('of the form of a token', () => {
  it.each<[string, string[]]>([
    [segment(HEADER), ['env-segment-count: 1, , 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9»']],
    [
      `${segment(HEADER)}.${segment(CLAIMS)}`,
      [
        'env-segment-count: 2, The signature is missing; even an unsecured token ends with a dot., 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»',
      ],
    ],
    [
      `${TOKEN}.`,
      ['env-segment-count: 4, The dot at the end isn’t part of the token., 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»'],
    ],
    [`${TOKEN}.AA`, ['env-segment-count: 4, , 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [
      `${TOKEN}.AA.BB.`,
      ['env-segment-count: 6, The dot at the end isn’t part of the token., 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»'],
    ],
    [`${TOKEN}.a.b`, []],
    [`${TOKEN}.a.b.c`, ['env-segment-count: 6, , 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [
      `${TOKEN}.a.b.c.d`,
      [
        'env-segment-count: 7, , 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»',
        'env-too-many-dots: 6 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»',
      ],
    ],
    ['hello', ['env-segment-count: 1, , 0 token «hello»']],
    ['hello world', ['env-segment-count: 1, , 0 token «helloworld»']],
    ['aVeryLongOpaqueTokenThatIsNoJwt', ['env-segment-count: 1, , 1 token «aVeryLongOpaqueTokenThatIsNoJwt»']],
    [`.${segment(CLAIMS)}.${SIGNATURE}`, ['env-empty-header token «.»']],
    [`.${segment(CLAIMS)}`, ['env-empty-header token «.»']],
    ['..', ['env-empty-header token «.»']],
    [`${TOKEN.slice(0, 20)}...`, []],
    ['~a~b', ['env-segment-count: 1, , 0 token «~a~b»']],
    [
      `${segment(HEADER)}.${segment(CLAIMS)}~a~`,
      [
        'env-segment-count: 2, The signature is missing; even an unsecured token ends with a dot., 0 token «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»',
        'env-sd-jwt: 1, 0 token «~a~»',
      ],
    ],
    [jws(HEADER, CLAIMS, ''), ['env-empty-signature: `HS256` token «»']],
    [jws({ alg: 'n0ne' }, CLAIMS, ''), []],
    [jws({ alg: 'xnone' }, CLAIMS, ''), ['env-empty-signature: `xnone` token «»']],
    [jws({ alg: 'nonex' }, CLAIMS, ''), ['env-empty-signature: `nonex` token «»']],
    [jws({ alg: null }, CLAIMS, ''), []],
    [jws({ alg: 7 }, CLAIMS, ''), []],
    [jws({}, CLAIMS, ''), []],
    [`${segment(HEADER)}..${SIGNATURE}`, ['env-detached token «»']],
    [`..${SIGNATURE}`, ['env-empty-header token «.»']],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment(HEADER), signature: SIGNATURE }),
      ['env-json-serialization: JWS token «{»'],
    ],
    [
      JSON.stringify({ payload: segment({ x: 1 }), protected: segment({ alg: 'HS256' }), signature: SIGNATURE }),
      ['env-json-serialization (info): JWS token «{»'],
    ],
    [
      JSON.stringify({ payload: segment({ x: 1 }), protected: segment({ alg: 'HS256', typ: 'JWT' }), signature: SIGNATURE }),
      ['env-json-serialization: JWS token «{»'],
    ],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment({ alg: 'HS256' }), header: { disclosures: [] }, signature: SIGNATURE }),
      ['env-json-serialization (info): JWS token «{»', 'env-sd-jwt: 0, 0 token «{"payload":"eyJpc3MiOiJodHRwczovL2lzc3V…»'],
    ],
    [
      JSON.stringify({ protected: segment({ alg: 'dir', enc: 'A128GCM' }), iv: 'AA', ciphertext: 'AA', tag: 'AA' }),
      ['env-json-serialization (info): JWE token «{»'],
    ],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment({}), header: { alg: 'HS256', kid: 'k' }, signature: SIGNATURE }),
      ['env-json-serialization: JWS token «{»', 'env-unprotected-header: `alg` and `kid`, are token «"HS256"»'],
    ],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment(HEADER), header: { kid: 'k' }, signature: SIGNATURE }),
      ['env-json-serialization: JWS token «{»', 'env-unprotected-header (info): `kid`, is token «"k"»'],
    ],
    [
      JSON.stringify({
        protected: segment({ enc: 'A128GCM' }),
        header: { alg: 'A128KW', kid: 'k', jku: 'x' },
        encrypted_key: 'AA',
        iv: 'AA',
        ciphertext: 'AA',
        tag: 'AA',
      }),
      ['env-json-serialization (info): JWE token «{»', 'env-unprotected-header: `jku`, is token «"x"»'],
    ],
    [
      JSON.stringify({
        protected: segment({ enc: 'A128GCM' }),
        header: { alg: 'A128KW', kid: 'k' },
        encrypted_key: 'AA',
        iv: 'AA',
        ciphertext: 'AA',
        tag: 'AA',
      }),
      ['env-json-serialization (info): JWE token «{»'],
    ],
    [jws({ alg: 'HS256', cty: 'JWT' }, TOKEN), ['env-nested: read payload «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [
      jws({ alg: 'HS256' }, TOKEN),
      ['env-nested: read payload «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»', 'env-nested-no-cty header «{"alg":"HS256"}»'],
    ],
    [jwe({ alg: 'dir', enc: 'A128GCM', cty: 'JWT' }), ['env-nested: declared header «{"alg":"dir","enc":"A128GCM","cty":"JWT…»']],
    [jwe({ alg: 'dir', enc: 'A128GCM' }), []],
    [`${TOKEN}~WyJzIiwibiIsMV0~`, ['env-sd-jwt: 1, 0 token «~WyJzIiwibiIsMV0~»']],
    [
      `${TOKEN}~WyJzIiwibiIsMV0~${jws({ alg: 'HS256', typ: 'kb+jwt' }, {})}`,
      ['env-sd-jwt: 1, 1 token «~WyJzIiwibiIsMV0~eyJhbGciOiJIUzI1NiIsIn…»'],
    ],
    [`${TOKEN}~`, ['env-sd-jwt: 0, 0 token «~»']],
    [`a.b.c~d~`, []],
    [
      jwe({ alg: 'dir', enc: 'A256GCM', iss: 'https://tenant.eu.auth0.com' }),
      ['env-auth0-opaque header «{"alg":"dir","enc":"A256GCM","iss":"htt…»'],
    ],
    [
      jwe({ alg: 'dir', enc: 'A256GCM', iss: 'https://auth0.com/x' }),
      ['env-auth0-opaque header «{"alg":"dir","enc":"A256GCM","iss":"htt…»'],
    ],
    [jwe({ alg: 'dir', enc: 'A256GCM', iss: 'https://auth0.com.x' }), []],
    [jwe({ alg: 'dir', enc: 'A256GCM', iss: 'http://a.auth0.com' }), []],
    [jwe({ alg: 'dir', enc: 'A256GCM', iss: 'https://x/auth0.com' }), []],
    [jwe({ alg: 'A128KW', enc: 'A256GCM', iss: 'https://a.auth0.com' }), []],
    [jws({ alg: 'dir', iss: 'https://a.auth0.com' }), []],
  ])('%s', (text, lines) => expect(told(envelopeForm, text)).toEqual(lines))
})

describe('of the text around a token', () => {
  it.each<[string, string[]]>([
    [`Bearer ${TOKEN}`, ['env-wrapper-bearer: Bearer text «Bearer »']],
    [`Authorization: DPoP  ${TOKEN}`, ['env-wrapper-bearer: DPoP text «Authorization: DPoP  »']],
    [`xBearer ${TOKEN}`, []],
    [
      `'token ${TOKEN}'`,
      [
        "env-wrapper-bearer: token text «'token »",
        'env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»',
        "env-trailing-punct: ' text «'»",
      ],
    ],
    [`Bearer hello`, []],
    [`the bearer ${TOKEN}`, ['env-wrapper-bearer: bearer text « bearer »']],
    [`curl -H x ${TOKEN}`, ['env-wrapper-other: a curl command, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`xcurl ${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`Cookie: a=${TOKEN}`, ['env-wrapper-other: the cookie `a`, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`Set-Cookie : a=${TOKEN}; b=1`, ['env-wrapper-other: the cookie `a`, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`cookies: a=${TOKEN}`, ['env-wrapper-other: `a`, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`x\nCookie: y\nz ${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [
      `https://a.example/#id_token=${TOKEN}`,
      ['env-wrapper-other: the `id_token` parameter of a URL, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»'],
    ],
    [`https://a.example/${TOKEN}`, ['env-wrapper-other: a URL, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`https://a.example ${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`://a/${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`1://a/${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [
      `x https://a.example?x=${TOKEN}&y=1`,
      ['env-wrapper-other: the `x` parameter of a URL, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»'],
    ],
    [
      JSON.stringify({ access_token: TOKEN }),
      ['env-wrapper-other: the member `access_token`, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»'],
    ],
    [`<p>${TOKEN}</p>`, ['env-wrapper-other: HTML, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`<p class="${TOKEN}">`, ['env-wrapper-other: HTML, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`a < b ${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`"${TOKEN}"`, ['env-wrapper-other: quotes, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`'${TOKEN}'`, ['env-wrapper-other: quotes, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`'${TOKEN}"`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`token=${TOKEN}`, ['env-wrapper-other: `token`, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`${TOKEN},`, ['env-trailing-punct: , text «,»']],
    [`${TOKEN}).`, ['env-trailing-punct: ). text «).»']],
    [`(${TOKEN})`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`${TOKEN} and more`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`see ${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`${TOKEN}\n${TOKEN}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [`Bearer ${TOKEN},`, ['env-wrapper-bearer: Bearer text «Bearer »', 'env-trailing-punct: , text «,»']],
    [`${TOKEN},;.):`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»']],
    [encodeURIComponent(`${TOKEN}=`), ['env-percent-encoded: %3D, 1 text «%3D»']],
    [
      `https://a.example/?t=${encodeURIComponent(`${TOKEN}=`)}`,
      [
        'env-wrapper-other: the `t` parameter of a URL, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey…»',
        'env-percent-encoded (info): %3D, 1 text «%3D»',
      ],
    ],
    [TOKEN.replaceAll('.', '%2E'), ['env-percent-encoded: %2E, 2 text «%2E»']],
    [`${TOKEN.slice(0, 30)} ${TOKEN.slice(30)}`, ['env-whitespace-inside: 31, 1, a space text « »']],
    [`${TOKEN.slice(0, 30)}\n${TOKEN.slice(30, 60)}\t${TOKEN.slice(60)}`, ['env-whitespace-inside: 31, 2, a line break text «\n»']],
    [`${TOKEN.slice(0, 30)}\u200b${TOKEN.slice(30)}`, ['env-invisible-char: 31, 1, U+200B text «\u200b»']],
    [
      `${TOKEN.slice(0, 30)}\u00a0\n${TOKEN.slice(30, 50)}\ufeff${TOKEN.slice(50)}`,
      ['env-whitespace-inside: 32, 1, a line break text «\n»', 'env-invisible-char: 31, 2, U+00A0 text «\u00a0»'],
    ],
    [`${TOKEN.slice(0, 30)}\u2013${TOKEN.slice(31)}`, ['env-homoglyph-dash: –, U+2013, 31, - token «–»']],
    [
      `${TOKEN.slice(0, 30)}\u0430\uff41${TOKEN.slice(32)}`,
      ['env-homoglyph-dash: а, U+0430, 31, a token «а»', 'env-homoglyph-dash: ａ, U+FF41, 32, a token «ａ»'],
    ],
    [TOKEN.replace('.', '\u3002'), ['env-wrapper-other: a longer text, 0 text «eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGx…»']],
    [`${TOKEN.slice(0, 30)}\u201c${TOKEN.slice(30)}`, ['env-homoglyph-dash: “, U+201C, 31,  token «“»']],
    [`a${'\u2013'.repeat(12)}`, []],
    [
      `${TOKEN.slice(0, 30)}${'\u2013'.repeat(12)}`,
      [
        'env-homoglyph-dash: –, U+2013, 31, - token «–»',
        'env-homoglyph-dash: –, U+2013, 32, - token «–»',
        'env-homoglyph-dash: –, U+2013, 33, - token «–»',
        'env-homoglyph-dash: –, U+2013, 34, - token «–»',
        'env-homoglyph-dash: –, U+2013, 35, - token «–»',
        'env-homoglyph-dash: –, U+2013, 36, - token «–»',
        'env-homoglyph-dash: –, U+2013, 37, - token «–»',
        'env-homoglyph-dash: –, U+2013, 38, - token «–»',
        'env-homoglyph-dash: –, U+2013, 39, - token «–»',
        'env-homoglyph-dash: –, U+2013, 40, - token «–»',
      ],
    ],
    [`${TOKEN.slice(0, 30)}...`, ['env-ellipsis: ... token «...»']],
    [`${TOKEN.slice(0, 30)}…${TOKEN.slice(60)}`, ['env-ellipsis: … token «…»']],
    [`${TOKEN.slice(0, 30)}.....`, ['env-ellipsis: ... token «.....»']],
    ['hello...', []],
    [
      `${segment(HEADER)}.{"a":1}.${SIGNATURE}`,
      ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.»', 'env-mixed-serialization: compact text «{»'],
    ],
    [`${segment(HEADER)}."a".${SIGNATURE}`, ['env-wrapper-other: a longer text, 0 text «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.»']],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.{}.${SIGNATURE}`, []],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment(HEADER), signature: SIGNATURE, [` ${TOKEN} `]: 1 }),
      ['env-mixed-serialization: json token «" eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…»'],
    ],
    [JSON.stringify({ payload: segment(CLAIMS), protected: segment(HEADER), signature: SIGNATURE, note: TOKEN }), []],
    ['hello {world}', []],
    ['v4.public.x', ['env-paseto-other: a PASETO v4 public token (signed) token «v4.public.x»']],
  ])('%s', (text, lines) => expect(told(envelopeText, text)).toEqual(lines))
})

describe('of the size of a token', () => {
  /** A token of exactly this many characters. */
  const sized = (length: number) => `${segment(HEADER)}.${'A'.repeat(length - segment(HEADER).length - SIGNATURE.length - 2)}.${SIGNATURE}`
  it.each<[string, string[]]>([['a'.repeat(5000), []]])('%#', (text, lines) => expect(told(envelopeSize, text)).toEqual(lines))
  it('counts a cookie with its name, and a header line with its scheme', () => {
    const rules = (text: string) => told(envelopeSize, text).map((line) => line.replace(/ token.*/, ''))
    expect(rules(sized(4096))).toEqual([])
    expect(rules(sized(4097))).toEqual(
      ['env-size-cookie (info): 4097, 0', 'env-size-4k: 4097,'].map((line) => (line.endsWith(',') ? `${line} ` : line)),
    )
    expect(rules(`Cookie: ab=${sized(4094)}`)).toEqual([])
    expect(rules(`Cookie: ab=${sized(4095)}`)).toEqual(['env-size-cookie: 4097, 1'])
    expect(rules(sized(8168))).toEqual(['env-size-cookie (info): 8168, 0', 'env-size-4k: 8168, '])
    expect(rules(sized(8169))).toEqual(['env-size-cookie (info): 8169, 0', 'env-size-header-8k: 8191'])
  })
  it('counts a URL', () => {
    expect(told(envelopeSize, `https://a.example/${sized(2000)}`)).toEqual([])
    expect(told(envelopeSize, `https://a.example/${sized(2001)}`)).toEqual([expect.stringMatching(/^env-size-url: 2001 text /)])
    expect(told(envelopeSize, `https://a.example${sized(2001)}`)).toEqual([])
    expect(told(envelopeSize, `see https://a.example ${sized(2001)}`)).toEqual([])
  })
  it('names the three largest claims', () => {
    const token = jws(HEADER, { a: 'x'.repeat(10), b: 'x'.repeat(3000), c: 'x'.repeat(200), d: 'x'.repeat(100), ['e'.repeat(50)]: 1 })
    expect(told(envelopeSize, token)[1]).toMatch(/^env-size-4k: \d+, `b` \(3.0 kB\), `c` \(202 bytes\), `d` \(102 bytes\) /)
  })
  it('points at a part that is huge, or nested too deep', () => {
    const part = (line = '') => line.replace(/ token.*/, '')
    expect(told(envelopeSize, sized(256 * 1024 + 64)).some((line) => line.startsWith('env-size-huge'))).toBe(false)
    expect(part(told(envelopeSize, sized(300 * 1024)).find((line) => line.startsWith('env-size-huge')))).toBe(
      'env-size-huge: payload, 307.1 kB, 0',
    )
    const nested = (header: number, payload: number) =>
      told(
        envelopeSize,
        jws(`{"alg":"HS256","x":${'['.repeat(header)}${']'.repeat(header)}}`, `{"a":${'['.repeat(payload)}${']'.repeat(payload)}}`),
      )
    expect(nested(1, 63)).toEqual([])
    expect(nested(1, 66)).toEqual([expect.stringMatching(/^env-size-huge: payload, , \d+ payload «{»/)])
    expect(nested(70, 66)).toEqual([expect.stringMatching(/^env-size-huge: header, , \d+ header «{»/)])
  })
})
