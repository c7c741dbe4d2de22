// Checks that reading repeated text that looks like tokens takes linear time.
import { expect, test } from 'vitest'
import { encodeBase64url } from '../text/base64url.ts'
import { inspect } from '../inspect.ts'
import { growth, SUPERLINEAR } from '../thread-time.fixture.ts'

const part = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const HEADER = part('{"alg":"HS256"}')
const tokens = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n')

test.each<[what: string, make: (n: number) => string, n: number]>([
  ['the beginning of a token', (n) => 'eyJ.'.repeat(n), 100_000],
  ['the beginning of an SD-JWT', (n) => 'eyJ.~'.repeat(n), 100_000],
  ['two segments', (n) => 'eyJhb.e30\n'.repeat(n), 50_000],
  ['beginnings with percent signs', (n) => 'eyJ%'.repeat(n), 100_000],
  ['an encoded dot', (n) => '%2E'.repeat(n), 100_000],
  ['an encoded plus sign', (n) => '%2B'.repeat(n), 100_000],
  ['half an encoded character', (n) => 'e%2'.repeat(n), 100_000],
  ['encoded dots after a header', (n) => HEADER + '%2E'.repeat(n), 100_000],
  ['a space after every character', (n) => `${HEADER}.${'A '.repeat(n)}.AAAA`, 100_000],
  ['a line break after every character', (n) => 'A\n'.repeat(n), 100_000],
  ['an encoded character after every character', (n) => `${HEADER}.${'A%2B'.repeat(n)}.AAAA`, 100_000],
  ['complete tokens, each with its name', (n) => tokens(n, (i) => `token_${i}=${HEADER}.${part(`{"a":${i}}`)}.AAAA`), 1_000],
  ['one token with its name', (n) => tokens(n, () => `token=${HEADER}.e30.AAAA`), 1_000],
  ['the beginning of a PEM block', (n) => '-----BEGIN '.repeat(n), 50_000],
])('%s', { timeout: 120_000 }, async (_, make, n) => {
  expect(await growth((size) => inspect(make(size)), n)).toBeLessThan(SUPERLINEAR)
})
