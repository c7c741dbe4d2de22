import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differingRuns } from './difference.ts'

describe('how two signatures differ', () => {
  test('in runs of characters, place by place', () => {
    expect(differingRuns('AABBCC', 'AAXBCY')).toEqual([
      { text: 'AA', differs: false },
      { text: 'B', differs: true },
      { text: 'BC', differs: false },
      { text: 'C', differs: true },
    ])
    expect(differingRuns('abc', 'abc')).toEqual([{ text: 'abc', differs: false }])
    expect(differingRuns('', 'abc')).toEqual([])
  })

  test('characters beyond the expected length differ', () => {
    expect(differingRuns('abcd', 'ab')).toEqual([
      { text: 'ab', differs: false },
      { text: 'cd', differs: true },
    ])
  })

  test('the runs are the received characters again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (received, expected) => {
        const runs = differingRuns(received, expected)
        expect(runs.map((run) => run.text).join('')).toBe(received)
        expect(runs.every((run, i) => i === 0 || run.differs !== runs[i - 1]!.differs)).toBe(true)
      }),
    )
  })
})
