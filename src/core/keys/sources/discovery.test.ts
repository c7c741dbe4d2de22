// Which URLs are tried for an issuer's keys, and which answers count.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curlCommand, metadataUrls, readCertificateAnswer, readKeyAnswer, readMetadata } from './discovery.ts'
import { checkFetchUrl } from './fetch-url.ts'

const urlsOf = (issuer: string) => {
  const found = metadataUrls(issuer)
  return found.ok ? found.urls.map(({ url }) => url) : found.reason
}

describe('an issuer’s metadata', () => {
  it('is looked for between host and path, then after the path', () => {
    expect(urlsOf('https://a.example')).toEqual([
      'https://a.example/.well-known/oauth-authorization-server',
      'https://a.example/.well-known/openid-configuration',
    ])
    expect(urlsOf('https://a.example/realms/one')).toEqual([
      'https://a.example/.well-known/oauth-authorization-server/realms/one',
      'https://a.example/realms/one/.well-known/openid-configuration',
    ])
  })

  it('first loses one trailing slash, as both standards say', () => {
    expect(urlsOf('https://a.example/')).toEqual(urlsOf('https://a.example'))
    expect(urlsOf('https://a.example/t/')).toEqual(urlsOf('https://a.example/t'))
  })

  it('has no URL for an issuer that is not valid', () => {
    expect(urlsOf('payroll')).toBe('not-a-url')
    expect(urlsOf('http://a.example')).toBe('not-https')
    expect(urlsOf('https://a.example?tenant=1')).toBe('query')
    expect(urlsOf('https://a.example?')).toBe('query')
    expect(urlsOf('https://a.example#x')).toBe('fragment')
    expect(urlsOf('https://u@a.example')).toBe('user-info')
    expect(urlsOf('http://127.0.0.1:8080/x')).toHaveLength(2)
  })

  it('never leaves the issuer’s own origin, whatever you type', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }).map((rest) => `https://a.example${rest}`),
        ),
        (issuer) => {
          const found = metadataUrls(issuer)
          for (const { url } of found.ok ? found.urls : []) {
            expect(new URL(url).origin).toBe(new URL(issuer).origin)
            expect(checkFetchUrl(url).ok || url.length > 2000).toBe(true)
          }
        },
      ),
    )
  })

  it('counts only if it names exactly the same issuer', () => {
    const json = (issuer: unknown, jwks_uri: unknown = 'https://a.example/k') => JSON.stringify({ issuer, jwks_uri })
    expect(readMetadata(json('https://a.example'), 'https://a.example')).toEqual({ ok: true, jwksUri: 'https://a.example/k' })
    expect(readMetadata(json('https://a.example/'), 'https://a.example')).toEqual({
      ok: false,
      reason: 'other-issuer',
      found: 'https://a.example/',
    })
    expect(readMetadata(json('HTTPS://a.example'), 'https://a.example')).toMatchObject({ reason: 'other-issuer' })
    expect(readMetadata(json(['https://a.example']), 'https://a.example')).toEqual({ ok: false, reason: 'no-issuer' })
    expect(readMetadata(json('https://a.example', 7), 'https://a.example')).toEqual({ ok: false, reason: 'no-jwks-uri' })
    expect(readMetadata('<html>', 'https://a.example')).toEqual({ ok: false, reason: 'not-json' })
  })
})

describe('the answer of a JWK Set URL', () => {
  it('is a set for the key box, with every member', () => {
    const answer = readKeyAnswer('{"keys":[{"kty":"oct","k":"AA","extra":[1]}]}')
    expect(answer).toMatchObject({ ok: true, count: 1 })
    expect(answer.ok && JSON.parse(answer.text)).toEqual({ keys: [{ kty: 'oct', k: 'AA', extra: [1] }] })
  })

  it('may be metadata, or contain no keys', () => {
    expect(readKeyAnswer('{"issuer":"x","jwks_uri":"https://a.example/k"}')).toEqual({
      ok: false,
      reason: 'is-metadata',
      jwksUri: 'https://a.example/k',
    })
    expect(readKeyAnswer('{"keys":[]}')).toEqual({ ok: false, reason: 'no-keys' })
    expect(readKeyAnswer('{"keys":{}}')).toEqual({ ok: false, reason: 'no-keys' })
    expect(readKeyAnswer('{}')).toEqual({ ok: false, reason: 'no-keys' })
    expect(readKeyAnswer('[]')).toEqual({ ok: false, reason: 'not-json' })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        readKeyAnswer(text)
        readMetadata(text, 'https://a.example')
        readCertificateAnswer(text)
      }),
    )
  })
})

describe('the command to copy', () => {
  it('keeps the URL in one argument', () => {
    expect(curlCommand('https://a.example/k?x=1&y=2')).toBe("curl -sSL 'https://a.example/k?x=1&y=2'")
    expect(curlCommand("https://a.example/'; rm -rf ~; '")).toBe("curl -sSL 'https://a.example/'\\''; rm -rf ~; '\\'''")
  })
})
