// Checks the entropy estimate: words, sequences and repetitions count little, randomness counts in full.
import { describe, expect, it } from 'vitest'
import { estimatedBits } from './secret-strength.ts'

const bits = (text: string) => estimatedBits(new TextEncoder().encode(text))

describe('the estimate', () => {
  it.each<[string, number]>([
    ['', 0],
    ['a', 4],
    ['aaaaaaaaaaaaaaaa', 4],
    ['abababababababab', 16],
    ['1111111111', 4],
    ['123456789', 6],
    ['987654321', 6],
    ['13579', 12],
    ['abcdefgh', 6],
    ['hgfedcba', 6],
    ['qwerty', 6],
    ['QWERTY', 6],
    ['qwertyqwerty', 31],
    ['zxcvbnm', 6],
    ['password', 13],
    ['Password123', 19],
    ['mySecretKey', 28],
    ['my-secret-key', 30],
    ['my secret', 21],
    ['2024', 6],
    ['1999', 4],
    ['1899', 6],
    ['20245', 10],
    ['4821', 8],
    ['!!!!', 4],
    ['!?!?', 4],
    ['_', 1],
    ['--', 4],
    ['b1946ac9-2ed0-4c5a-b7f1-0123456789ab', 128],
    ['aaaa1111', 8],
    ['deadbeef', 13],
    ['0123456789abcdef0123456789abcdef', 128],
    ['q7Zp2Lw9XcV4tRb8NmK1sJd6FhG3yUe5', 144],
    ['xkcdqz', 16],
    ['strength', 22],
    ['rhythm', 14],
    ['aeiouae', 16],
    ['ab', 2],
    ['abc', 5],
    ['the', 5],
    ['secretsecret', 17],
    ['secret secret', 23],
    ['HTTPServer', 28],
    ['qwertyuiopasdf', 29],
    ['ba890ba', 16],
    ['90123', 6],
    ['0987', 6],
    ['yxcvb', 6],
    ['queueing', 21],
    ['catchphrase', 33],
    ['nmzx', 8],
    ['90zz', 6],
  ])('of %j is %d bits', (text, count) => expect(bits(text)).toBe(count))
  it('of bytes that are not text counts how many of them differ', () => {
    expect(estimatedBits(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(256)
    expect(estimatedBits(Uint8Array.from({ length: 32 }, (_, i) => i % 24))).toBe(256)
    expect(estimatedBits(Uint8Array.from({ length: 32 }, (_, i) => i % 23))).toBe(Math.round(32 * Math.log2(23)))
    expect(estimatedBits(Uint8Array.from({ length: 32 }, (_, i) => i % 2))).toBe(32)
    expect(estimatedBits(new Uint8Array(32).fill(200))).toBe(4)
    expect(estimatedBits(new Uint8Array(32).fill(0x7f))).toBe(4)
  })
  it('looks at the first 256 bytes', () => {
    const random = Uint8Array.from({ length: 300 }, (_, i) => (i * 7919) & 255)
    expect(estimatedBits(random)).toBe(estimatedBits(random.subarray(0, 256)))
  })
})
