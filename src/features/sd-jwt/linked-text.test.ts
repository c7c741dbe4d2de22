// Stretches stay on their characters when the text around them is laid out, and nest as they contain one another.
import { describe, expect, test } from 'vitest'
import { claimPlaces } from '../../core/sd-jwt/claim-places.ts'
import { processSdJwt } from '../../core/sd-jwt/process.ts'
import { disclose, sdJwt } from '../../core/sd-jwt/sd-jwt.fixture.ts'
import { layOutLinked, nest } from './linked-text.ts'

const at = (text: string, part: string, link = part) => ({ from: text.indexOf(part), to: text.indexOf(part) + part.length, link })

describe('a stretch', () => {
  test.each(['{"_sd":["AAA","BBB"],"x":1}', '{ "_sd" : [ "AAA" ,\n "BBB" ], "x": 1 }'])(
    'stays on its characters when %j is laid out',
    (text) => {
      const { text: shown, stretches } = layOutLinked(text, [at(text, '"BBB"'), at(text, '"AAA"')])
      expect(shown).toBe('{\n  "_sd": [\n    "AAA",\n    "BBB"\n  ],\n  "x": 1\n}')
      expect(stretches.map(({ from, to }) => shown.slice(from, to))).toEqual(['"BBB"', '"AAA"'])
    },
  )

  test('is nested in the one that contains it', () => {
    const tree = nest([at('abcdefgh', 'c'), at('abcdefgh', 'abcd'), at('abcdefgh', 'fg'), at('abcdefgh', 'de')])
    expect(tree).toMatchObject([
      { stretch: { link: 'abcd' }, inner: [{ stretch: { link: 'c' }, inner: [] }] },
      { stretch: { link: 'fg' }, inner: [] },
    ])
  })
})

describe('the claim that a disclosure became', () => {
  test('is found in the processed payload, also inside another one and in an array', () => {
    const street = disclose(['salt', 'street', 'Main St.'])
    const address = disclose(['salt', 'address', { _sd: [street.digest], country: 'DE' }])
    const element = disclose(['salt', 'FR'])
    const stray = disclose(['salt', 'x', 1])
    const token = sdJwt({ iss: 'a', _sd: [address.digest], list: ['DE', { '...': element.digest }] }, street, address, element, stray)
    const processing = processSdJwt(token)!
    const { text } = processing.payload!
    expect(claimPlaces(processing).map((place) => place && text.slice(place.from, place.to))).toEqual([
      '"street":"Main St."',
      '"address":{"street":"Main St.","country":"DE"}',
      '"FR"',
      undefined,
    ])
  })
})
