// Every lesson starts unsolved, and its own solution, played by the names on the stage, solves it.
import { describe, expect, test } from 'vitest'
import { LESSONS } from './index.ts'
import { TERMS } from './glossary.ts'
import { PARTS } from './lesson.ts'
import { leakedSecret } from './leaked-secret.ts'
import { findItem, isSolved, perform } from './stage/perform.ts'

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0)

test('each lesson of the curriculum has its own link', () => {
  expect(new Set(LESSONS.map((lesson) => lesson.id)).size).toBe(LESSONS.length)
  for (const { id } of LESSONS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test('lessons of the same part are together, in the order of the parts', () => {
  expect(PARTS.flatMap((part) => LESSONS.filter((lesson) => lesson.part === part))).toEqual(LESSONS)
})

const prose = LESSONS.flatMap(({ lede, know, task, solved, hints, remember, questions }) => [
  lede,
  ...know,
  task,
  solved,
  ...hints,
  ...remember,
  ...questions.map(({ ask }) => ask),
])

test('every term in brackets is in the glossary, and every lesson in braces exists', () => {
  const terms = prose.flatMap((text) => [...text.matchAll(/\[(?:[^\]|]+\|)?([^\]]+)\]/g)].map((match) => match[1]))
  const lessons = prose.flatMap((text) => [...text.matchAll(/\{([a-z-]+)\}/g)].map((match) => match[1]))
  const known = new Set<string | undefined>(TERMS.map(({ id }) => id))
  expect(terms.filter((term) => !known.has(term))).toEqual([])
  expect(terms.length).toBeGreaterThan(30)
  const ids = new Set<string | undefined>(LESSONS.map(({ id }) => id))
  expect(lessons.filter((id) => !ids.has(id))).toEqual([])
})

test('every term of the glossary is two sentences with a source', () => {
  for (const { name, text, source } of TERMS) {
    expect(text.match(/[.;] |\.$/g)?.length, name).toBeGreaterThanOrEqual(2)
    expect(source).toMatch(/^RFC \d{4} section [\d.]+$/)
  }
})

describe.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  test('starts with no goal met', async () => {
    const stage = await lesson.start(NOW)
    expect(stage.goals().length).toBeGreaterThan(0)
    expect(stage.goals().filter((goal) => goal.met)).toEqual([])
  })

  test('has a goal for each hint, if its hints follow the goals', async () => {
    const { hints, hintGoals } = lesson
    if (!hintGoals) return
    const goals = (await lesson.start(NOW)).goals()
    expect(hintGoals.length).toBe(hints.length)
    expect(hintGoals).toEqual(hintGoals.toSorted((a, b) => a - b))
    for (const goal of hintGoals) expect(goals[goal]).toBeDefined()
  })

  test('is solved by its solution, and only by the last move', async () => {
    const stage = await lesson.start(NOW)
    for (const move of lesson.solution) {
      expect(isSolved(stage), `before: ${move.say}`).toBe(false)
      await perform(stage, move)
    }
    expect(stage.goals().filter((goal) => !goal.met)).toEqual([])
    expect(stage.token()).toMatch(/^[\w-]+\.[\w-]+\./)
  })

  test('asks two or three questions, whose answers are right and whose common mistakes have different replies', async () => {
    expect(lesson.questions.length).toBeGreaterThanOrEqual(2)
    expect(lesson.questions.length).toBeLessThanOrEqual(3)
    for (const question of lesson.questions) {
      const exercise = await question.start(NOW)
      expect(await exercise.check(exercise.answer), question.ask).toMatchObject({ right: true })
      const replies = new Set<string>()
      for (const mistake of exercise.mistakes) {
        const { right, say } = await exercise.check(mistake)
        expect(right, mistake).toBe(false)
        expect(say.length).toBeGreaterThan(20)
        replies.add(say)
      }
      expect(replies.size, question.ask).toBe(exercise.mistakes.length)
      // After all mistakes the answer is still right, so a check leaves nothing behind.
      expect(await exercise.check(exercise.answer)).toMatchObject({ right: true })
      for (const text of ['', '.', '{', 'a.b.c', '"'.repeat(3), '\0💥\u{d800}', 'x'.repeat(5000)])
        expect((await exercise.check(text)).right, text).toBe(false)
    }
  })

  test('uses each name on its stage once, at the start and at the end', async () => {
    const stage = await lesson.start(NOW)
    const names = () => stage.lanes().flatMap((lane) => lane.items.flatMap((item) => (item.kind === 'note' ? [] : [item.name])))
    expect(new Set(names()).size).toBe(names().length)
    for (const move of lesson.solution) await perform(stage, move)
    expect(new Set(names()).size).toBe(names().length)
  })

  test('survives any text in any of its boxes and any button after that', async () => {
    const stage = await lesson.start(NOW)
    for (const text of ['', ' ', '.', '{', '\0💥\u{d800}', 'POST', 'GET / HTTP/1.1\nAuthorization: Bearer é\n\nx', 'a'.repeat(5000)]) {
      for (const lane of stage.lanes()) {
        for (const { name } of lane.items.filter((item) => item.kind === 'text')) {
          const item = findItem(stage, name)
          if (item?.kind === 'text') await item.edit(text)
        }
      }
      for (const lane of stage.lanes()) {
        for (const { name } of lane.items.filter((item) => item.kind === 'button')) {
          const item = findItem(stage, name)
          if (item?.kind === 'button' && item.disabled === undefined) await item.run()
        }
      }
      await stage.works.settled()
    }
    expect(stage.goals().length).toBeGreaterThan(0)
  })
})

test.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))(
  '%s keeps text as it is typed, without cutting anything off at the caret',
  async (_, lesson) => {
    const stage = await lesson.start(NOW)
    const boxes = stage.lanes().flatMap((lane) => lane.items.filter((item) => item.kind === 'text'))
    for (const { name } of boxes.filter((box) => !box.name.startsWith('Token '))) {
      const before = findItem(stage, name)
      if (before?.kind !== 'text') continue
      await before.edit('Bearer ')
      const after = findItem(stage, name)
      expect(after?.kind === 'text' && after.value, name).toBe('Bearer ')
    }
  },
)

test('a random secret is good enough, whatever words its base64url happens to contain', async () => {
  const { check } = await leakedSecret.questions[0]!.start(Date.now())
  expect((await check('k9-Xabc-defQ72_mZpw4TgLr8Yv0NcJs6BhEu1KdOiA')).right).toBe(true)
  expect((await check('correct horse battery staple and so forth')).right).toBe(false)
})
