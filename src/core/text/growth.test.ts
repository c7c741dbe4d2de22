// Large or unterminated JSON: eight times as much of it takes about eight times as long.
import { expect, test } from 'vitest'
import { growth, SUPERLINEAR } from '../thread-time.fixture.ts'
import { decodeText } from './decoded-text.ts'

test.each<[what: string, make: (n: number) => string]>([
  ['a list of numbers', (n) => `[${'1,'.repeat(n)}1]`],
  ['a list of empty objects', (n) => `{"a":[${'{},'.repeat(n)}1]}`],
  ['lists in lists', (n) => `${'['.repeat(n)}${']'.repeat(n)}`],
  ['brackets that never close', (n) => '['.repeat(n)],
  ['one name over and over', (n) => `{${'"k":1,'.repeat(n)}"k":1}`],
  ['backslashes', (n) => `["${'\\\\'.repeat(n)}"]`],
  ['escaped quotes', (n) => `["${'\\"'.repeat(n)}"]`],
  ['values that are not JSON', (n) => `{${'"k":x,'.repeat(n)}`],
])('%s', { timeout: 120_000 }, async (_, make) => {
  const work = (n: number) => {
    const { json } = decodeText(new TextEncoder().encode(make(n)))
    return [json.root, json.errors]
  }
  expect(await growth(work, 50_000)).toBeLessThan(SUPERLINEAR)
})
