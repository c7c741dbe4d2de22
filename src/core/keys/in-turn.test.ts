import { expect, test } from 'vitest'
import { Budget } from '../budget.ts'
import { inTurn } from './in-turn.ts'

const over = () => new Budget({ milliseconds: -1 })

test('keys are read one after another, each with its position', async () => {
  expect(await inTurn(['a', 'b'], new Budget(), (item, i) => `${item}${i}`)).toEqual(['a0', 'b1'])
})

test('a hundred keys are read even when time is up, as on a slow machine', async () => {
  expect(await inTurn(Array(100).keys(), over(), (n) => n)).toHaveLength(100)
})

test('no key of a larger set is used when time is up, since the right one may be among the rest', async () => {
  let read = 0
  expect(await inTurn(Array(101).keys(), over(), () => read++)).toBeUndefined()
  expect(read).toBe(100)
})

test('typing more stops the reading of the earlier text', async () => {
  const typing = new AbortController()
  const reading = inTurn(Array(10_000).keys(), new Budget({ signal: typing.signal }), async (n) => {
    if (n === 150) typing.abort()
    return n
  })
  expect(await reading).toBeUndefined()
})
