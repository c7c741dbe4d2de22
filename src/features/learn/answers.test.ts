// A reply belongs to the answer that was checked, and a question stays answered once it was right.
import { expect, test } from 'vitest'
import { carelessServer } from '../../lessons/careless-server.ts'
import { Answers } from './answers.ts'

const now = () => Date.UTC(2026, 10, 22, 9)

test('a wrong answer gets a reply for its mistake, an edit removes the reply, and a right answer stays counted', async () => {
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

test('drops a reply that comes after an edit', async () => {
  const answers = new Answers(carelessServer, now)
  await answers.begin()
  answers.write(0, '{"alg":"none"}')
  const checking = answers.check(0)
  answers.write(0, '{"alg":"none" }')
  await checking
  expect(answers.attempts![0]!.reply).toBeUndefined()
})

test('makes the exercises once', async () => {
  const answers = new Answers(carelessServer, now)
  await Promise.all([answers.begin(), answers.begin()])
  const made = answers.attempts
  await answers.begin()
  expect(answers.attempts).toBe(made)
})
