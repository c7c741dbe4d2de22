// Checks the limits of a repair: how many characters it removes, how long the text may be, and what it never changes.
import { describe, expect, it } from 'vitest'
import { jwe, segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { lenientReading } from './lenient.ts'
import { sign } from './sign.ts'

const reading = await readKey('q1X7rT0b9ZpL4sVnK2mW8cYd5HfJ6gAe', { alg: 'HS256', secretEncoding: 'utf8' })
const none = await readKey('')
const signed = async (payload: string = segment({ sub: 'ada' }), header: object = { alg: 'HS256' }) => {
  const input = `${segment(header)}.${payload}`
  return `${input}.${encodeBase64url((await sign('HS256', new TextEncoder().encode(input), reading)).signature!)}`
}
/** The text as if it were a complete token. */
const taken = (text: string): Token => ({ ...inspect(text).token!, compact: text, wellFormed: false, sdJwt: undefined })
const found = async (text: string, keys = reading) => {
  const repair = await lenientReading(taken(text), keys)
  return repair && `${repair.by} ${repair.removed}${repair.verifies ? '' : ', does not verify'}`
}
const within = (text: string, at: number, what: string) => text.slice(0, at) + what + text.slice(at)

describe('a repair', () => {
  it('removes up to eight characters within, but not nine', async () => {
    const token = await signed()
    expect(await found(within(token, 30, '*'.repeat(8)))).toBe('within 8')
    // The base64url form also lacks the nine foreign characters.
    expect(await found(within(token, 30, '*'.repeat(9)))).toBe('base64url 9')
    expect(await found(within(token, 30, '.'.repeat(6)))).toBe('within 6')
    expect(await found(within(token, 30, '.'.repeat(7)))).toBeUndefined()
  })
  it('counts foreign characters and dots together', async () => {
    const token = await signed()
    expect(await found(within(within(token, 30, '......'), 3, '**'))).toBe('within 8')
    expect(await found(within(within(token, 30, '......'), 3, '***'))).toBeUndefined()
  })
  it('counts the characters removed from the ends', async () => {
    const token = await signed()
    expect(await found(`*${within(token, 30, '*'.repeat(6))}*`)).toBe('within 8')
    expect(await found(`**${within(token, 30, '*'.repeat(3))}`)).toBe('within 5')
  })
  it('leaves letters, digits, hyphens and underscores alone', async () => {
    const token = await signed()
    for (const glued of ['a', 'z', 'A', 'Z', '0', '9', '-', '_']) expect(await found(`${token}${glued}`), glued).toBeUndefined()
    for (const glued of ['`', '{', '@', '[', '/', ':', ',', '^'])
      expect(await found(`${token}${glued}`), glued).toMatch(/^(?:end|base64url) 1$/)
  })
  it('chooses which dots to keep', async () => {
    const token = await signed()
    for (const at of [0, 5, token.indexOf('.'), token.length]) expect(await found(within(token, at, '.')), String(at)).toMatch(/1$/)
    const [head, payload, signature] = token.split('.') as [string, string, string]
    expect(await found(`${head.slice(0, 4)}.${head.slice(4)}.${payload.slice(0, 4)}.${payload.slice(4)}.${signature}`)).toBe('within 2')
  })
  it('keeps four dots for an encrypted token, which it does not decrypt', async () => {
    const token = jwe({ alg: 'dir', enc: 'A128GCM' })
    expect(await found(`${token}.`)).toBe('end 1, does not verify')
    expect(await found(within(token, 3, '.'))).toBe('within 1, does not verify')
    expect(await found(`${token}?`, none)).toBe('end 1, does not verify')
  })
  it('of a signed token is offered without a key only if its payload is an object', async () => {
    expect(await found(`${await signed()}?`, none)).toBe('end 1, does not verify')
    expect(await found(`${await signed(segment('[1]'))}?`, none)).toBeUndefined()
    expect(await found(`${await signed(segment('text'))}?`, none)).toBeUndefined()
    expect(await found(`${await signed(segment('[1]'))}?`)).toBe('end 1')
  })
  it('is not tried for a JSON serialization, an SD-JWT or a well-formed token', async () => {
    const [head, payload, signature] = (await signed()).split('.')
    const inside = (text: string) => lenientReading(inspect(text).token!, reading)
    expect(await inside(JSON.stringify({ protected: head, payload, signature: `${signature}*` }))).toBeUndefined()
    expect(await inside(`${await signed()}*~WyJzIiwibiIsMV0~`)).toBeUndefined()
    expect(await inside(await signed())).toBeUndefined()
  })
  it('tries no dots in a long text, and nothing in a very long one', async () => {
    const long = (length: number) => signed(segment({ a: 'x'.repeat(length) }))
    const [most, more] = [await long(14_800), await long(15_000)]
    expect([most.length < 20_000, more.length > 20_000]).toEqual([true, true])
    expect(await found(within(most, 3, '.'))).toBe('within 1')
    expect(await found(within(more, 3, '.'))).toBeUndefined()
    expect(await found(`${more}?`)).toBe('end 1')
    const exactly = async (length: number, glued: string) => {
      const token = await signed()
      const [head] = token.split('.') as [string]
      const payload = 'A'.repeat(length - glued.length - head.length - 43 - 2)
      return `${await signed(payload)}${glued}`
    }
    expect(await found(within(await exactly(19_999, ''), 3, '.'))).toBe('within 1')
    expect(await found(within(await exactly(20_000, ''), 3, '.'))).toBeUndefined()
    expect(await found(await exactly(500_000, '?'))).toBe('end 1')
    expect(await found(await exactly(500_001, '?'))).toBeUndefined()
    const huge = await long(375_000)
    expect(huge.length).toBeGreaterThan(500_000)
    expect(await found(`${huge}?`)).toBeUndefined()
    expect(await found(`${await long(374_000)}?`)).toBe('end 1')
  })
})
