// The budget of one answer: what may be spent, when the page gets a turn, and when the budget ends.
import { expect, it } from 'vitest'
import { Budget, MOST_PBKDF2_ROUNDS } from './budget.ts'

it('allows the most rounds of one recipient once, and no more in total', () => {
  const budget = new Budget()
  expect(budget.takeRounds(MOST_PBKDF2_ROUNDS)).toBe(true)
  expect(budget.takeRounds(1)).toBe(false)
  expect(budget.isOver).toBe(true)
})

it('ends after a fixed number of trials', () => {
  const budget = new Budget({ milliseconds: 60_000 })
  let tried = 0
  while (budget.takeTrial()) tried++
  expect(tried).toBe(5000)
  expect(budget.isOver).toBe(true)
})

it('ends when its answer is no longer wanted, and when time is up', async () => {
  const controller = new AbortController()
  const budget = new Budget({ signal: controller.signal, milliseconds: 60_000 })
  expect(await budget.goOn()).toBe(true)
  controller.abort()
  expect(await budget.goOn()).toBe(false)
  expect(await new Budget({ milliseconds: -1 }).goOn()).toBe(false)
})

it('yields to waiting tasks after some milliseconds of work', async () => {
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
