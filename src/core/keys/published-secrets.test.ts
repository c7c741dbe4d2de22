import { describe, expect, test } from 'vitest'
import { publishedSecrets, whereSecretIsPublished } from './published-secrets.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const all = [...publishedSecrets()]

describe('the published secrets', () => {
  test('number 319, each listed once', () => {
    expect(all).toHaveLength(319)
    expect(new Set(all.map(({ secret }) => secret.join())).size).toBe(319)
  })

  test('each say where they were published, and are found by their bytes', () => {
    for (const { secret, text, where } of all) {
      expect(where, text).not.toBe('')
      expect(whereSecretIsPublished(secret), text).toBe(where)
    }
  })

  test.each([
    ['example-secret', 'lists of common secrets'],
    ['hello world', 'lists of common secrets'],
    ['shhhhh', "node-jsonwebtoken's README"],
    ['secret key', "gin-jwt's README"],
    ['AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow', 'RFC 7515 appendix A.1, taken as text'],
  ])('include %s, published in %s', (text, where) => {
    expect(whereSecretIsPublished(utf8(text))).toBe(where)
  })

  test('include bytes that were published as base64url, and show them that way', () => {
    const text = 'GawgguFyGrWKav7AX4VKUg'
    expect(all.find((each) => each.text === text)?.secret).toEqual(Uint8Array.from(Buffer.from(text, 'base64url')))
  })

  test('do not match a similar secret', () => {
    for (const text of ['your-256-bit-secret ', 'Example-Secret', 'secre', 'a'.repeat(300)])
      expect(whereSecretIsPublished(utf8(text))).toBeUndefined()
  })
})
