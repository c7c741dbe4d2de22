// Finds tokens however people copy them: split over cookies or lines, encoded once more, or without the signature.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jwe, jws } from '../diagnostics/token.fixture.ts'
import { encodeBase64 } from '../text/base64.ts'
import { encodeText } from '../text/base64url.ts'
import { inspect } from '../inspect.ts'
import { findTokens } from './find-tokens.ts'
import { compactOffset, textSpans } from './found-token.ts'

const SHORT = jws()
const LONG = jws(
  { alg: 'RS256', typ: 'JWT', kid: 'a-key-id-that-makes-the-header-longer-than-a-line' },
  { scope: 'read write '.repeat(20) },
)
const OPENED = jwe({ alg: 'dir', enc: 'A128GCM' })

const base64 = (text: string) => encodeBase64(new TextEncoder().encode(text))
const cut = (token: string, count: number) => {
  const width = Math.ceil(token.length / count)
  return Array.from({ length: count }, (_, i) => token.slice(i * width, (i + 1) * width))
}
const lines = (token: string, width: number) => token.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
const healthCard = (token: string) => Array.from(token, (c) => String(c.charCodeAt(0) - 45).padStart(2, '0')).join('')

const WAYS: [what: string, carrier: string | undefined, (token: string) => string][] = [
  ['base64', 'base64', base64],
  ['base64 with a line break after the token', 'base64', (token) => base64(`${token}\n`)],
  ['base64 in lines of 76', 'base64', (token) => lines(base64(token), 76).join('\n')],
  [
    'a Kubernetes Secret',
    'base64',
    (token) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  namespace: ZGVmYXVsdA==\n  token: ${base64(token)}\ntype: Opaque\n`,
  ],
  [
    'the JSON of a Kubernetes Secret',
    'base64',
    (token) => `{"data":{"namespace":"ZGVmYXVsdA==","token":"${base64(token)}"},"kind":"Secret"}`,
  ],
  [
    'three cookies',
    'cookies',
    (token) =>
      `Cookie: a=b; ${cut(token, 3)
        .map((part, i) => `__Secure-next-auth.session-token.${i}=${part}`)
        .join('; ')}; theme=dark`,
  ],
  [
    'Set-Cookie lines',
    'cookies',
    (token) =>
      cut(token, 2)
        .map((part, i) => `Set-Cookie: appSession.${i}=${part}; Path=/; HttpOnly; Secure; SameSite=Lax`)
        .join('\r\n'),
  ],
  [
    'the chunks of ASP.NET',
    'cookies',
    (token) =>
      `Cookie: .AspNetCore.Cookies=chunks-2; ${cut(token, 2)
        .map((part, i) => `.AspNetCore.CookiesC${i + 1}=${part}`)
        .join('; ')}`,
  ],
  [
    'quoted mail',
    'quoted',
    (token) =>
      `On Monday you wrote:\n${lines(token, 60)
        .map((line) => `> ${line}`)
        .join('\n')}\n\nIs this right?`,
  ],
  [
    'mail quoted twice',
    'quoted',
    (token) =>
      lines(token, 60)
        .map((line) => `> > ${line}`)
        .join('\r\n'),
  ],
  [
    'lines with numbers',
    'numbered',
    (token) =>
      lines(token, 60)
        .map((line, i) => `${String(i + 9).padStart(4)} | ${line}`)
        .join('\n'),
  ],
  [
    'the listing of cat -n',
    'numbered',
    (token) =>
      lines(token, 60)
        .map((line, i) => `     ${i + 1}\t${line}`)
        .join('\n'),
  ],
  ['lines folded by RFC 8792', 'folded', (token) => `NOTE: '\\' line wrapping per RFC 8792\n\n${lines(token, 60).join('\\\n')}`],
  ['lines folded with two backslashes', 'folded', (token) => lines(token, 60).join('\\\n    \\')],
  ['a SMART Health Card', 'digits', (token) => `shc:/${healthCard(token)}`],
  [
    'a SMART Health Card in parts',
    'digits',
    (token) =>
      cut(token, 2)
        .map((part, i) => `shc:/${i + 1}/2/${healthCard(part)}`)
        .join('\n'),
  ],
  [
    'percent-encoding twice',
    undefined,
    (token) => `https://app.example/?back=${encodeURIComponent(`/cb?token=${token.replaceAll('.', '%2E')}`)}`,
  ],
]

