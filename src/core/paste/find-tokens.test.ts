import { describe, expect, test } from 'vitest'
import { jwe, jws } from '../diagnostics/token.fixture.ts'
import { findTokens, MOST_DECODED, MOST_FOUND } from './find-tokens.ts'
import { compactOffset, piecesOf, textSpans } from './found-token.ts'
import { inspect } from '../inspect.ts'

const A = jws()
const B = jws({ alg: 'ES256', typ: 'at+jwt' }, { sub: 'other' }, 'AAECAwQFBgcICQoLDA0ODw')
/** Long enough to be wrapped in terminals and e-mails. */
const LONG = jws(undefined, { iss: 'https://issuer.example', scope: 'read write '.repeat(20) })

const compacts = (text: string) => findTokens(text).found.map((found) => found.compact)
const named = (text: string) => findTokens(text).found.map(({ name, compact }) => [name, compact])
/** The text that belongs to no token. */
const ignored = (text: string) => inspect(text).ignored.map(({ from, to }) => text.slice(from, to))

function wrapped(token: string, width: number, indent = '', end = '\n'): string {
  return (token.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => indent + line).join(end)
}

describe('text with no token in it', () => {
  test('is taken entirely if it is short', () => {
    expect(compacts('hello world')).toEqual(['helloworld'])
  })

  test('is decoded up to a limit, and the result says how far', () => {
    const text = `  ${'hello, '.repeat(MOST_DECODED)}`
    const { found, searched } = findTokens(text)
    expect(found).toHaveLength(1)
    expect(found[0]!.span).toEqual({ from: 2, to: 2 + MOST_DECODED })
    expect(searched).toBe(2 + MOST_DECODED)
    expect(ignored(text)).toEqual([])
  })

  test('has no limit before a token', () => {
    expect(compacts(`${'hello, '.repeat(MOST_DECODED)}${A}`)).toEqual([A])
  })
})

describe('a token alone', () => {
  test('is found as it is, and nothing is ignored', () => {
    expect(findTokens(A).found).toEqual([
      {
        compact: A,
        span: { from: 0, to: A.length },
        pieces: [0, 0, A.length],
        name: undefined,
        wrapper: 'none',
        repeats: [],
      },
    ])
    expect(inspect(A).ignored).toEqual([])
  })

  test.each([
    ['spaces around it', `  ${A}\t `],
    ['line breaks around it', `\r\n\n${A}\n`],
    ['a byte-order mark before it', `\ufeff${A}`],
    ['zero-width spaces around and in it', `\u200b${A.slice(0, 30)}\u200b${A.slice(30)}\u2060`],
    ['no-break spaces', `\u00a0${A}\u00a0`],
    ['soft hyphens', `${A.slice(0, 40)}\u00ad${A.slice(40)}`],
    ['double quotes', `"${A}"`],
    ['single quotes', `'${A}'`],
    ['backticks', `\`${A}\``],
    ['a quote and a comma', `"${A}",`],
    ['quotes in quotes', `"'${A}'"`],
    ['angle brackets', `<${A}>`],
    ['Bearer', `Bearer ${A}`],
    ['bearer in lower case', `bearer   ${A}`],
    ['DPoP', `DPoP ${A}`],
    ['an Authorization line', `Authorization: Bearer ${A}`],
    ['an authorization line without a scheme', `authorization: ${A}`],
    ['an Authorization line in quotes', `"Authorization: Bearer ${A}"`],
    ['a space inside', `${A.slice(0, 50)} ${A.slice(50)}`],
    ['a line break after each dot', A.replaceAll('.', '.\n')],
    ['a line break before each dot', A.replaceAll('.', '\n.')],
    ['lines of 64', wrapped(A, 64)],
    ['lines of 64 with CRLF', wrapped(A, 64, '', '\r\n')],
    ['lines of 20, indented', wrapped(A, 20, '    ')],
    ['lines in quotes', `"${wrapped(A, 40)}"`],
    ['Bearer and lines', `Bearer ${wrapped(A, 40, '  ')}`],
    ['percent-encoding of its dots', A.replaceAll('.', '%2E')],
    ['percent-encoding in lower case', A.replaceAll('.', '%2e').replaceAll('_', '%5f').replaceAll('-', '%2d')],
  ])('is found despite %s', (_, text) => {
    expect(compacts(text)).toEqual([A])
    expect(inspect(text).token?.wellFormed).toBe(true)
  })
})

