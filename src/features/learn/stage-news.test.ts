// A stage announces its answers as they come, and nothing before the first one.
import { expect, test } from 'vitest'
import { LESSONS } from '../../lessons/index.ts'
import { makeYourselfAdmin } from '../../lessons/make-yourself-admin.ts'
import { leakedSecret } from '../../lessons/leaked-secret.ts'
import { twoKindsOfKeys } from '../../lessons/two-kinds-of-keys.ts'
import { Player } from './player.ts'
import { newsOf, shortAnswer } from './stage-news.ts'

const now = () => Date.UTC(2026, 10, 22, 9)

test('announces an answer and the step that refused', async () => {
  const player = new Player(makeYourselfAdmin, now)
  await player.begin()
  const before = newsOf(player.stage!)
  await player.to(makeYourselfAdmin.solution.length)
  const news = newsOf(player.stage!).filter((sentence) => !before.includes(sentence))
  expect(news.join(' ')).toMatch(/40[13]/)
  expect(news.join(' ')).toMatch(/refused at/)
  expect(news.at(-1)).toMatch(/^(\d) of \1 goals? met\.$/)
})

test.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('solving %s announces something', async (_, lesson) => {
  const player = new Player(lesson, now)
  await player.begin()
  const before = newsOf(player.stage!)
  await player.to(lesson.solution.length)
  const news = newsOf(player.stage!)
  expect(news.filter((sentence) => !before.includes(sentence))).not.toEqual([])
  for (const sentence of news) expect(sentence).toMatch(/^\S.{3,}[.!?]$/)
})

test('only a move that brought an answer is shown with it, and no longer than it holds', async () => {
  const player = new Player(leakedSecret, now)
  await player.to(5)
  expect([player.answered, shortAnswer(player.stage!)]).toEqual([true, '201 Created · 8 of 8 checks passed.'])
  await player.to(6)
  expect(player.answered).toBe(false)
  await player.to(9)
  expect([player.answered, shortAnswer(player.stage!)]).toEqual([false, undefined])
  // This stage sends nothing, but a token that payslips signs itself isn't the one that it has verified.
  const keys = new Player(twoKindsOfKeys, now)
  await keys.to(5)
  expect(keys.answered).toBe(true)
  await keys.to(6)
  expect(keys.answered).toBe(false)
})
