// Checks that the shell of the kept copy stays small, and that its platform modules export the same as the ones they replace.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS } from '../src/core/diagnostics/index.ts'
import documentationHosts from './documentation-hosts.json' with { type: 'json' }
import { documentationPages } from './documentation-pages.ts'

const read = (path: string) => readFileSync(resolve(import.meta.dirname, '..', path), 'utf8')

describe('the shell', () => {
  it('has at most 200 lines', () => {
    const lines = ['shell.html', 'shell.css', 'shell.js'].map((name) => read(`build/vault/${name}`).split('\n').length)
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(200)
  })

  it('handles exactly the messages that the frame may send', () => {
    const told = [...read('src/platform/vault/shell.ts').matchAll(/readonly kind: '(\w+)'/g)].map((match) => match[1] ?? '')
    const acts = read('build/vault/shell.js').split('const ACTS = {')[1]?.split('\n}\n')[0] ?? ''
    expect([...acts.matchAll(/^ {2}(\w+)\(/gm)].map((match) => match[1] ?? '').sort()).toEqual(told.sort())
  })
})

describe('src/platform/vault', () => {
  const names = readdirSync(resolve(import.meta.dirname, '../src/platform/vault')).filter((name) => !/^(shell|start)\.ts$/.test(name))

  it.each(names)('%s exports the same as the file that it replaces', (name) => {
    const exported = (path: string) => {
      const text = read(path)
      const declared = [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map((match) => match[1] ?? '')
      const passed = [...text.matchAll(/^export \{ ([^}]*) \}/gm)]
        .flatMap((match) => (match[1] ?? '').split(', '))
        .filter((each) => !each.startsWith('type '))
      return [...declared, ...passed].sort()
    }
    expect(existsSync(resolve(import.meta.dirname, '../src/platform', name))).toBe(true)
    expect(exported(`src/platform/vault/${name}`)).toEqual(exported(`src/platform/${name}`))
  })
})

describe('documentationPages', () => {
  it('finds addresses, and pages that are named by a number or a title', () => {
    expect(documentationPages("rfc(7519, '4.1.4')")).toEqual(['https://www.rfc-editor.org/rfc/rfc7519'])
    expect(documentationPages("cve('2018-0114')")).toEqual(['https://www.cve.org/CVERecord?id=CVE-2018-0114'])
    expect(documentationPages("'https://pkg.go.dev/encoding/json#Unmarshal'")).toEqual([
      'https://pkg.go.dev/encoding/json#Unmarshal',
      'https://pkg.go.dev/encoding/json',
    ])
    expect(documentationPages("'https://elsewhere.example/'")).toEqual([])
  })

  it('finds every page that a finding links to in the sources', () => {
    const sources = readdirSync(resolve(import.meta.dirname, '../src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    )
    const pages = new Set(sources.flatMap((name) => documentationPages(read(`src/${name}`))))
    const linked = [...DIAGNOSTICS.values()]
      .flatMap(({ source }) => [source].flat())
      .flatMap(({ url }) => (url === undefined ? [] : [url.split('#')[0] ?? '']))
      .filter((url) => documentationHosts.some((host) => url.startsWith(`${host}/`)))
    expect(linked.length).toBeGreaterThan(100)
    expect(linked.filter((url) => !pages.has(url))).toEqual([])
  })
})
