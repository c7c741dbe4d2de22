// Checks that findings about one subject become one entry, placed by its worst finding, and that none is lost.
import { expect, test } from 'vitest'
import type { RuleId } from '../../core/diagnostics/index.ts'
import type { WordedFinding } from '../../session/answers/judge.ts'
import { entriesOf, quietly } from './subjects.ts'

const finding = (rule: RuleId, severity: WordedFinding['severity']): WordedFinding => ({
  rule,
  severity,
  gate: 'signature',
  words: { message: rule, why: '', fix: '', source: [] },
})

test('several findings about the secret become one entry, in the place of the worst of them', () => {
  const found = [
    finding('exp-expired', 'error'),
    finding('key-hmac-short', 'error'),
    finding('scope-wildcard', 'warning'),
    finding('sig-valid-weak', 'warning'),
    finding('key-hmac-low-entropy', 'warning'),
  ]
  const entries = entriesOf(found)
  expect(entries.map(({ finding: { rule } }) => rule)).toEqual(['exp-expired', 'key-hmac-short', 'scope-wildcard'])
  expect(entries[1]?.subject).toBe('the secret')
  expect(entries.flatMap(({ finding: worst, facts }) => [worst, ...facts].map(({ rule }) => rule)).toSorted()).toEqual(
    found.map(({ rule }) => rule).toSorted(),
  )
})

test('a single finding names no subject', () => {
  expect(entriesOf([finding('key-hmac-short', 'error')])).toEqual([{ finding: finding('key-hmac-short', 'error'), facts: [] }])
})

test('a note that holds for most tokens is quiet, and what a token type requires is not', () => {
  expect(quietly(finding('jti-missing', 'info'))).toBe('no jti')
  expect(quietly(finding('jti-missing', 'warning'))).toBeUndefined()
  expect(quietly(finding('exp-expired', 'error'))).toBeUndefined()
})
