// Which URLs the page may ask for keys.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFetchUrl } from './fetch-url.ts'

const reason = (text: string) => {
  const check = checkFetchUrl(text)
  return check.ok ? 'ok' : check.reason
}

describe('checkFetchUrl', () => {
  it.each([
    'https://login.example.com/.well-known/jwks.json',
    'https://login.example.com:8443/keys?v=2',
    'http://localhost:8080/jwks',
    'http://127.0.0.1/jwks',
    'https://[::1]/jwks',
    'https://sts.windows.net/common/discovery/keys',
  ])('lets %s through, unchanged', (url) => {
    expect(checkFetchUrl(url)).toMatchObject({ ok: true, url, encodedLabels: [] })
  })

  it.each([
    ['http://login.example.com/jwks', 'not-https'],
    ['http://localhost.example.com/jwks', 'not-https'],
    ['http://127.0.0.1.example.com/jwks', 'not-https'],
    ['ftp://example.com/', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['data:application/json,{}', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['blob:https://example.com/1', 'not-https'],
    ['https://user:secret@example.com/', 'user-info'],
    ['https://example.com@evil.example/', 'user-info'],
    ['https://@example.com/', 'user-info'],
    ['https:\\\\good.example@evil.example/', 'user-info'],
    ['https://example.com/#keys', 'fragment'],
    ['https://example.com/#', 'fragment'],
    ['/jwks.json', 'not-a-url'],
    ['', 'not-a-url'],
    ['https://', 'not-a-url'],
    [' https://example.com/', 'hidden-characters'],
    ['https://exa\nmple.com/', 'hidden-characters'],
    ['https://example.com/\u202Egnp.swkj', 'hidden-characters'],
    [`https://example.com/${'a'.repeat(2000)}`, 'too-long'],
    [`https://example.com/${'ä'.repeat(500)}`, 'too-long'],
  ])('refuses %j: %s', (url, why) => {
    expect(reason(url)).toBe(why)
  })

  it('accepts an @ in the path', () => {
    expect(reason('https://example.com/@user/jwks')).toBe('ok')
    expect(reason('https://example.com/keys?for=a@b.example')).toBe('ok')
  })

  it('points out labels that look encoded', () => {
    const labels = (url: string) => {
      const check = checkFetchUrl(url)
      return check.ok ? check.encodedLabels : undefined
    }
    expect(labels('https://eyjhbgcioijiuzi1niisinr5cci6ikpxvcj9.evil.example/jwks')).toEqual(['eyjhbgcioijiuzi1niisinr5cci6ikpxvcj9'])
    expect(labels('https://d41d8cd98f00b204e9800998ecf8427e.evil.example/')).toHaveLength(1)
    expect(labels('https://authentication-service.example.com/')).toEqual([])
    expect(labels('https://my-company-staging-2024.eu-west-1.example.com/')).toEqual([])
    expect(labels('https://cognito-idp.eu-central-1.amazonaws.com/')).toEqual([])
  })

  it('answers any text, and lets none through whose displayed form names another place', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
        const check = checkFetchUrl(text)
        if (!check.ok) return
        const url = new URL(check.url)
        expect(url.href).toBe(check.url)
        expect(check.url.length).toBeLessThanOrEqual(2000)
        expect([url.username, url.password, url.hash]).toEqual(['', '', ''])
        expect(url.protocol === 'https:' || url.hostname === 'localhost' || url.hostname === '127.0.0.1').toBe(true)
      }),
    )
  })
})
