// Checks that the page and SECURITY.md make the same promises, word for word.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COPY_OPEN, OPEN, OUTSIDE, PROMISED, PROMISES } from './promises.ts'

const security = readFileSync(resolve(import.meta.dirname, '../../../SECURITY.md'), 'utf8')
  .replace(/\s+/g, ' ')
  .replaceAll('*', '')

describe('SECURITY.md', () => {
  it.each([PROMISED, OPEN, COPY_OPEN, ...OUTSIDE, ...PROMISES.map(({ promise, held }) => `| ${promise} | ${held} |`)])(
    'says: %s',
    (sentence) => {
      expect(security).toContain(sentence)
    },
  )

  it('makes no promise that the page does not show', () => {
    const table = security.slice(security.indexOf('|---'), security.indexOf('Each dependency is pinned'))
    expect(table.split(' | |').length).toBe(PROMISES.length)
  })
})
