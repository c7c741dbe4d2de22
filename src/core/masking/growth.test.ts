// Checks that masking stays fast, however similar and long the values are.
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { threadTime } from '../thread-time.fixture.ts'
import { maskedToken, partsOfToken } from './mask-token.ts'
import { maskableClaims, usuallyMasked } from './parts.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')

describe('a token of nearly 100,000 characters is masked within seconds', () => {
  it.each([
    [
      'many values with the same beginning',
      { emails: Array.from({ length: 1900 }, (_, i) => `${'aaaa'.repeat(5)}${i}`), note: 'a'.repeat(20_000) },
    ],
    ['values of every length', { emails: Array.from({ length: 300 }, (_, i) => 'a'.repeat(i)), note: 'a'.repeat(25_000) }],
    [
      'long values with the same beginning',
      { emails: Array.from({ length: 600 }, (_, i) => `${'a'.repeat(60)}${i}`), note: 'a'.repeat(30_000) },
    ],
    ['one long value', { sub: 'a'.repeat(35_000), note: 'a'.repeat(35_000) }],
    ['shortened values', { sub: 'abcd…', note: 'abcd…'.repeat(9000) }],
  ])('of %s', (_, payload) => {
    const token = inspect(`${encode('{"alg":"ES256"}')}.${encode(JSON.stringify(payload))}.c2ln`).token!
    const began = threadTime()
    expect(
      maskedToken(token, usuallyMasked(maskableClaims(partsOfToken(token))), { secrets: ['a secret of the desk'], allowed: '' }),
    ).toBeDefined()
    expect(threadTime() - began).toBeLessThan(5_000)
  })
})
