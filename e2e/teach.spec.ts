// Tests the teachers' pages, such as guide, notes and worksheet, held-back solutions, and the tour in the inspector.
import { box, button, gate, open as openToken, settled, textOf, verdict } from './desk.ts'
import { byPointer, expectAccessible, expectNothingSideways, lessonOf, open, taskOf } from './lessons.ts'
import { ANY_ENGINE, expect, test, WHOLE } from './page.ts'
import { encode, hs256, SECRET } from './tokens.ts'

const pageOf = (name: string) => `./#/learn/${name}`

test(
  'the guide, the worksheet and the summary are readable on the screen and print by themselves',
  { tag: [WHOLE.tag, ANY_ENGINE.tag] },
  async ({ page }) => {
    for (const [at, title, width, colorScheme] of [
      ['teachers', 'For teachers', 1024, 'light'],
      ['worksheet', 'Worksheet', 390, 'dark'],
      ['worksheet?answers', 'Answers to the worksheet', 1440, 'light'],
      ['summary', 'Summary', 390, 'light'],
    ] as const) {
      await page.emulateMedia({ colorScheme, media: 'screen' })
      await page.setViewportSize({ width, height: 800 })
      await page.goto(pageOf(at))
      await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
      // The answers are the same worksheet with more text.
      if (!at.includes('?')) await expectAccessible(page)
      await expectNothingSideways(page)
      await page.emulateMedia({ media: 'print' })
      for (const aside of await page.getByRole('navigation').all()) await expect(aside).toBeHidden()
      await expect(page.getByText(/of 16 solved/).filter({ visible: true })).toHaveCount(0)
    }
    await expect(page.getByRole('figure')).toHaveCount(16)
  },
)

test('a printed lesson keeps the terms in its sentences, and leaves out the reader’s progress', ANY_ENGINE, async ({ page }) => {
  await open(page, 'three-parts')
  await page.emulateMedia({ media: 'print' })
  for (const term of await page.getByRole('article').locator('button[popovertarget]').all()) await expect(term).toBeVisible()
  expect(await page.getByRole('article').innerText()).toContain('These characters are the signing input.')
  await expect(taskOf(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add a dot' })).toBeHidden()
})

test('the worksheet and the summary fit on two sheets, A4 and Letter', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium prints without a window')
  for (const [at, last] of [
    ['worksheet', 'This payload was printed in an article.'],
    ['summary', 'Reading along: what the article gets wrong'],
  ] as const) {
    await page.goto(pageOf(at))
    await expect(page.getByRole('article').getByText(last)).toBeVisible()
    await page.evaluate(() => document.fonts.ready)
    for (const format of ['A4', 'Letter']) {
      const sheets = (await page.pdf({ format })).toString('latin1').match(/\/Type \/Page\b/g)
      expect(sheets, `${at} on ${format}`).toHaveLength(2)
    }
  }
})

test('the guide links to the slide that clears up a misunderstanding, and the worksheet to its answers', ANY_ENGINE, async ({ page }) => {
  await page.goto(pageOf('teachers'))
  await page.getByRole('link', { name: 'Slide 9 of “Make yourself admin”' }).click()
  await expect(page.getByRole('region', { name: 'Make yourself admin, presented' })).toContainText('reads no further')
  await expect(page).toHaveURL(/make-yourself-admin\?step=9&present$/)
  await page.goto(pageOf('worksheet'))
  await expect(page.getByText('iban, salary, password')).toHaveCount(0)
  await page.getByRole('link', { name: 'The answers' }).click()
  await expect(page.getByText('iban, salary, password')).toBeVisible()
})

test('shows notes under each slide on request', ANY_ENGINE, async ({ page }) => {
  const lesson = lessonOf('make-yourself-admin')
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.goto(`${pageOf(lesson.id)}?step=8&present`)
  const notes = page.getByRole('complementary', { name: 'Notes' })
  await expect(page.getByRole('region', { name: `${lesson.title}, presented` })).toBeFocused()
  await expect(notes).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(notes).toContainText(`Next: ${lesson.solution.at(-1)!.say}`)
  await page.keyboard.press('PageDown')
  await expect(notes).toContainText('Compare the two signatures')
  // The result of the move is shown beside its text, wherever the stage is scrolled to.
  await expect(page.getByText(/^401 Unauthorized · refused at “Check the signature”/)).toBeInViewport()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await expect(notes).toContainText('Common mistakes:')
  await expectAccessible(page)
  await page.keyboard.press('n')
  await expect(notes).toHaveCount(0)
})

test('a link holds back solutions and answers, even on later pages', ANY_ENGINE, async ({ page }) => {
  const [first, second] = [lessonOf('anyone-can-read'), lessonOf('signing-in')]
  await open(page, `${first.id}?hold`)
  await expect(page.getByRole('button', { name: 'Give me a hint' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show the solution' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Check' }).first().click()
  await expect(page.getByText('Not yet.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show an answer' })).toHaveCount(0)
  await byPointer(page, first.solution[0]!)
  await page.getByRole('link', { name: `${second.title} →` }).click()
  await expect(page).toHaveURL(/signing-in\?hold$/)
  await expect(page.getByRole('heading', { level: 1, name: second.title })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Show the solution' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Present', exact: true }).click()
  await expect(page.getByRole('region', { name: `${second.title}, presented` })).toContainText(
    `1 / ${3 + second.know.length + second.questions.length}`,
  )
  await page.goto(pageOf('worksheet?answers&hold'))
  await expect(page.getByRole('article')).toContainText('holds solutions and answers back')
  await page.goto(pageOf(first.id))
  await expect(page.getByRole('button', { name: 'Show the solution' })).toBeVisible()
  await expect(taskOf(page)).toBeVisible()
})

