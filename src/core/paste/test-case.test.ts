// Tokens of a test fixture stand under the names of their cases.
import { describe, expect, it } from 'vitest'
import { findTokens } from './find-tokens.ts'
import { caseAt } from './test-case.ts'

const A = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.'
const B = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJiIn0.c2ln'
const cases = [
  { name: 'alg none', token: A, expect: 'reject' },
  { name: 'Good token', token: B, expect: 'accept' },
]

describe('a token of a fixture', () => {
  for (const [how, text] of [
    ['laid out', JSON.stringify({ cases }, null, 2)],
    ['compact', JSON.stringify({ cases })],
  ] as const) {
    it(`is called by its case, ${how}, with the answer that is expected`, () => {
      const { found } = findTokens(text)
      expect(found.map(({ name, compact }) => [name, compact])).toEqual([
        ['alg none', A],
        ['Good token', B],
      ])
      expect(found.map(({ span }) => caseAt(text, span.from)?.expect)).toEqual(['reject', 'accept'])
    })
  }
  it('is called by its member where the JSON is something else', () => {
    for (const [text, name] of [
      [JSON.stringify({ name: 'Ada', token: B }), 'token'],
      [JSON.stringify({ name: 'Ada', token: B, expect: 'nothing' }), 'token'],
      [JSON.stringify({ name: 'Ada', access_token: B, expect: 'reject' }), 'access_token'],
    ] as const) {
      expect(findTokens(text).found.map((each) => each.name)).toEqual([name])
      expect(caseAt(text, text.indexOf('ey'))).toBeUndefined()
    }
    expect(caseAt('"name":"a","token":"', 20)).toBeUndefined()
  })
})