describe('a token in other text is found and named', () => {
  const HEADERS = `GET /payments HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer ${A}\r\nAccept: */*\r\n\r\n`
  test.each<[what: string, text: string, expected: [name: string | undefined, token: string][]]>([
    ['an HTTP request', HEADERS, [['Authorization', A]]],
    ['a custom header', `X-Amzn-Oidc-Data: ${A}`, [['X-Amzn-Oidc-Data', A]]],
    [
      'a curl command',
      `curl -sS -H 'Authorization: Bearer ${A}' -H "Accept: application/json" https://api.example/v1`,
      [['Authorization', A]],
    ],
    [
      'a curl command on several lines',
      `curl https://api.example \\\n  -H "Authorization: Bearer ${A}" \\\n  -d '{}'`,
      [['Authorization', A]],
    ],
    ['a cookie header', `Cookie: theme=dark; session=${A}; lang=en`, [['session', A]]],
    ['a Set-Cookie header', `Set-Cookie: access_token=${A}; Path=/; HttpOnly; Secure`, [['access_token', A]]],
    ['a query', `https://api.example/cb?state=x&token=${A}&expires=3600`, [['token', A]]],
    [
      'a fragment',
      `https://app.example/#access_token=${A}&token_type=Bearer&id_token=${B}`,
      [
        ['access_token', A],
        ['id_token', B],
      ],
    ],
    ['a percent-encoded query', `https://api.example/?jwt=${A.replaceAll('.', '%2E')}&x=1`, [['jwt', A]]],
    [
      'a token response',
      JSON.stringify({ access_token: A, token_type: 'Bearer', expires_in: 900, id_token: B }),
      [
        ['access_token', A],
        ['id_token', B],
      ],
    ],
    [
      'a token response on several lines',
      JSON.stringify({ access_token: A, token_type: 'Bearer', id_token: B }, null, 2),
      [
        ['access_token', A],
        ['id_token', B],
      ],
    ],
    ['JSON in a JSON string', JSON.stringify({ body: JSON.stringify({ id_token: A }) }), [['id_token', A]]],
    ['a Python dictionary', `{'access_token': '${A}', 'expires_in': 900}`, [['access_token', A]]],
    [
      'a .env file',
      `# local\nAPI_TOKEN=${A}\nOTHER="${B}"\nDEBUG=1\n`,
      [
        ['API_TOKEN', A],
        ['OTHER', B],
      ],
    ],
    ['an exported variable', `export JWT='${A}'`, [['JWT', A]]],
    ['YAML', `service:\n  token: ${A}\n`, [['token', A]]],
    [
      'code',
      `const token = "${A}"\nconst other = '${B}';`,
      [
        ['token', A],
        ['other', B],
      ],
    ],
    ['a log line', `2026-11-22T10:00:00Z INFO auth: user=ada token=${A} status=200`, [['token', A]]],
    ['a log line without a name', `2026-11-22 10:00:00 checking ${A} now`, [[undefined, A]]],
    ['a cookie with an encoded space', `Cookie: Authorization=Bearer%20${A}; theme=dark`, [['Authorization', A]]],
    ['an encoded cookie in quotes', `Cookie: session=%22${A}%22`, [['session', A]]],
    [
      'a URL inside a URL',
      `https://x.example/?back=${encodeURIComponent(`https://app.example/?a=1&id_token=${A}&b=2`)}`,
      [['id_token', A]],
    ],
  ])('%s', (_, text, expected) => {
    expect(named(text)).toEqual(expected)
  })

  test('a HAR file, each under the name of its header, cookie or field', () => {
    const har = JSON.stringify(
      {
        log: {
          version: '1.2',
          entries: [
            {
              request: {
                headers: [{ name: 'Authorization', value: `Bearer ${A}` }],
                cookies: [{ name: 'sid', value: B }],
              },
              response: { content: { mimeType: 'application/json', text: JSON.stringify({ id_token: LONG }) } },
            },
            { request: { headers: [{ name: 'Authorization', value: `Bearer ${A}` }] } },
          ],
        },
      },
      null,
      2,
    )
    expect(named(har)).toEqual([
      ['Authorization', A],
      ['sid', B],
      ['id_token', LONG],
    ])
    expect(findTokens(har).found[0]!.repeats).toHaveLength(1)
  })

  test('with the kind of text that it was found in', () => {
    const wrapperOf = (text: string) => findTokens(text).found[0]!.wrapper
    expect(wrapperOf(`x Authorization`)).toBe('none')
    expect(wrapperOf(`Bearer ${A}`)).toBe('bearer')
    expect(wrapperOf(`\nAuthorization: Bearer ${A}\nHost: x`)).toBe('bearer')
    expect(wrapperOf(`{"token":"${A}"}`)).toBe('json')
    expect(wrapperOf(`TOKEN=${A}`)).toBe('name')
    expect(wrapperOf(`see ${A} there`)).toBe('text')
    expect(wrapperOf(JSON.stringify({ payload: 'e30', protected: 'e30', signature: 'AA' }))).toBe('json-serialization')
  })
})

