// Checks that public/_headers agrees with the policy in code, and lets the fetcher be framed and reach the network.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { headersFor, parseHeadersFile } from './headers-file.ts'
import { contentSecurityPolicy, responseHeaders } from './policy.ts'

const rules = parseHeadersFile(readFileSync(resolve(import.meta.dirname, '../public/_headers'), 'utf8'))
const of = (path: string) => Object.fromEntries(headersFor(rules, path))

describe('public/_headers', () => {
  it.each(['/', '/index.html'])('gives %s the headers that the service worker adds', (path) => {
    expect(of(path)).toMatchObject(responseHeaders)
  })

  it('gives no path the same header twice, since hosts would join them', () => {
    for (const path of ['/', '/index.html', '/fetcher.html', '/assets/index.js', '/sw.js']) {
      const names = headersFor(rules, path).map(([name]) => name)
      expect(names).toEqual([...new Set(names)])
    }
  })

  it('lets only the page frame the fetcher, and allows the fetcher the network', () => {
    expect(of('/fetcher.html')).toMatchObject({ 'Content-Security-Policy': "frame-ancestors 'self'", 'Referrer-Policy': 'no-referrer' })
    expect(of('/fetcher.html')).not.toHaveProperty('Connection-Allowlist')
  })

  it('has browsers revalidate the service worker', () => {
    expect(of('/sw.js')['Cache-Control']).toBe('no-cache')
  })
})

describe('the page’s policy', () => {
  it('allows no network, no foreign script and no way around Trusted Types', () => {
    const directives = new Map(contentSecurityPolicy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]))
    expect(directives.get('default-src')).toBe("'none'")
    expect(directives.get('connect-src')).toBe("'none'")
    expect(directives.get('script-src')).toBe("'self'")
    expect(directives.get('require-trusted-types-for')).toBe("'script'")
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/)
  })
})

describe('reading the format', () => {
  it('skips comments and empty lines, and rejects what it cannot read', () => {
    expect(parseHeadersFile('# a\n\n/x\n  A: b: c\n')).toEqual([{ pattern: '/x', headers: [['A', 'b: c']] }])
    expect(() => parseHeadersFile('/x\n  nonsense\n')).toThrow('nonsense')
  })
})
