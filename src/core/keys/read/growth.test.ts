// Key text that could trap a careless parser: eight times as much of it takes about eight times as long.
import { expect, test } from 'vitest'
import { growth, SUPERLINEAR } from '../../thread-time.fixture.ts'
import { readKey } from './read-key.ts'

const label = '-----BEGIN PUBLIC KEY-----'

test.each<[what: string, alg: string, make: (n: number) => string]>([
  ['equals signs in a PEM body', 'RS256', (n) => `${label}\n${'='.repeat(n)}AAAAA\n-----END PUBLIC KEY-----`],
  ['tabs in a PEM body', 'RS256', (n) => `${label}\n${'\t'.repeat(n)}AAAAA\n-----END PUBLIC KEY-----`],
  ['a PEM label over and over', 'RS256', (n) => `${label}\n`.repeat(n / 30)],
  ['BEGIN without an end', 'RS256', (n) => `-----BEGIN ${'KEY '.repeat(n / 4)}`],
  ['equals signs as a secret', 'HS256', (n) => `${'='.repeat(n)}x`],
  ['line breaks as a secret', 'HS256', (n) => `${'\n'.repeat(n)}x`],
  ['brackets that never close', 'RS256', (n) => '{"keys":['.repeat(n / 9)],
  ['nested DER', 'RS256', (n) => Buffer.from(Array.from({ length: n / 3 }, () => [0x30, 0x80]).flat()).toString('base64')],
])('%s', { timeout: 120_000 }, async (_, alg, make) => {
  expect(await growth((size) => readKey(make(size), { alg }), 60_000)).toBeLessThan(SUPERLINEAR)
})
