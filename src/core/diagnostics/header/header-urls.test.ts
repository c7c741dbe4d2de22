// Key URLs in a header: which ones are suspicious, and which are not.
import { describe, expect, it } from 'vitest'
import { CLAIMS, HEADER, jws } from '../token.fixture.ts'
import { told } from '../told.fixture.ts'
import { headerUrls } from './header-urls.ts'

const suspicious = headerUrls.filter(({ id }) => id === 'jku-suspicious')
const token = (header: object, iss: unknown = 'https://login.issuer.example') => jws({ alg: 'HS256', ...header }, { ...CLAIMS, iss })

describe('a key URL', () => {
  it.each<[string, string[]]>([
    ['https://keys.issuer.example/jwks.json', []],
    ['https://KEYS.ISSUER.EXAMPLE/', []],
    ['https://issuer.example:8443/a/..b/c..', []],
    [
      'https://issuer.example/a\\b',
      ['jku-suspicious: has a backslash, space or control character header «"https://issuer.example/a\\\\b"»'],
    ],
    ['https://issuer.example/a b', ['jku-suspicious: has a backslash, space or control character header «"https://issuer.example/a b"»']],
    [
      'https://issuer.example/\u0000',
      ['jku-suspicious: has a backslash, space or control character header «"https://issuer.example/\\u0000"»'],
    ],
    ['https://issuer.example/!', []],
    ['not-an-address', ['jku-suspicious: is not a URL header «"not-an-address"»']],
    ['https://', ['jku-suspicious: is not a URL header «"https://"»']],
    ['http://issuer.example/', ['jku-suspicious: does not use https (`http:`) header «"http://issuer.example/"»']],
    ['ftp://issuer.example/', ['jku-suspicious: does not use https (`ftp:`) header «"ftp://issuer.example/"»']],
    ['HTTPS://issuer.example/', []],
    ['https://user@issuer.example/', ['jku-suspicious: hides its host behind a user name (`@`) header «"https://user@issuer.example/"»']],
    ['https://@issuer.example/', ['jku-suspicious: hides its host behind a user name (`@`) header «"https://@issuer.example/"»']],
    ['https://issuer.example/@x', []],
    ['https://issuer.example/?a@b', []],
    [
      'https://issuer.example/#a@b',
      ['jku-suspicious: has a fragment (`#`), which can cut off what a verifier appends header «"https://issuer.example/#a@b"»'],
    ],
    [
      'https:issuer.example@evil.example',
      [
        'jku-suspicious (warning): is on evil.example, not on the issuer’s login.issuer.example header «"https:issuer.example@evil.example"»',
      ],
    ],
    [
      'https://169.254.169.254/',
      ['jku-suspicious: points to a cloud metadata service (169.254.169.254) header «"https://169.254.169.254/"»'],
    ],
    ['https://169.254.0.1/', ['jku-suspicious: points to a cloud metadata service (169.254.0.1) header «"https://169.254.0.1/"»']],
    [
      'https://[fd00:ec2::254]/',
      ['jku-suspicious: points to a cloud metadata service ([fd00:ec2::254]) header «"https://[fd00:ec2::254]/"»'],
    ],
    ['https://[::1]/', ['jku-suspicious: points to a bare IP address ([::1]) header «"https://[::1]/"»']],
    ['https://10.0.0.1/', ['jku-suspicious: points to a bare IP address (10.0.0.1) header «"https://10.0.0.1/"»']],
    ['https://1.2.3.4.issuer.example/', []],
    ['https://0x7f000001/', ['jku-suspicious: points to a bare IP address (127.0.0.1) header «"https://0x7f000001/"»']],
    ['https://2130706433/', ['jku-suspicious: points to a bare IP address (127.0.0.1) header «"https://2130706433/"»']],
    ['https://localhost/', ['jku-suspicious: points to an internal host (localhost) header «"https://localhost/"»']],
    ['https://a.localhost/', ['jku-suspicious: points to an internal host (a.localhost) header «"https://a.localhost/"»']],
    ['https://printer.local/', ['jku-suspicious: points to an internal host (printer.local) header «"https://printer.local/"»']],
    ['https://a.internal/', ['jku-suspicious: points to an internal host (a.internal) header «"https://a.internal/"»']],
    ['https://a.svc/', ['jku-suspicious: points to an internal host (a.svc) header «"https://a.svc/"»']],
    [
      'https://a.svc.cluster.local/',
      ['jku-suspicious: points to an internal host (a.svc.cluster.local) header «"https://a.svc.cluster.local/"»'],
    ],
    [
      'https://metadata.google.internal/',
      ['jku-suspicious: points to an internal host (metadata.google.internal) header «"https://metadata.google.internal/"»'],
    ],
    ['https://intranet/', ['jku-suspicious: points to an internal host (intranet) header «"https://intranet/"»']],
    ['https://local.issuer.example/', []],
    [
      'https://issuer.example/#a',
      ['jku-suspicious: has a fragment (`#`), which can cut off what a verifier appends header «"https://issuer.example/#a"»'],
    ],
    ['https://issuer.example/#', []],
    ['https://issuer.example/a/../b', ['jku-suspicious: leaves its folder (`..`) header «"https://issuer.example/a/../b"»']],
    ['https://issuer.example/..', ['jku-suspicious: leaves its folder (`..`) header «"https://issuer.example/.."»']],
    ['https://issuer.example/%2e%2E/b', ['jku-suspicious: leaves its folder (`..`) header «"https://issuer.example/%2e%2E/b"»']],
    ['https://issuer.example/a%2Fb', ['jku-suspicious: leaves its folder (`..`) header «"https://issuer.example/a%2Fb"»']],
    ['https://issuer.example/a%5Cb', ['jku-suspicious: leaves its folder (`..`) header «"https://issuer.example/a%5Cb"»']],
    ['https://issuer.example/a..', []],
    ['https://issuer.example/..a/b', []],
    [
      'https://issuer.example/?to=https://x.example',
      ['jku-suspicious: contains another URL as a parameter: an open redirect header «"https://issuer.example/?to=https://x.e…»'],
    ],
    [
      'https://issuer.example/?a=1&to=HTTP%3Ax',
      ['jku-suspicious: contains another URL as a parameter: an open redirect header «"https://issuer.example/?a=1&to=HTTP%3A…»'],
    ],
    [
      'https://issuer.example/?to=//x.example',
      ['jku-suspicious: contains another URL as a parameter: an open redirect header «"https://issuer.example/?to=//x.example"»'],
    ],
    ['https://issuer.example/?to=x//y', []],
    [
      'https://issuer.example/?=https:x',
      ['jku-suspicious: contains another URL as a parameter: an open redirect header «"https://issuer.example/?=https:x"»'],
    ],
    ['https://issuer.example/to=https:x', []],
    [
      'https://evil.example/',
      ['jku-suspicious (warning): is on evil.example, not on the issuer’s login.issuer.example header «"https://evil.example/"»'],
    ],
    [
      'https://issuer.example.evil.example/',
      [
        'jku-suspicious (warning): is on issuer.example.evil.example, not on the issuer’s login.issuer.example header «"https://issuer.example.evil.example/"»',
      ],
    ],
    [
      'https://notissuer.example/',
      ['jku-suspicious (warning): is on notissuer.example, not on the issuer’s login.issuer.example header «"https://notissuer.example/"»'],
    ],
  ])('%j', (jku, lines) => expect(told(suspicious, token({ jku }))).toEqual(lines))
  it('is on the issuer’s site if the last two labels match, or three under a short one', () => {
    const remote = (jku: string, iss: unknown) => told(suspicious, token({ jku }, iss)).length > 0
    expect(remote('https://keys.example.co.uk/', 'https://login.example.co.uk')).toBe(false)
    expect(remote('https://keys.other.co.uk/', 'https://login.example.co.uk')).toBe(true)
    expect(remote('https://example.co/', 'https://other.co')).toBe(true)
    expect(remote('https://a.four.example/', 'https://b.four.example')).toBe(false)
    expect(remote('https://a.site.example/', 'https://b.site.example')).toBe(false)
    expect(remote('https://a.abc.example/', 'https://b.abc.example')).toBe(true)
    expect(remote('https://a.example/', 'HTTP://A.EXAMPLE/x')).toBe(false)
    // An issuer that is not a URL has no site.
    for (const iss of ['issuer.example', 'urn:x', 'xhttps://other.example', 'https://', 7])
      expect(remote('https://a.example/', iss)).toBe(false)
  })
  it('is checked by its first 4,000 characters', () => {
    const at = (length: number) => `https://issuer.example/${'a'.repeat(length - 23)} `
    expect(told(suspicious, token({ jku: at(3999) }))).not.toEqual([])
    expect(told(suspicious, token({ jku: at(4000) }))).toEqual([])
  })
  it.each<[object, string[]]>([
    [{ jku: 7 }, ['jku-present: a value that is not a string header «7»', 'jku-suspicious: is not a string header «7»']],
    [{ jku: 'https://keys.issuer.example/a' }, ['jku-present: keys.issuer.example header «"https://keys.issuer.example/a"»']],
    [{ jku: 'nothing' }, ['jku-present: nothing header «"nothing"»', 'jku-suspicious: is not a URL header «"nothing"»']],
    [{ x5u: 'https://keys.issuer.example/a', typ: 'JWT' }, ['x5u-present: keys.issuer.example header «"https://keys.issuer.example/a"»']],
    [{ x5u: 'https://keys.issuer.example/a', typ: 'PASSporT' }, []],
    [
      { x5u: 'https://localhost/' },
      [
        'x5u-present: localhost header «"https://localhost/"»',
        'x5u-suspicious: points to an internal host (localhost) header «"https://localhost/"»',
      ],
    ],
    [{ x5u: 7 }, ['x5u-present: a value that is not a string header «7»', 'x5u-suspicious: is not a string header «7»']],
    [{}, []],
  ])('is reported as present: %j', (header, lines) => expect(told(headerUrls, token(header))).toEqual(lines))
  it('reports nothing about a header without one', () => expect(told(headerUrls, jws(HEADER))).toEqual([]))
})
