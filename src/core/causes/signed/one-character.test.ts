// Checks that every token one character away is tried once, the likeliest first.
import { describe, expect, it } from 'vitest'
import { decodeBase64url } from '../../text/base64url.ts'
import type { Attempt } from '../cause/cause.ts'
import { attemptsOf } from '../tried.fixture.ts'

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.0l9'
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The token that a button would produce. */
const whole = ({ fix = [] }: Attempt) => fix.map((repair) => (repair.do === 'set-segment' ? repair.segment : '')).join('.')

describe('a single character', () => {
  const attempts = attemptsOf('token-one-character', TOKEN, 'k')

  it('is removed, changed, inserted or swapped with the next one at every position, and inserted before a dot', async () => {
    const expected = new Set<string>()
    for (const [i, character] of Array.from(TOKEN).entries()) {
      const [before, after] = [TOKEN.slice(0, i), TOKEN.slice(i + 1)]
      if (character === '.') {
        for (const other of ALPHABET) expected.add(before + other + character + after)
        continue
      }
      expected.add(before + after)
      for (const other of ALPHABET) {
        expected.add(before + other + after)
        if (other !== character) expected.add(before + other + character + after)
      }
      const next = TOKEN[i + 1]
      if (next !== undefined && next !== '.') expected.add(before + next + character + after.slice(1))
    }
    for (const other of ALPHABET) expected.add(TOKEN + other)
    expected.delete(TOKEN)
    const tried = (await attempts).map(whole)
    expect(new Set(tried)).toEqual(expected)
    expect(tried).not.toContain(TOKEN)
  })

  it('is first swapped, removed, or changed to a look-alike', async () => {
    const kinds = (await attempts).map(({ args }) => String(args['how']))
    const likely = kinds.indexOf('insert')
    expect(new Set(kinds.slice(0, likely - 1))).toEqual(new Set(['transpose', 'delete', 'substitute']))
    expect(new Set(kinds.slice(likely - 1))).toEqual(new Set(['substitute', 'insert']))
    const alike = (await attempts).slice(0, likely - 1).filter(({ args }) => args['how'] === 'substitute')
    expect(alike.slice(-4).map(({ args }) => `${args['at']} ${args['is']} → ${args['was']}`)).toEqual([
      '27 l → I',
      '27 l → 1',
      '28 9 → g',
      '28 9 → q',
    ])
  })
  it('says where it is, what it is and what it was', async () => {
    const first = (how: string) => attempts.then((all) => all.find(({ args }) => args['how'] === how)!)
    expect(await first('transpose')).toMatchObject({
      args: { at: 1, is: 'e', was: 'y' },
      change: { head: 'yeJhbGciOiJIUzI1NiJ9', body: 'e30' },
    })
    expect(await first('delete')).toMatchObject({ args: { at: 1, is: 'e', was: '' }, change: { head: 'yJhbGciOiJIUzI1NiJ9' } })
    expect(await first('insert')).toMatchObject({
      args: { at: 1, is: 'e', was: 'A' },
      evidence: { of: 'Token', before: 'eyJhbGciOiJIUz…' },
    })
    expect((await attempts).at(-1)).toMatchObject({
      args: { at: TOKEN.length + 1, how: 'insert', is: '', was: '_' },
      change: { signature: decodeBase64url('0l9_').bytes },
    })
  })
  it('leaves the signature as received if the character is elsewhere', async () => {
    for (const attempt of await attempts) {
      const own = whole(attempt).endsWith('.0l9')
      expect(attempt.change!.signature === undefined, whole(attempt)).toBe(own)
    }
  })
  it('is not searched for in a long token, or in one with an unencoded payload', async () => {
    const long = (length: number) => `eyJhbGciOiJIUzI1NiJ9.${'A'.repeat(length - 24)}.AA`
    expect(await attemptsOf('token-one-character', long(2000), 'k', {}, 1)).toHaveLength(1)
    expect(await attemptsOf('token-one-character', long(2001), 'k', {}, 1)).toEqual([])
    expect(await attemptsOf('token-one-character', 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.a.AA', 'k', {}, 1)).toEqual([])
  })
})
