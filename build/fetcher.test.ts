// Checks that the sealed fetcher's policy allows exactly its own inline script.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const html = readFileSync(resolve(import.meta.dirname, '../public/fetcher.html'), 'utf8')

describe('public/fetcher.html', () => {
  it('has one script, and its hash is the only source of scripts', () => {
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)]
    expect(scripts).toHaveLength(1)
    const hash = createHash('sha256')
      .update(scripts[0]?.[1] ?? '')
      .digest('base64')
    expect(html).toContain(`script-src 'sha256-${hash}';`)
  })

  it('has its policy first in its head', () => {
    expect(html).toMatch(/<head>\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none';/)
  })

  it('can only reach https and the local machine', () => {
    expect(/connect-src ([^;]*);/.exec(html)?.[1]).toBe('https: http://localhost:* http://127.0.0.1:*')
  })
})
