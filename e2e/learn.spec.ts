// Solves every lesson in the Learn room by role and accessible name, with the mouse, with keys alone, and on a phone.
import { LESSONS } from '../src/lessons/index.ts'
import {
  byKeyboard,
  byPointer,
  expectAccessible,
  expectNothingSideways,
  lessonOf,
  open,
  read,
  sayBack,
  settled,
  solve,
  stageOf,
  taskOf,
} from './lessons.ts'
import { ALL, ANY_ENGINE, expect, test } from './page.ts'

const ADMIN = lessonOf('make-yourself-admin')
const PARTS = lessonOf('three-parts')

/** Lessons that together have every kind of move. */
const FIRST_LESSONS = new Set(['three-parts', 'signing-in', 'refresh-and-rotate'].map(lessonOf))

for (const lesson of LESSONS) {
  test.describe(lesson.title, () => {
    test('is solved with the mouse', async ({ page, violations }) => {
      await open(page, lesson.id)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(lesson.title)
      await solve(page, lesson, byPointer)
      await sayBack(page, lesson)
      await expectAccessible(page)
      await expectNothingSideways(page)
      const link = page.getByRole('link', { name: 'Open this token in the inspector' })
      expect(await link.getAttribute('href')).toMatch(/^#token=[\w-]+\.[\w-]+\./)
      expect(await violations()).toEqual([])
    })

    test('is solved with the keyboard alone', FIRST_LESSONS.has(lesson) ? {} : ALL, async ({ page, browserName }) => {
      test.setTimeout(180_000)
      test.skip(browserName === 'firefox' && !process.env.E2E_ALL, 'hundreds of presses of Tab, which take Firefox a minute per lesson')
      await open(page, lesson.id)
      await solve(page, lesson, byKeyboard)
    })

    test.describe('on a phone, in the dark', FIRST_LESSONS.has(lesson) ? {} : ALL, () => {
      test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
      test.skip(({ browserName }) => browserName === 'firefox', 'the narrow page is the same in both, so one is enough')
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

test('keeps progress and a half-played stage while the reader is on another page', async ({ page }) => {
  const [first, second] = [PARTS, lessonOf('anyone-can-read')]
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
  await page.getByRole('link', { name: 'Inspect', exact: true }).click()
  await page.getByRole('link', { name: 'Learn', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: second.title })).toBeFocused()
  expect(await read(page, 'Decoded')).toBe(decoded)
})

test('shows where the reader is in contents that are longer than the screen', ANY_ENGINE, async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 })
  for (const id of ['reading-along', 'why-a-token', 'choose-well']) {
    await page.goto(`./#/learn/${id}`)
    await expect(page.getByRole('navigation', { name: 'Lessons' }).locator('[aria-current=page]')).toBeInViewport({ ratio: 1 })
  }
})

test('calls a wrong answer wrong, and accepts the right one after it', async ({ page }) => {
  const lesson = lessonOf('anyone-can-read')
  await open(page, lesson.id)
  await byPointer(page, lesson.solution[0]!)
  await byPointer(page, { say: '', fill: 'The password you found', with: 'hunter2' })
  await expect(stageOf(page).getByText('That isn’t it yet.')).toBeVisible()
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(0)
  await byPointer(page, lesson.solution[1]!)
  await expect(stageOf(page).getByText('That isn’t it yet.')).toHaveCount(0)
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(1)
})

test('refuses a token in the wrong order, and marks an old answer as old', ANY_ENGINE, async ({ page }) => {
  await open(page, PARTS.id)
  for (const piece of ['payload segment', 'dot', 'header segment', 'dot', 'signature segment'])
    await byPointer(page, { say: '', press: `Add ${piece === 'dot' ? 'a' : 'the'} ${piece}` })
  const steps = stageOf(page).getByRole('list', { name: 'Steps of the verifier' })
  await expect(steps.locator('[data-outcome=failed]')).toHaveCount(1)
  await byPointer(page, { say: '', press: 'Empty it' })
  for (const move of PARTS.solution.slice(0, 6)) await byPointer(page, move)
  await expect(taskOf(page).getByText('Done: ')).toHaveCount(1)
  await byPointer(page, { say: '', fill: 'Payload', with: '{"sub":"fernando","admin":true}' })
  await expect(stageOf(page).getByText('From before your last change.')).toBeVisible()
})

test('hints come one by one, the solution plays itself, and screen readers announce both', async ({ page }) => {
  const lesson = ADMIN
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
  await expect(stageOf(page).getByText('Expected', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Start again' }).click()
  await settled(page)
  await expect(stageOf(page).getByText('Expected', { exact: true })).toHaveCount(0)
  // The goals are open again, and so is the heading; the contents keep the mark.
  await expect(taskOf(page)).toHaveAccessibleName('Your progress')
  await expect(page.getByRole('link', { name: `${lesson.title} (solved)` })).toHaveCount(1)
})

test('keeps a guess beside the answer, and explains a term in a card', ANY_ENGINE, async ({ page }) => {
  await open(page, ADMIN.id)
  await byPointer(page, ADMIN.solution[0]!)
  const guess = stageOf(page).getByRole('group', { name: 'Guess first: the answer' })
  await guess.getByRole('radio', { name: '201' }).check()
  await byPointer(page, ADMIN.solution[1]!)
  await expect(stageOf(page).getByText('You guessed “201”. It was “403”.')).toBeVisible()
  await open(page, 'signing-in')
  await page.getByRole('article').getByRole('button', { name: 'jti', exact: true }).first().click()
  await expect(page.getByRole('note', { name: 'jti, token ID' })).toContainText('RFC 7519 section 4.1.7')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('note', { name: 'jti, token ID' })).toBeHidden()
})

test('pointing at a claim lights up its characters, bytes and place in the signing input', ANY_ENGINE, async ({ page }) => {
  await open(page, PARTS.id)
  await stageOf(page).getByRole('button', { name: 'sub', exact: true }).click()
  const lit = stageOf(page).locator('[data-lit]')
  await expect(lit).toHaveText(['"sub":"you"', '22 73 75 62 22 3a 22 79 6f 75 22', 'yJzdWIiOiJ5b3Ui'])
  await stageOf(page).locator('[data-claim=admin]').first().hover()
  await expect(lit.first()).toHaveText('"admin":false')
})

test('Enter in a box presses the next button, and the page of the visit shows the count', ANY_ENGINE, async ({ page }) => {
  await open(page, 'signing-in')
  const stage = stageOf(page)
  await stage.getByRole('textbox', { name: 'Username' }).fill('fernando')
  await stage.getByRole('textbox', { name: 'Password' }).fill('blue-harbour-42')
  await page.keyboard.press('Enter')
  await expect(stage.getByRole('group', { name: 'Access token' })).toBeVisible()
  await expect(page.getByText(`0 of ${LESSONS.length} solved`).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Lessons' }).getByRole('link', { name: 'Your visit' }).click()
  await expect(page).toHaveTitle('Your visit · Learn · JWT Inspector')
  await expect(page.getByRole('article')).toContainText(`0 of ${LESSONS.length} lessons solved`)
  await expectAccessible(page)
  await page.getByRole('navigation', { name: 'Lessons' }).getByRole('link', { name: 'Glossary' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeFocused()
  await expectAccessible(page)
})

test.describe('on a phone', ANY_ENGINE, () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('the answer follows the button that asked for it', async ({ page }) => {
    await open(page, ADMIN.id)
    for (const move of ADMIN.solution.slice(0, 2)) await byPointer(page, move)
    const answer = stageOf(page).getByText('403 Forbidden · refused at “Is this allowed?”')
    await expect(answer).toBeInViewport()
  })
})

test.describe('presenting', () => {
  test('a link opens any lesson at any step', ANY_ENGINE, async ({ page }) => {
    for (const { id, title } of LESSONS) {
      await page.goto(`./#/learn/${id}?step=3&present`)
      await expect(page.getByRole('region', { name: `${title}, presented` })).toContainText(/^.*3 \/ \d+/s)
      await expect(page).toHaveTitle(`${title} · Learn · JWT Inspector`)
    }
  })

  test('a link opens the lesson in large type, and keys step through it', async ({ page }) => {
    const lesson = ADMIN
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
    for (let i = 0; i < 1 + lesson.know.length + lesson.solution.length; i++) await page.keyboard.press('PageDown')
    await expect(shown).toContainText(lesson.solution.at(-1)!.say)
    await expect(stageOf(page).getByText('Expected', { exact: true })).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`step=${2 + lesson.know.length + lesson.solution.length}&present$`))
    await expectAccessible(page)
    await expectNothingSideways(page)
    await page.keyboard.press('ArrowLeft')
    // The payload is edited and not sent yet, so the answer beside it is marked as old.
    await expect(stageOf(page).getByText('From before your last change.').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('link', { name: 'Present', exact: true })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeFocused()
  })

  test('ends with a link to the token in large type, which can be turned off', async ({ page }) => {
    const { id, title, know, solution } = lessonOf('reading-along')
    const moves = 2 + know.length + 3
    await page.goto(`./#/learn/${id}?step=${moves}&present`)
    await expect(page.getByRole('region', { name: `${title}, presented` })).toContainText(solution[2]!.say)
    await settled(page)
    await page.keyboard.press('End')
    await page.getByRole('link', { name: 'Open this token in the inspector' }).click()
    const payload = page.locator('[data-editor="Payload"]')
    await expect(payload).toContainText('"Admin"')
    const height = async () => (await payload.locator('.cm-line').first().boundingBox())!.height
    const large = await height()
    await payload.locator('.cm-line', { hasText: 'Admin' }).locator('.json-name').hover()
    await expect(payload.locator('.lit-line')).toContainText('"Admin"')
    await expectNothingSideways(page)
    await page.getByRole('button', { name: 'Normal type size' }).click()
    await expect.poll(height).toBeLessThan(large)
    await expect(page.getByRole('button', { name: 'Normal type size' })).toHaveCount(0)
  })

  test('arrow keys move the caret while typing, and the last slide leads to the next lesson', async ({ page }) => {
    await page.goto(`./#/learn/${PARTS.id}?present`)
    const shown = page.getByRole('region', { name: `${PARTS.title}, presented` })
    await expect(shown).toBeFocused()
    for (let i = 0; i < 1 + PARTS.know.length; i++) await page.keyboard.press('ArrowRight')
    const box = stageOf(page).getByRole('textbox', { name: 'Payload', exact: true })
    await box.click()
    await page.keyboard.press('ArrowRight')
    await expect(box).toBeFocused()
    await shown.getByRole('button', { name: 'Next' }).focus()
    await page.keyboard.press('End')
    await expect(shown).toContainText('Remember')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('region', { name: `${lessonOf('anyone-can-read').title}, presented` })).toBeFocused()
  })
})

test.describe('the advice', () => {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [768, 'dark'],
    [390, 'light'],
  ] as const) {
    test(`is readable at ${width} in the ${colorScheme}`, async ({ page }) => {
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
