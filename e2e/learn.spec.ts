// The Learn room as people use it: every lesson is solved by role and accessible name, with mouse, with keys alone, and on a phone.
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { LESSONS } from '../src/lessons/index.ts'
import type { Lesson, Move } from '../src/lessons/lesson.ts'
import { ALL, expect, test } from './page.ts'

async function open(page: Page, at: string): Promise<void> {
  await page.goto(`./#/learn/${at}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await settled(page)
}

const stageOf = (page: Page) => page.getByRole('region', { name: 'Stage', exact: true })
const taskOf = (page: Page) => page.getByRole('region', { name: /^(How far you are|Solved\.)$/ })
const settled = (page: Page) => expect(stageOf(page)).toHaveAttribute('aria-busy', 'false')

/** What a thing on the stage shows, found by its name. */
async function read(page: Page, name: string): Promise<string> {
  const stage = stageOf(page)
  const box = stage.getByRole('textbox', { name, exact: true })
  if (await box.count()) return await box.inputValue()
  return (await stage.getByRole('group', { name, exact: true }).locator('pre').textContent()) ?? ''
}

const wanted = (page: Page, move: Extract<Move, { fill: string }>) =>
  typeof move.with === 'string' ? move.with : move.with((name) => read(page, name))

function targetOf(page: Page, move: Move): Locator {
  const stage = stageOf(page)
  if ('press' in move) return stage.getByRole('button', { name: move.press, exact: true })
  if ('fill' in move) return stage.getByRole('textbox', { name: move.fill, exact: true })
  if ('choose' in move) return stage.getByRole('combobox', { name: move.choose, exact: true })
  return stage.getByRole('checkbox', { name: move.turn, exact: true })
}

async function byPointer(page: Page, move: Move): Promise<void> {
  const target = targetOf(page, move)
  if ('press' in move) await target.click()
  else if ('fill' in move) await target.fill(await wanted(page, move))
  else if ('choose' in move) await target.selectOption(move.option)
  else await target.setChecked(move.on)
  await settled(page)
}

/** Walks with Tab, or back with Shift and Tab, from wherever the focus is until it is on the target. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 120; i++) {
    const way = await target.evaluate((element) => {
      const here = document.activeElement
      if (element === here) return 'here'
      return here && here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab'
    })
    if (way === 'here') return
    await page.keyboard.press(way)
  }
  throw new Error('Tab does not reach the target')
}

async function byKeyboard(page: Page, move: Move): Promise<void> {
  const target = targetOf(page, move)
  const text = 'fill' in move ? await wanted(page, move) : ''
  await tabTo(page, target)
  if ('press' in move) await page.keyboard.press('Enter')
  else if ('fill' in move) {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Delete')
    // Nobody types a token: what is long arrives at once, as by a paste. Its letters one by one took a minute.
    await (text.length > 60 ? page.keyboard.insertText(text) : page.keyboard.type(text))
  } else if ('choose' in move) {
    await page.keyboard.press('Home')
    await settled(page)
    for (let i = 0; i < 9 && (await target.inputValue()) !== move.option; i++) {
      await page.keyboard.press('ArrowDown')
      await settled(page)
    }
  } else if ((await target.isChecked()) !== move.on) await page.keyboard.press('Space')
  await settled(page)
}

async function solve(page: Page, lesson: Lesson, make: (page: Page, move: Move) => Promise<void>): Promise<void> {
  await expect(page.getByRole('region', { name: 'Your turn.' })).toBeVisible()
  await expect(taskOf(page)).toHaveAccessibleName('How far you are')
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(0)
  for (const move of lesson.solution) {
    await test.step(move.say, () => make(page, move))
  }
  await expect(taskOf(page)).toHaveAccessibleName('Solved.')
  await expect(taskOf(page).getByText('To do: ')).toHaveCount(0)
  await expect(page.getByRole('link', { name: `${lesson.title} (solved)` })).toHaveCount(1)
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

async function expectNothingSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
}

/** Those whose ways to solve them are of each kind. */
const FIRST_LESSONS = new Set(LESSONS.slice(0, 4))

for (const lesson of LESSONS) {
  test.describe(lesson.title, () => {
    test('is solved with the mouse', async ({ page, violations }) => {
      await open(page, lesson.id)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(lesson.title)
      await solve(page, lesson, byPointer)
      await expectAccessible(page)
      await expectNothingSideways(page)
      const link = page.getByRole('link', { name: 'Open this token in the inspector' })
      expect(await link.getAttribute('href')).toMatch(/^#token=[\w-]+\.[\w-]+\./)
      expect(await violations()).toEqual([])
    })

    test('is solved with the keyboard alone', FIRST_LESSONS.has(lesson) ? {} : ALL, async ({ page, browserName }) => {
      test.setTimeout(180_000)
      test.skip(browserName === 'firefox' && !process.env.E2E_ALL, 'hundreds of presses of Tab, which take Firefox a minute a lesson')
      await open(page, lesson.id)
      await solve(page, lesson, byKeyboard)
    })

    test.describe('on a phone, in the dark', FIRST_LESSONS.has(lesson) ? {} : ALL, () => {
      test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
      test.skip(({ browserName }) => browserName === 'firefox', 'the narrow page is the same in both; one is enough')
      test('is solved and fits', async ({ page }) => {
        await open(page, lesson.id)
        await expectNothingSideways(page)
        await page.getByText('Contents', { exact: true }).click()
        await expect(page.getByRole('navigation', { name: 'Lessons' })).toBeVisible()
        await expectAccessible(page)
        await solve(page, lesson, byPointer)
        await expectNothingSideways(page)
      })
    })
  })
}

test('progress and a stage half played are kept while one looks elsewhere', async ({ page }) => {
  const [first, second] = [LESSONS[0]!, LESSONS[1]!]
  await open(page, first.id)
  await solve(page, first, byPointer)
  await page.getByRole('link', { name: `Next: ${second.title}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: second.title })).toBeFocused()
  await settled(page)
  await byPointer(page, second.solution[0]!)
  const decoded = await read(page, 'Decoded')
  await page.getByRole('link', { name: `${first.title} (solved)` }).click()
  await expect(taskOf(page)).toHaveAccessibleName('Solved.')
  await page.getByRole('navigation', { name: 'Lessons' }).getByRole('link', { name: second.title }).click()
  await settled(page)
  expect(await read(page, 'Decoded')).toBe(decoded)
})

