import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestAround } from './http-request.ts'
import { valuesOf } from './request.ts'

const read = (text: string, at = text.indexOf('MARK')) => requestAround(text, Math.max(at, 0))

describe('requestAround', () => {
  it('reads a request as it is sent', () => {
    const request = read('POST /token?x=1 HTTP/1.1\r\nHost: server.example.com\r\nDPoP: MARK\r\n\r\ngrant_type=code')
    expect(request).toMatchObject({ method: 'POST', url: 'https://server.example.com/token?x=1', scheme: 'unsaid', form: 'wire' })
    expect(request?.fields).toEqual([
      { name: 'host', value: 'server.example.com' },
      { name: 'dpop', value: 'MARK' },
    ])
  })

  it('reads the request that curl -v prints, but not the response', () => {
    const text = '* Connected\n> GET /a HTTP/2\n> Host: api.example\n> DPoP: MARK\n>\n< HTTP/2 401\n< DPoP-Nonce: n\n< DPoP: other\n'
    expect(read(text)).toMatchObject({ method: 'GET', url: 'https://api.example/a' })
    expect(valuesOf(read(text)!, 'dpop')).toEqual(['MARK'])
    expect(requestAround(text, text.indexOf('other'))).toBeUndefined()
  })

  it('uses the scheme if the text gives it', () => {
    expect(read('GET http://api.example/a HTTP/1.1\nDPoP: MARK')).toMatchObject({ url: 'http://api.example/a', scheme: 'said' })
    expect(read(':method: GET\n:authority: api.example\n:scheme: https\n:path: /a\ndpop: MARK')).toMatchObject({
      method: 'GET',
      url: 'https://api.example/a',
      scheme: 'said',
    })
    expect(read('PATCH https://api.example/a\nDPoP: MARK')).toMatchObject({ method: 'PATCH', url: 'https://api.example/a', scheme: 'said' })
  })

  it('says no more than the text does', () => {
    expect(read('Authorization: DPoP x\nDPoP: MARK')).toMatchObject({ method: undefined, url: undefined })
    expect(read('GET /a HTTP/1.1\nDPoP: MARK')).toMatchObject({ method: 'GET', url: undefined })
    expect(read('GET /a HTTP/1.1\nHost: a\nHost: b\nDPoP: MARK')).toMatchObject({ url: undefined })
    expect(read('OPTIONS * HTTP/1.1\nHost: a\nDPoP: MARK')).toMatchObject({ method: 'OPTIONS', url: undefined })
    expect(read('nothing of the kind MARK')).toBeUndefined()
    expect(read('')).toBeUndefined()
  })

  it('joins a token that was broken over lines, as RFCs print it', () => {
    const text = ' GET /a HTTP/1.1\n Host: a.example\n DPoP: eyJ0eXAi\\\n  OiJkcG9w.MARK\n  abc\n Accept: */*'
    expect(valuesOf(read(text)!, 'dpop')).toEqual(['eyJ0eXAiOiJkcG9w.MARKabc'])
    expect(valuesOf(read(text)!, 'accept')).toEqual(['*/*'])
  })

  it('keeps every field of a name', () => {
    expect(valuesOf(read('GET /a HTTP/1.1\nDPoP: a\ndpop: MARK')!, 'dpop')).toEqual(['a', 'MARK'])
  })

  it('tells several requests in a text apart', () => {
    const text = 'GET /a HTTP/1.1\nHost: a.example\nDPoP: one\n\nGET /b HTTP/1.1\nHost: b.example\nDPoP: two\n'
    expect(requestAround(text, text.indexOf('one'))?.url).toBe('https://a.example/a')
    expect(requestAround(text, text.indexOf('two'))?.url).toBe('https://b.example/b')
  })

  it.each([
    ["curl 'https://api.example/a' -H 'DPoP: MARK'", 'GET', 'https://api.example/a'],
    ['curl -X PUT https://api.example/a -H "DPoP: MARK"', 'PUT', 'https://api.example/a'],
    ['curl -XPUT https://api.example/a -H "DPoP: MARK"', 'PUT', 'https://api.example/a'],
    ['$ curl -sSH "DPoP: MARK" \\\n  --data-raw a=b \\\n  --url https://api.example/a', 'POST', 'https://api.example/a'],
    ['curl -G -d q=1 https://api.example/a -H "DPoP: MARK"', 'GET', 'https://api.example/a'],
    ['curl -I api.example/a -H "DPoP: MARK"', 'HEAD', 'http://api.example/a'],
    ['curl -o out.json --proxy http://proxy.example https://api.example/a -H "DPoP: MARK"', 'GET', 'https://api.example/a'],
    ["curl $'https://api.example/\\u0061' -H $'DPoP: MARK\\u0021'", 'GET', 'https://api.example/a'],
    [
      'curl ^"https://api.example/a?b=1^&c=2^" ^\r\n  -H ^"DPoP: MARK^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"',
      'POST',
      'https://api.example/a?b=1&c=2',
    ],
    ['curl "$API/a" -H "DPoP: MARK"', 'GET', undefined],
    ['curl https://a.example https://b.example -H "DPoP: MARK"', 'GET', undefined],
    ['curl -X "$METHOD" https://a.example/ -H "DPoP: MARK"', undefined, 'https://a.example/'],
  ])('reads %s', (text, method, url) => {
    const request = read(text)
    expect(request?.form).toBe('curl')
    expect(request?.method).toBe(method)
    expect(request?.url).toBe(url)
    expect(valuesOf(request!, 'dpop')[0]).toMatch(/^MARK!?$/)
  })

  it('ends a command where the shell would', () => {
    const text = "curl https://a.example/ -H 'DPoP: one' | jq .\ncurl https://b.example/ -H 'DPoP: two'"
    expect(requestAround(text, text.indexOf('two'))?.url).toBe('https://b.example/')
    expect(requestAround('curl https://a.example/ | tee MARK', 30)).toBeUndefined()
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      'curl ',
      '-H ',
      "'",
      '"',
      '\\',
      '^',
      '$',
      '\n',
      '\r\n',
      'DPoP: ',
      'GET / HTTP/1.1',
      'Host: ',
      'a',
      ' ',
      ':',
      '<',
      '>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), fc.nat(200), (pieces, at) => {
        const text = pieces.join('')
        const request = requestAround(text, at)
        if (request) expect(request.span.from <= request.span.to && request.span.to <= text.length + 1).toBe(true)
      }),
    )
  })

  it('looks only around the given position', () => {
    const lines = 'a: b\n'.repeat(100_000)
    const text = `GET /far HTTP/1.1\n${lines}GET /near HTTP/1.1\nHost: a.example\nDPoP: MARK\n\n${lines}`
    expect(read(text)?.url).toBe('https://a.example/near')
    expect(read(`GET /far HTTP/1.1\n${lines}DPoP: MARK`)?.method).toBeUndefined()
  })
})
