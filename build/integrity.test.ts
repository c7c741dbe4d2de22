// Checks that every script and style of the page has a hash, that the map precedes the first module, and that the policy allows inline code.
import { describe, expect, it } from 'vitest'
import { hashOf, withIntegrity } from './integrity.ts'

const page = (head: string) =>
  `<head><meta http-equiv="Content-Security-Policy" content="script-src 'self'; style-src 'self'; img-src data:" />${head}</head>`
const hashes = new Map([
  ['a.js', 'sha256-A='],
  ['b.css', 'sha256-B='],
  ['c.js', 'sha256-C='],
])

describe('withIntegrity', () => {
  it('gives scripts, style sheets and preloaded modules their hashes', () => {
    const html = withIntegrity(
      page('<link rel="stylesheet" href="./b.css"><link rel="modulepreload" href="./c.js"><script type="module" src="./a.js"></script>'),
      hashes,
    )
    expect(html).toContain('<link rel="stylesheet" href="./b.css" integrity="sha256-B=">')
    expect(html).toContain('<link rel="modulepreload" href="./c.js" integrity="sha256-C=">')
    expect(html).toContain('<script type="module" src="./a.js" integrity="sha256-A=">')
  })

  it('puts the map of all files before the first module, and its hash in the policy', () => {
    const html = withIntegrity(page('<link rel="icon" href="data:,"><script type="module" src="./a.js"></script>'), hashes)
    const map = /<script type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? ''
    expect(JSON.parse(map)).toEqual({ integrity: { './a.js': 'sha256-A=', './b.css': 'sha256-B=', './c.js': 'sha256-C=' } })
    expect(html.indexOf('importmap')).toBeLessThan(html.indexOf('type="module"'))
    expect(html).toContain(`script-src 'self' '${hashOf(map)}'; style-src 'self'; img-src`)
  })

  it('allows an inline style by its hash, once', () => {
    const style = 'a { color: red }'
    const html = withIntegrity(page(`<style>${style}</style><script type="module" src="./a.js"></script>`), hashes)
    expect(html).toContain(`style-src 'self' '${hashOf(style)}'; img-src`)
  })

  it('fails if the page loads a file without a hash', () => {
    expect(() => withIntegrity(page('<script type="module" src="./unknown.js"></script>'), hashes)).toThrow('has no hash')
    expect(() => withIntegrity(page('<script src="https://elsewhere.example/x.js"></script>'), hashes)).toThrow('has no hash')
  })
})
