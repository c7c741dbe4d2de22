// Hints come one by one, and skip the goals that are met.
import { expect, test } from 'vitest'
import { nextHint } from './hints.ts'

const goal = (met: boolean) => ({ text: '', met })
const hints = ['one', 'two', 'three', 'more on three']

test('without goals, hints come in order until none is left', () => {
  expect(nextHint({ hints }, [goal(true)], [])).toBe(0)
  expect(nextHint({ hints }, [goal(true)], [0])).toBe(1)
  expect(nextHint({ hints }, [goal(true)], [0, 1, 2, 3])).toBeUndefined()
})

test('with goals, the next hint is for the first open goal', () => {
  const lesson = { hints, hintGoals: [0, 1, 2, 2] }
  expect(nextHint(lesson, [goal(false), goal(false), goal(false)], [])).toBe(0)
  expect(nextHint(lesson, [goal(true), goal(true), goal(false)], [0])).toBe(2)
  expect(nextHint(lesson, [goal(true), goal(true), goal(false)], [0, 2])).toBe(3)
  expect(nextHint(lesson, [goal(true), goal(true), goal(true)], [])).toBeUndefined()
})
