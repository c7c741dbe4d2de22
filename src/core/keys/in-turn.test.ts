import { expect, test } from 'vitest'
import { Budget } from '../budget.ts'
import { inTurn } from './in-turn.ts'

const over = () => new Budget({ milliseconds: -1 })

test('keys are read one after the other, each told its place', async () => {
  expect(await inTurn(['a', 'b'], new Budget(), (item, i) => `${item}${i}`)).toEqual(['a0', 'b1'])
})

test('a hundred keys are read even where the time is over, as on a slow machine', async () => {
  expect(await inTurn(Array(100).keys(), over(), (n) => n)).toHaveLength(100)
})

test('of more keys none is taken where the time is over: the right one may be among the rest', async () => {
  let read = 0
  expect(await inTurn(Array(101).keys(), over(), () => read++)).toBeUndefined()
  expect(read).toBe(100)
})

test('whoever types on has the reading of the former text stopped', async () => {
  const typing = new AbortController()
  const reading = inTurn(Array(10_000).keys(), new Budget({ signal: typing.signal }), async (n) => {
    if (n === 150) typing.abort()
    return n
  })
  expect(await reading).toBeUndefined()
})