describe('several tokens', () => {
  test('on separate lines are several, in the order of the text', () => {
    expect(compacts(`${A}\n${B}\n`)).toEqual([A, B])
    expect(compacts(`${B}\r\n${A}`)).toEqual([B, A])
    expect(compacts(`${LONG}\n${LONG.slice(0, -4)}AAAA\n${A}`)).toEqual([LONG, `${LONG.slice(0, -4)}AAAA`, A])
  })

  test('separated by a space or a comma are several', () => {
    expect(compacts(`${A} ${B}`)).toEqual([A, B])
    expect(compacts(`${A},${B}`)).toEqual([A, B])
  })

  test('that are identical are one, with the places of its repeats', () => {
    const text = `first ${A}, again ${A} and ${B}, and ${A}`
    const [first, second, ...rest] = findTokens(text).found
    expect([first!.compact, second!.compact, rest.length]).toEqual([A, B, 0])
    expect(first!.repeats.map(({ from, to }) => text.slice(from, to))).toEqual([A, A])
  })

  test('are opened at the first that is well formed, or at another on request', () => {
    const text = `broken=eyJhbGciOiJIUzI1NiJ9.e30 good=${A} other=${B}`
    expect(inspect(text)).toMatchObject({ index: 1, token: { compact: A } })
    expect(inspect(text, 2)).toMatchObject({ index: 2, token: { compact: B } })
    expect(inspect(text, 99)).toMatchObject({ index: 1, token: { compact: A } })
    expect(inspect(text, -1)).toMatchObject({ index: 1 })
  })

  test('two JWEs and a JWT are three', () => {
    const encrypted = jwe({ alg: 'dir', enc: 'A128GCM' })
    const other = jwe({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, { key: 32 })
    expect(compacts(`a=${encrypted}\nb=${A}\nc=${other}\n`)).toEqual([encrypted, A, other])
  })
})

describe('text around a token is not taken for part of it', () => {
  test('the full stop of a sentence', () => {
    expect(compacts(`The token is ${A}. It expires soon.`)).toEqual([A])
    expect(compacts(`The token is ${A}.`)).toEqual([A])
    expect(ignored(`The token is ${A}.`)).toEqual(['The token is ', '.'])
  })

  test('brackets, quotes and semicolons', () => {
    for (const [before, after] of ['()', '[]', '{}', '""', '<>', "''"].map((pair) => Array.from(pair))) {
      expect(compacts(`see ${before}${A}${after}; ok`)).toEqual([A])
    }
  })

  test('the next header line', () => {
    expect(compacts(`Authorization: Bearer ${A}\nAccept: text/html`)).toEqual([A])
  })

  test('a word on the next line', () => {
    expect(compacts(`token: ${A}\nnext\n`)).toEqual([A])
  })

  test('two dots at the end are an extra part, not a full stop', () => {
    expect(compacts(`${A}..`)).toEqual([`${A}..`])
  })
})

describe('a token on several lines of other text', () => {
  test('is joined if the lines have one length', () => {
    expect(compacts(`Your token:\n${wrapped(LONG, 76)}\n\nKeep it safe.`)).toEqual([LONG])
  })

  test('is joined if its dot ends a line', () => {
    const [header, payload, signature] = A.split('.')
    expect(compacts(`id:\n${header}.\n${payload}.\n${signature}\nand so on`)).toEqual([A])
    expect(compacts(`id:\n${header}.${payload}.\n${signature}\n`)[0]).toBe(A)
  })
})

test('an unsecured token does not swallow the word or the token on the next line', () => {
  const unsecured = `${A.split('.').slice(0, 2).join('.')}.`
  expect(compacts(`${unsecured}\nnext\n`)).toEqual([unsecured])
  expect(compacts(`${unsecured}\n${B}\n`)).toEqual([unsecured, B])
})

describe('ignored text is listed', () => {
  test('stretch by stretch, without the whitespace between tokens', () => {
    expect(ignored(`Authorization: Bearer ${A}`)).toEqual(['Authorization: Bearer '])
    expect(ignored(`${A}\n\n  ${B}`)).toEqual([])
    expect(ignored(`a=${A}; b=${B};`)).toEqual(['a=', '; b=', ';'])
  })

  test('so that ignored text and tokens together cover everything but whitespace, and nothing twice', () => {
    const text = `curl -H 'Authorization: Bearer ${A}' --cookie "t=${B}; again=${A}"\n`
    const { found, ignored: rest } = inspect(text)
    const covered = [...rest, ...found.flatMap((token) => [...piecesOf(token), ...token.repeats])].sort((a, b) => a.from - b.from)
    let at = 0
    for (const { from, to } of covered) {
      expect(text.slice(at, from).trim()).toBe('')
      expect(from).toBeGreaterThanOrEqual(at)
      at = to
    }
    expect(text.slice(at).trim()).toBe('')
  })
})

describe('text without a token', () => {
  test('that is only whitespace has none', () => {
    for (const text of ['', ' ', '\n\t', '\u00a0']) {
      expect(findTokens(text).found).toEqual([])
      expect(inspect(text)).toMatchObject({ token: undefined, found: [], ignored: [] })
    }
  })

  test.each([
    'hello',
    'a.b',
    'a.b.c',
    'abc.123.@@@',
    'eyJhbGciOiJIUzI1NiJ9',
    '{"a":1}',
    'www.example.com',
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  ])('%j is taken as it is, and decoded as far as possible', (text) => {
    expect(findTokens(text).found).toHaveLength(1)
    expect(inspect(text).token!.wellFormed).toBe(false)
  })

  test('a token cut off in its header keeps the rest', () => {
    expect(compacts(A.slice(0, 12))).toEqual([A.slice(0, 12)])
    expect(compacts(`Bearer ${A.slice(0, 12)}`)).toEqual([A.slice(0, 12)])
  })

  test('"…" in the middle of a token is kept as the sign that it was shortened', () => {
    const text = `${A.slice(0, 40)}…${A.slice(-10)}`
    expect(compacts(text)).toEqual([text])
  })

  test('a token without its header keeps its dots', () => {
    const text = A.slice(A.indexOf('.'))
    expect(compacts(text)).toEqual([text])
  })
})

describe('mapping between token and text', () => {
  const [header, payload] = A.split('.') as [string, string]
  const text = `"${header}%2E\n  ${payload.slice(0, 10)}\n  ${payload.slice(10)}.${A.split('.')[2]}"`
  const [found] = findTokens(text).found

  test('a segment broken over lines has several places', () => {
    const from = header.length + 1
    const places = textSpans(found!, { from, to: from + payload.length })
    expect(places.map((span) => text.slice(span.from, span.to))).toEqual([payload.slice(0, 10), payload.slice(10)])
  })

  test('a percent-encoded dot has three characters in the text', () => {
    const [place] = textSpans(found!, { from: header.length, to: header.length + 1 })
    expect(text.slice(place!.from, place!.to)).toBe('%2E')
  })

  test('every character of the token is found again, and other text belongs to no token', () => {
    for (let at = 0; at < found!.compact.length; at++) {
      const [place] = textSpans(found!, { from: at, to: at + 1 })
      expect(compactOffset(found!, place!.from)).toBe(at)
    }
    expect(compactOffset(found!, 0)).toBeUndefined()
    expect(compactOffset(found!, text.indexOf('\n'))).toBeUndefined()
    expect(compactOffset(found!, text.length)).toBeUndefined()
  })
})

describe('a text with more tokens than are listed', () => {
  const token = (i: number) => jws({ alg: 'HS256' }, { a: i }, 'AAAA')
  const text = Array.from({ length: MOST_FOUND + 2 }, (_, i) => `t${i}=${token(i)}`).join('\n')

  test('is read up to the last one that is listed, and no further', () => {
    const { found, searched } = inspect(text)
    expect(found).toHaveLength(MOST_FOUND)
    expect(text.slice(0, searched).endsWith(token(MOST_FOUND - 1))).toBe(true)
  })

  test('has no ignored text after that', () => {
    const { ignored, searched } = inspect(text)
    expect(ignored.at(-1)!.to).toBeLessThan(searched)
  })

  test('counts repeats too, so that one token cannot be repeated without limit', () => {
    const [found, ...others] = findTokens(`${A}\n`.repeat(MOST_FOUND + 2)).found
    expect([found!.repeats.length, others.length]).toEqual([MOST_FOUND - 1, 0])
  })

  test('is read to its end if it has exactly as many', () => {
    const whole = text.split('\n').slice(0, MOST_FOUND).join('\n')
    expect(inspect(whole).searched).toBe(whole.length)
  })
})

describe('the places of a broken token', () => {
  const place = (text: string, from: number, to: number) =>
    textSpans(findTokens(text).found[0]!, { from, to }).map((span) => text.slice(span.from, span.to))

  test('are those of each piece, with encoded characters kept whole', () => {
    const text = `${A.slice(0, 4)}\n${A.slice(4).replaceAll('.', '%2E')}`
    const dot = A.indexOf('.')
    expect(place(text, 2, 6)).toEqual([A.slice(2, 4), A.slice(4, 6)])
    expect(place(text, dot - 1, dot + 2)).toEqual([`${A[dot - 1]}%2E${A[dot + 1]}`])
  })

  test('are distinct for encoded characters in a row', () => {
    const text = `${A.split('.')[0]}.AA%2B%2F%2B%2F.AAAA`
    const [found] = findTokens(text).found
    const at = found!.compact.indexOf('+')
    expect(place(text, at + 1, at + 3)).toEqual(['%2F%2B'])
    expect(compactOffset(found!, text.indexOf('%2F') + 2)).toBe(at + 1)
  })

  test('are merged into one, with the text between them, if there are thousands', () => {
    const broken = `${A.split('.')[0]}.${'A '.repeat(20_000)}.AAAA`
    const [found] = findTokens(broken).found
    const from = broken.indexOf('.') + 1
    expect(textSpans(found!, { from, to: from + 20_000 })).toEqual([{ from, to: from + 40_000 - 1 }])
    expect(textSpans(found!, { from: from + 3, to: from + 10_000 })).toEqual([{ from: from + 6, to: from + 20_000 - 1 }])
  })
})
