// Answers under way: a reply belongs to the answer that was checked, and what was right once counts.
import { expect, test } from 'vitest'
import { carelessServer } from '../../lessons/careless-server.ts'
import { Answers } from './answers.ts'

const now = () => Date.UTC(2026, 10, 22, 9)

test('a wrong try is answered by its mistake, an edit takes the reply away, and a right one counts for good', async () => {
  const answers = new Answers(carelessServer, now)
  await answers.begin()
  answers.write(0, '{"alg":"None"}')
  await answers.check(0)
  expect(answers.attempts![0]).toMatchObject({
    wrong: 1,
    right: false,
    reply: { right: false, say: expect.stringContaining('case-sensitive') },
  })
  answers.write(0, '{"alg":"none"}')
  expect(answers.attempts![0]!.reply).toBeUndefined()
  await answers.check(0)
  expect([answers.attempts![0]!.reply?.right, answers.right]).toEqual([true, 1])
  answers.write(0, 'x')
  await answers.check(0)
  expect([answers.attempts![0]!.reply?.right, answers.right]).toEqual([false, 1])
})

test('a reply that comes after an edit is dropped', async () => {
  const answers = new Answers(carelessServer, now)
  await answers.begin()
  answers.write(0, '{"alg":"none"}')
  const checking = answers.check(0)
  answers.write(0, '{"alg":"none" }')
  await checking
  expect(answers.attempts![0]!.reply).toBeUndefined()
})

test('the exercises are made once', async () => {
  const answers = new Answers(carelessServer, now)
  await Promise.all([answers.begin(), answers.begin()])
  const made = answers.attempts
  await answers.begin()
  expect(answers.attempts).toBe(made)
})