describe('a token is read whatever it comes in', () => {
  for (const [what, carrier, carry] of WAYS) {
    test.each([
      ['a short one', SHORT],
      ['a long one', LONG],
      ['an encrypted one', OPENED],
    ])(`${what}: %s`, (_, token) => {
      const { token: read, found } = inspect(carry(token))
      expect(found.map(({ compact }) => compact)).toEqual([token])
      expect(read?.wellFormed).toBe(true)
      // Some short tokens fit on one line or in one cookie.
      if (found[0]!.carrier !== undefined || token === LONG) expect(found[0]!.carrier).toBe(carrier)
    })
  }

  test('its characters lead to a place in the text, and back to nearly the same character', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WAYS), fc.nat({ max: LONG.length - 1 }), ([, , carry], at) => {
        const text = carry(LONG)
        const found = findTokens(text).found[0]!
        const [place] = textSpans(found, { from: at, to: at + 1 })
        expect(place!.from).toBeGreaterThanOrEqual(found.span.from)
        expect(place!.to).toBeLessThanOrEqual(found.span.to)
        expect(Math.abs(compactOffset(found, place!.from)! - at)).toBeLessThanOrEqual(found.carrier === 'base64' ? 4 : 0)
      }),
    )
  })

  test('under the name given to it in the text', () => {
    expect(findTokens(`data:\n  token: ${base64(SHORT)}\n`).found[0]!.name).toBe('token')
  })
})

describe('text that only looks like such a form', () => {
  test.each([
    ['base64 of other text', base64('eyJ is how a token begins, and this isn’t one.')],
    ['cookies with a gap', `Cookie: s.0=${cut(LONG, 3)[0]}; s.2=${cut(LONG, 3)[2]}`],
    ['another cookie', `Cookie: s.0=${cut(LONG, 2)[0]}; t.1=${cut(LONG, 2)[1]}`],
  ])('%s is not a complete token', (_, text) => {
    expect(inspect(text).token?.wellFormed).toBe(false)
  })

  test('two tokens on quoted lines are two', () => {
    const other = jws({ alg: 'ES256' }, { sub: 'other' })
    expect(findTokens(`> ${SHORT}\n> ${other}`).found.map(({ compact }) => compact)).toEqual([SHORT, other])
  })

  test('a word on the next quoted line stays out', () => {
    expect(findTokens(`> ${SHORT}\n> regards`).found.map(({ compact }) => compact)).toEqual([SHORT])
  })

  test('a list of numbers after a token stays out', () => {
    expect(findTokens(`${SHORT}\n1 apples\n2 pears`).found.map(({ compact }) => compact)).toEqual([SHORT])
  })
})

describe('a signature that was left out', () => {
  const [header, payload] = SHORT.split('.')
  test.each(['[REDACTED]', '…', '<signature>', '{signature}', '********'])(
    'as %s: the rest is decoded, and the token is malformed',
    (placeholder) => {
      for (const text of [`${header}.${payload}.${placeholder}`, `Authorization: Bearer ${header}.${payload}.${placeholder}`]) {
        const { token } = inspect(text)
        expect(token).toMatchObject({ wellFormed: false, compact: `${header}.${payload}.` })
        expect(token!.payload?.decoded.json.valid).toBe(true)
        expect(text.slice(token!.leftOut!.from, token!.leftOut!.to)).toBe(placeholder)
      }
    },
  )

  test('is not confused with a signature that was never made', () => {
    expect(inspect(`${encodeText('{"alg":"none"}')}.${payload}.`).token).toMatchObject({ wellFormed: true })
  })
})