test('a wrong answer is called wrong, and the right one is taken after it', async ({ page }) => {
  const lesson = LESSONS[1]!
  await open(page, lesson.id)
  await byPointer(page, lesson.solution[0]!)
  await byPointer(page, { say: '', fill: 'The password you found', with: 'hunter2' })
  await expect(stageOf(page).getByText('That is not it yet.')).toBeVisible()
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(0)
  await byPointer(page, lesson.solution[1]!)
  await expect(stageOf(page).getByText('That is not it yet.')).toHaveCount(0)
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(1)
})

test('hints come one by one, the solution plays itself, and both are read out', async ({ page }) => {
  const lesson = LESSONS[3]!
  await open(page, lesson.id)
  await expect(page).toHaveTitle(`${lesson.title} · Learn · JWT Inspector`)
  await page.getByRole('button', { name: 'Give me a hint' }).click()
  for (let i = 1; i < lesson.hints.length; i++) await page.getByRole('button', { name: 'Another hint' }).click()
  await expect(page.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(lesson.hints.length)
  await expect(
    taskOf(page)
      .getByRole('status')
      .filter({ has: page.getByRole('list', { name: 'Hints' }) }),
  ).toHaveCount(1)
  await expect(page.getByRole('button', { name: /hint/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show the solution' }).click()
  await page.getByRole('button', { name: 'Play the next move' }).click()
  await expect(page.getByRole('list', { name: 'Solution' }).locator('[aria-current=step]')).toContainText(lesson.solution[0]!.say)
  await page.getByRole('button', { name: 'Play them all' }).click()
  await expect(taskOf(page)).toHaveAccessibleName('Solved.')
  await expect(stageOf(page).getByRole('status')).toContainText(/\d of \d goals? met\./)
  await expect(stageOf(page).getByText('doRnK7Co')).toBeVisible()
  await page.getByRole('button', { name: 'Start again' }).click()
  await settled(page)
  await expect(stageOf(page).getByText('doRnK7Co')).toHaveCount(0)
})

test.describe('presenting', () => {
  test('a link opens the lesson in large type, and keys step through it', async ({ page }) => {
    const lesson = LESSONS[3]!
    await page.goto(`./#/learn/${lesson.id}?present`)
    const shown = page.getByRole('region', { name: `${lesson.title}, presented` })
    await expect(shown).toBeFocused()
    expect(await page.getByRole('heading', { level: 1 }).evaluate((title) => parseFloat(getComputedStyle(title).fontSize))).toBeGreaterThan(
      60,
    )
    await expectAccessible(page)
    await page.keyboard.press('ArrowRight')
    await expect(shown).toContainText(lesson.know[0]!.slice(0, 30))
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('?')
    await expect(shown.getByText('these keys')).toBeVisible()
    await page.keyboard.press('?')
    await expect(shown.getByText('these keys')).toHaveCount(0)
    for (let i = 0; i < 2 + lesson.know.length + lesson.solution.length; i++) await page.keyboard.press('PageDown')
    await expect(shown).toContainText(lesson.solution.at(-1)!.say)
    await expect(stageOf(page).getByText('doRnK7Co')).toBeVisible()
    await expectAccessible(page)
    await expectNothingSideways(page)
    await page.keyboard.press('ArrowLeft')
    await expect(stageOf(page).getByText('doRnK7Co')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('link', { name: 'Present', exact: true })).toBeVisible()
  })

  test('ends with a link to the token in large type, which can be left', async ({ page }) => {
    await page.goto(`./#/learn/${LESSONS[3]!.id}?present`)
    await expect(page.getByRole('region', { name: `${LESSONS[3]!.title}, presented` })).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await settled(page)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('link', { name: 'Open this token in the inspector' }).click()
    const payload = page.locator('[data-editor="Payload"]')
    await expect(payload).toContainText('"Admin"')
    const height = async () => (await payload.locator('.cm-line').first().boundingBox())!.height
    const large = await height()
    await payload.locator('.cm-line', { hasText: 'Admin' }).locator('.json-name').hover()
    await expect(payload.locator('.lit-line')).toContainText('"Admin"')
    await expectNothingSideways(page)
    await page.getByRole('button', { name: 'Usual type size' }).click()
    await expect.poll(height).toBeLessThan(large)
    await expect(page.getByRole('button', { name: 'Usual type size' })).toHaveCount(0)
  })

  test('the arrows stay with whoever types, and the end leads to the next lesson', async ({ page }) => {
    await page.goto(`./#/learn/${LESSONS[0]!.id}?present`)
    const shown = page.getByRole('region', { name: `${LESSONS[0]!.title}, presented` })
    await expect(shown).toBeFocused()
    for (let i = 0; i < 2 + LESSONS[0]!.know.length; i++) await page.keyboard.press('ArrowRight')
    const box = stageOf(page).getByRole('textbox', { name: 'Payload', exact: true })
    await box.click()
    await page.keyboard.press('ArrowRight')
    await expect(box).toBeFocused()
    await shown.getByRole('button', { name: 'Next' }).focus()
    await page.keyboard.press('End')
    await expect(shown).toContainText('Remember')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('region', { name: `${LESSONS[1]!.title}, presented` })).toBeFocused()
  })
})

test.describe('the advice', () => {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [768, 'dark'],
    [390, 'light'],
  ] as const) {
    test(`reads at ${width} in the ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.goto('./#/learn/choose-well')
      await expect(page.getByRole('heading', { level: 1, name: 'Choose well' })).toBeVisible()
      await expectAccessible(page)
      await expectNothingSideways(page)
      for (const item of await page.getByRole('article').getByRole('listitem').all())
        expect(await item.getByRole('link').count()).toBeGreaterThan(0)
    })
  }
})
