// One budget for a whole token: what may be spent, when the page gets its turn, and when it ends.
import { expect, it } from 'vitest'
import { Budget, MOST_PBKDF2_ROUNDS } from './budget.ts'

it('lets the rounds of one recipient be asked for once, and no more by all together', () => {
  const budget = new Budget()
  expect(budget.takeRounds(MOST_PBKDF2_ROUNDS)).toBe(true)
  expect(budget.takeRounds(1)).toBe(false)
  expect(budget.isOver).toBe(true)
})

it('ends after so many trials', () => {
  const budget = new Budget({ milliseconds: 60_000 })
  let tried = 0
  while (budget.takeTrial()) tried++
  expect(tried).toBe(5000)
  expect(budget.isOver).toBe(true)
})

it('ends when its answer is not wanted any more, and when time is up', async () => {
  const controller = new AbortController()
  const budget = new Budget({ signal: controller.signal, milliseconds: 60_000 })
  expect(await budget.goOn()).toBe(true)
  controller.abort()
  expect(await budget.goOn()).toBe(false)
  expect(await new Budget({ milliseconds: -1 }).goOn()).toBe(false)
})

it('gives way to what waits after some milliseconds of work', async () => {
  const budget = new Budget({ milliseconds: 60_000 })
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  for (const end = performance.now() + 100; performance.now() < end;) await budget.goOn()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(1)
})

it('waits for work as long as there is time', async () => {
  expect(await new Budget().within(Promise.resolve('done'))).toBe('done')
  expect(await new Budget({ milliseconds: 1 }).within(new Promise(() => {}))).toBeUndefined()
})