const tourOf = (page: Parameters<typeof button>[0]) => page.getByRole('region', { name: 'Take me through it' })

test.describe('take me through it', () => {
  test('lights up its subject, changes one letter, and puts it back', ANY_ENGINE, async ({ page }) => {
    // The whitespace was signed, so not a byte of it may be lost.
    const token = hs256('{ "iss": "https://login.payroll.example",\n "sub": "fernando", "exp": 4102444800 }')
    await openToken(page, token, SECRET)
    await button(page, 'Take me through it').click()
    const tour = tourOf(page)
    await expect(tour).toBeFocused()
    await expect(tour.getByRole('heading', { level: 3 })).toContainText('The header says how it is signed')
    await expect(page.locator('[data-editor="Header"] .lit-line')).toContainText('"alg"')
    await expectAccessible(page)
    await tour.getByRole('button', { name: 'Next' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-editor="Payload"] .lit-line')).toContainText('"sub"')
    for (let i = 0; i < 4; i++) await page.keyboard.press('Enter')
    await expect(tour.getByRole('heading', { level: 3 })).toContainText('Change one letter')
    await tour.getByRole('button', { name: 'Change one letter' }).click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await expect(tour.getByRole('status')).toContainText('“f” became “g” in “sub”.')
    await tour.getByRole('button', { name: 'Put it back' }).click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    expect(await textOf(page, 'Encoded token')).toBe(token)
    // Leaving while the letter is changed brings back the original token.
    await tour.getByRole('button', { name: 'Change one letter' }).click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await page.keyboard.press('Escape')
    await expect(tour).toHaveCount(0)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    expect(await textOf(page, 'Encoded token')).toBe(token)
    await expect(button(page, 'Take me through it')).toBeFocused()
  })

  test.describe('on a phone, in the dark', ANY_ENGINE, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    test('follows the token: encrypted, then damaged, then gone', async ({ page }) => {
      await openToken(page, `${encode({ alg: 'dir', enc: 'A128GCM' })}..AAAAAAAAAAAAAAAA.Y2lwaGVydGV4dA.AAAAAAAAAAAAAAAAAAAAAA`)
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox', { name: 'Find a command' }).fill('take me')
      await page.keyboard.press('Enter')
      const tour = tourOf(page)
      await tour.getByRole('button', { name: 'Next' }).click()
      await expect(tour.getByRole('heading', { level: 3 })).toHaveText('2 of 6 Five parts, and one of them holds the content')
      await expectNothingSideways(page)
      await expectAccessible(page)
      await box(page, 'Encoded token').fill(hs256().split('.').slice(0, 2).join('.'))
      await settled(page)
      await expect(tour.getByRole('heading', { level: 3 })).toHaveText('1 of 5 It is damaged')
      for (let i = 0; i < 4; i++) await tour.getByRole('button', { name: 'Next' }).click()
      await expect(tour.getByRole('link', { name: 'Lesson: Three parts, two dots' })).toHaveAttribute('href', '#/learn/three-parts')
      await button(page, 'Clear').click()
      await expect(tour).toHaveCount(0)
      await expect(verdict(page)).toBeVisible()
    })
  })
})
