// Checks that tokens of a test fixture get the names of their cases.
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
    ['indented', JSON.stringify({ cases }, null, 2)],
    ['compact', JSON.stringify({ cases })],
  ] as const) {
    it(`is recognized as its case, ${how}, with the expected answer`, () => {
      const { found } = findTokens(text)
      expect(found.map(({ span, compact }) => [caseAt(text, span.from), compact])).toEqual([
        [{ name: 'alg none', expect: 'reject' }, A],
        [{ name: 'Good token', expect: 'accept' }, B],
      ])
    })
  }
  it('is not a case if the JSON is something else', () => {
    for (const other of [
      { name: 'Ada', token: B },
      { name: 'Ada', token: B, expect: 'nothing' },
      { name: 'Ada', access_token: B, expect: 'reject' },
    ]) {
      const text = JSON.stringify(other)
      expect(caseAt(text, text.indexOf('ey'))).toBeUndefined()
    }
    expect(caseAt('"name":"a","token":"', 20)).toBeUndefined()
  })
})
