// Helpers for lessons in the browser, which make moves, solve lessons and answer questions by role and accessible name.
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { LESSONS } from '../src/lessons/index.ts'
import type { Lesson, Move } from '../src/lessons/lesson.ts'
import { expect, test } from './page.ts'

/** Opens a lesson or another page after `#/learn/`, and waits for its stage. */
export async function open(page: Page, at: string): Promise<void> {
  await page.goto(`./#/learn/${at}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await settled(page)
}

/** The three lanes. */
export const stageOf = (page: Page) => page.getByRole('region', { name: 'Stage', exact: true })
/** The progress with the task. */
export const taskOf = (page: Page) => page.getByRole('region', { name: /^(Your progress|Solved\.)$/ })
/** Waits until the stage has nothing left to compute. */
export const settled = (page: Page) => expect(stageOf(page)).toHaveAttribute('aria-busy', 'false')

/** A lesson by its identifier. */
export const lessonOf = (id: string): Lesson => LESSONS.find((lesson) => lesson.id === id)!

/** The text that an item on the stage shows, found by its name. */
export async function read(page: Page, name: string): Promise<string> {
  const stage = stageOf(page)
  const box = stage.getByRole('textbox', { name, exact: true })
  if (await box.count()) return await box.inputValue()
  return (await stage.getByRole('group', { name, exact: true }).locator('pre').textContent()) ?? ''
}

const wanted = (page: Page, move: Extract<Move, { fill: string }>) =>
  typeof move.with === 'string' ? move.with : move.with((name) => read(page, name))

const wantedNumber = (page: Page, move: Extract<Move, { slide: string }>) =>
  typeof move.to === 'number' ? move.to : move.to((name) => read(page, name))

function targetOf(page: Page, move: Move): Locator {
  const stage = stageOf(page)
  if ('press' in move) return stage.getByRole('button', { name: move.press, exact: true })
  if ('fill' in move) return stage.getByRole('textbox', { name: move.fill, exact: true })
  if ('choose' in move) return stage.getByRole('combobox', { name: move.choose, exact: true })
  if ('slide' in move) return stage.getByRole('slider', { name: move.slide, exact: true })
  if ('flip' in move)
    return stage.getByRole('group', { name: move.flip, exact: true }).getByRole('toolbar').getByRole('button').nth(move.byte)
  return stage.getByRole('checkbox', { name: move.turn, exact: true })
}

/** Makes a move with the mouse. */
export async function byPointer(page: Page, move: Move): Promise<void> {
  const target = targetOf(page, move)
  if ('press' in move) await target.click()
  else if ('fill' in move) await target.fill(await wanted(page, move))
  else if ('choose' in move) await target.selectOption(move.option)
  else if ('slide' in move) await target.fill(String(await wantedNumber(page, move)))
  else if ('flip' in move) {
    await target.click()
    await bitOf(page, move).click()
  } else await target.setChecked(move.on)
  await settled(page)
}

/** The bit that a move flips, once its byte is chosen. */
const bitOf = (page: Page, move: Extract<Move, { flip: string }>) =>
  stageOf(page).getByRole('button', { name: new RegExp(`^Bit ${8 - move.bit}:`) })

/** Moves the focus to the target with Tab, or back with Shift and Tab. */
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

/** Makes a move with keys alone. */
export async function byKeyboard(page: Page, move: Move): Promise<void> {
  const target = targetOf(page, move)
  const text = 'fill' in move ? await wanted(page, move) : ''
  if ('flip' in move) {
    // The row of bytes is a single Tab stop, with arrow keys inside.
    await tabTo(page, target.page().getByRole('toolbar', { name: 'Bytes' }).locator('[tabindex="0"]'))
    await page.keyboard.press('Home')
    for (let i = 0; i < move.byte; i++) await page.keyboard.press('ArrowRight')
    await tabTo(page, bitOf(page, move))
    await page.keyboard.press('Enter')
    await settled(page)
    return
  }
  await tabTo(page, target)
  if ('slide' in move) {
    const to = String(await wantedNumber(page, move))
    for (let i = 0; i < 200 && (await target.inputValue()) !== to; i++) await page.keyboard.press('ArrowRight')
  } else if ('press' in move) await page.keyboard.press('Enter')
  else if ('fill' in move) {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Delete')
    // Long text is inserted at once, as if pasted, because typing its letters one by one took a minute.
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

/** Plays the solution of an untouched lesson, and expects it to be solved. */
export async function solve(page: Page, lesson: Lesson, make: (page: Page, move: Move) => Promise<void>): Promise<void> {
  await expect(page.getByRole('region', { name: 'Your turn.' })).toBeVisible()
  await expect(taskOf(page)).toHaveAccessibleName('Your progress')
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(0)
  for (const move of lesson.solution) {
    await test.step(move.say, () => make(page, move))
  }
  await expect(taskOf(page)).toHaveAccessibleName('Solved.')
  await expect(taskOf(page).getByText('To do: ')).toHaveCount(0)
  await expect(page.getByRole('link', { name: `${lesson.title} (solved)` })).toHaveCount(1)
}

/** Answers each question wrong first, and then right. */
export async function sayBack(page: Page, lesson: Lesson): Promise<void> {
  const list = page.getByRole('region', { name: 'Check yourself' })
  for (const [index, { ask }] of lesson.questions.entries()) {
    await test.step(ask, async () => {
      const form = list.getByRole('form').nth(index)
      const pick = form.getByRole('radio')
      if (await pick.count()) {
        const status = form.getByRole('status')
        // Each wrong option says why it is wrong, and the right one is accepted after them.
        for (const option of await pick.all()) {
          await option.check()
          await form.getByRole('button', { name: 'Check' }).click()
          await expect(status).toContainText(/^(Right\.|Not yet\.) .{10}/)
          if ((await status.textContent())?.startsWith('Right.')) break
        }
        await expect(status).toContainText('Right.')
        return
      }
      const box = form.getByRole('textbox', { name: 'Your answer' })
      await box.fill('{"surely": "wrong"}')
      await form.getByRole('button', { name: 'Check' }).click()
      await expect(form.getByRole('status')).toContainText(/^Not yet\. .{10}/)
      await form.getByRole('button', { name: 'Show an answer' }).click()
      await form.getByRole('button', { name: 'Check' }).click()
      await expect(form.getByRole('status')).toContainText(/^Right\./)
    })
  }
}

/** Expects that axe finds nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

/** Expects that the page doesn't scroll sideways. */
export async function expectNothingSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
}
