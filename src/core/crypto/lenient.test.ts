// Checks that a repair is offered only if the token then verifies, and that it says what it removes.
import { describe, expect, it } from 'vitest'
import { CLAIMS, segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { decryptJwe } from './decrypt.ts'
import { lenientReading } from './lenient.ts'
import { sign } from './sign.ts'
import { verifyJws } from './verify.ts'

const reading = await readKey('q1X7rT0b9ZpL4sVnK2mW8cYd5HfJ6gAe', { alg: 'HS256', secretEncoding: 'utf8' })
const signed = async (input = `${segment({ alg: 'HS256' })}.${segment(CLAIMS)}`) =>
  `${input}.${encodeBase64url((await sign('HS256', new TextEncoder().encode(input), reading)).signature!)}`
const found = async (text: string) => lenientReading(inspect(text).token!, reading)

describe('a lenient reader', () => {
  it.each([
    ['.', 1],
    ['?', 1],
    ['#', 1],
    ['\u2026', 1],
    ['\u0436', 1],
    ['==', 2],
  ])('would remove %s', async (glued, removed) => {
    const token = await signed()
    expect(await found(token + glued)).toEqual({ by: 'end', removed, text: token, verifies: true })
  })

  it('would remove a letter at the beginning', async () => {
    const token = await signed()
    expect(await found(`\u0436${token}`)).toEqual({ by: 'ends', removed: 1, text: token, verifies: true })
  })

  it('would convert a padded payload, or the standard alphabet, to base64url', async () => {
    const token = await signed()
    const [header, payload, signature] = token.split('.')
    expect(await found(`${header}.${payload}=.${signature}`)).toMatchObject({ by: 'base64url', text: token })
    const standard = `${header}.${payload}.${signature!.replaceAll('-', '+').replaceAll('_', '/')}`
    if (standard !== token) expect(await found(standard)).toMatchObject({ by: 'base64url', text: token })
  })

  it('would remove up to eight characters at an end', async () => {
    const token = await signed()
    expect(await found(`${token}${'.'.repeat(8)}`)).toEqual({ by: 'end', removed: 8, text: token, verifies: true })
    expect(await found(`${token}${'.'.repeat(9)}`)).toBeUndefined()
    expect(await found(`${'\u0436'.repeat(8)}${token}`)).toEqual({ by: 'ends', removed: 8, text: token, verifies: true })
    expect(await found(`${'\u0436'.repeat(9)}${token}`)).toMatchObject({ by: 'base64url', removed: 9 })
    expect(await found(`\u0436${token}?`)).toEqual({ by: 'ends', removed: 2, text: token, verifies: true })
  })

  it('finds nothing if there are too many or too few parts', async () => {
    const token = await signed()
    expect(await found(`${token}.AAAA`)).toBeUndefined()
    expect(await found(`${token.split('.').slice(0, 2).join('.')}?`)).toBeUndefined()
  })

  it.each([1, 2, 3, 4, 5, 7, 10])('would restore the first %i characters', async (lost) => {
    const token = await signed()
    expect(await found(token.slice(lost))).toEqual({ by: 'front', removed: 0, added: token.slice(0, lost), text: token, verifies: true })
    expect(await found(`Bearer ${token.slice(lost)}`)).toMatchObject({ by: 'front', text: token })
  })

  it('would restore the beginning even if the key is the wrong one, and says that the token can only be read', async () => {
    const token = await signed()
    const other = await readKey('another secret of thirty-two bytes', { alg: 'HS256', secretEncoding: 'utf8' })
    expect(await lenientReading(inspect(token.slice(3)).token!, other)).toMatchObject({ by: 'front', text: token, verifies: false })
  })

  it('knows no beginning if there was no header', async () => {
    expect(await found(`AAAA.${(await signed()).split('.').slice(1).join('.')}`)).toBeUndefined()
  })

  it('would replace a space that was a plus sign with a hyphen', async () => {
    const token = await signed(`${segment({ alg: 'HS256' })}.${segment({ a: '~~~>>>~~~' })}`)
    const [header, payload, signature] = token.split('.')
    expect(payload).toContain('-')
    expect(await found(`${header}.${payload!.replaceAll('-', ' ')}.${signature}`)).toMatchObject({
      by: 'spaces',
      text: token,
      verifies: true,
    })
    const unread = await lenientReading(inspect(`${header}.${payload!.replaceAll('-', ' ')}.${signature}`).token!, await readKey(''))
    expect(unread).toMatchObject({ by: 'spaces', text: token, verifies: false })
  })

  it('does not take a line break for a plus sign if the token can be read without it', async () => {
    const token = await signed()
    const broken = `${token.slice(0, 60)}\n${token.slice(60)}`
    expect(await found(broken)).toBeUndefined()
    expect(await lenientReading(inspect(broken).token!, await readKey(''))).toBeUndefined()
  })

  const PLACES: readonly (readonly [string, (token: string) => number])[] = [
    ['at the beginning', () => 0],
    ['in the header', () => 8],
    ['before the first dot', (token) => token.indexOf('.')],
    ['after the first dot', (token) => token.indexOf('.') + 1],
    ['in the payload', (token) => token.indexOf('.') + 10],
    ['before the second dot', (token) => token.lastIndexOf('.')],
    ['after the second dot', (token) => token.lastIndexOf('.') + 1],
    ['in the signature', (token) => token.length - 11],
    ['at the end', (token) => token.length],
  ]

  describe.each(['.', '?', '#', '\u2026', '\u0436', '\u5b57', '\ud83d\ude00', '..', '.?'])('%s', (glued) => {
    it.each(PLACES)('glued %s makes it malformed and unreadable, and is recognized', async (_, place) => {
      const token = await signed()
      const at = place(token)
      const damaged = inspect(token.slice(0, at) + glued + token.slice(at)).token!
      expect(damaged.wellFormed).toBe(false)
      const { object } = damaged
      const state =
        object?.kind === 'jws'
          ? (await verifyJws(object, reading)).state
          : object
            ? (await decryptJwe(object, reading)).state
            : damaged.readings !== 'one' && 'unreadable'
      expect(state).toBe('unreadable')
      expect(await lenientReading(damaged, reading)).toMatchObject({ removed: glued.length, text: token, verifies: true })
    })
  })

  it('without a key offers a well-formed text, but does not prefer another alphabet', async () => {
    const token = await signed()
    const none = await readKey('')
    expect(await lenientReading(inspect(`${token}?`).token!, none)).toEqual({ by: 'end', removed: 1, text: token, verifies: false })
    const [header, payload, signature] = token.split('.')
    expect(await lenientReading(inspect(`${header}.${payload}=.${signature}`).token!, none)).toBeUndefined()
  })

  it('finds nothing if the token is well formed, or does not verify without its damage', async () => {
    const token = await signed()
    expect(await found(token)).toBeUndefined()
    expect(await found(`${token.slice(0, -4)}AAAA.`)).toBeUndefined()
  })

  it('finds nothing in a token with several readings', async () => {
    expect(await found(await signed(`${segment({ alg: 'HS256', b64: 0, crit: ['b64'] })}.${segment(CLAIMS)}`))).toBeUndefined()
  })
})
