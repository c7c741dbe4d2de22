// A disclosure that is held back can be presented again, which restores the pasted characters.
import { describe, expect, test } from 'vitest'
import { inspect } from '../../core/inspect.ts'
import { withDisclosure, withoutDisclosure } from '../../core/sd-jwt/present.ts'
import { disclose, sdJwtText } from '../../core/sd-jwt/sd-jwt.fixture.ts'
import { offersOf, presented } from './offers.ts'

const street = disclose(['salt', 'street', 'Main St.'])
const address = disclose(['salt', 'address', { _sd: [street.digest], country: 'DE' }])
const name = disclose(['salt', 'name', 'Ada'])
const open = (text: string) => inspect(text).token!
const pasted = open(sdJwtText({ _sd: [address.digest, name.digest] }, [address, street, name], 'eyJh.eyJi.c2ln'))

describe('what a holder can present', () => {
  const all = new Set([0, 1, 2])
  const offers = offersOf(pasted, pasted)!
  const less = open(presented(pasted, pasted, offers, withoutDisclosure(all, 0, offers.nesting)))

  test('is at first everything that was pasted', () => expect(offers.all.map(({ at }) => at)).toEqual([0, 1, 2]))

  test('is still everything when some are held back', () => {
    const left = offersOf(less, pasted)!
    expect(left.all.map(({ at }) => at)).toEqual([undefined, undefined, 0])
    expect(left.processing.disclosures.map(({ state }) => state)).toEqual(['matched', 'matched', 'matched'])
    expect(less.sdJwt!.keyBinding).toBeUndefined()
  })

  test('restores the pasted characters, including the key binding', () => {
    const left = offersOf(less, pasted)!
    expect(presented(less, pasted, left, withDisclosure(new Set([2]), 1, left.nesting))).toBe(pasted.compact)
  })

  test('ends with what was added since', () => {
    const other = disclose(['salt', 'other', 1])
    const added = open(less.compact + other.text + '~')
    const { all: offered } = offersOf(added, pasted)!
    expect(offered.map(({ at, disclosure }) => [disclosure.name, at])).toEqual([
      ['address', undefined],
      ['street', undefined],
      ['name', 0],
      ['other', 1],
    ])
  })

  test('is nothing for a token without disclosures', () => {
    expect(offersOf(open('eyJhbGciOiJIUzI1NiJ9.e30.c2ln'), undefined)).toBeUndefined()
  })
})
