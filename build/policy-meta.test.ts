// What stands inline in the page is allowed by its hash, and nothing else.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './policy.ts'
import { withHashes } from './policy-meta.ts'

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('the policy of the built page', () => {
  it('names each inline script and style by hash, and no script that has a file', () => {
    const html = '<style>a{}</style><script type="importmap">{}</script><script type="module" src="./a.js"></script><script>b()</script>'
    const policy = withHashes(contentSecurityPolicy, html)
    expect(policy).toContain(`script-src 'self' ${hash('{}')} ${hash('b()')};`)
    expect(policy).toContain(`style-src 'self' ${hash('a{}')};`)
    expect(policy.match(/sha256-/g)).toHaveLength(3)
  })

  it('is the same where nothing is inline', () => {
    expect(withHashes(contentSecurityPolicy, '<script src="./a.js"></script>')).toBe(contentSecurityPolicy)
  })
})
