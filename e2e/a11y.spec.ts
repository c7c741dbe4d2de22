// Every room at three widths and in both themes without an accessibility violation, and the main journey by keyboard and by the accessibility tree.
import AxeBuilder from '@axe-core/playwright'
import { ALL, expect, provoked, test, WHOLE } from './page.ts'

const TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJJc3MiOiJmZXJuYW5kbyIsIkV4cCI6MTU1MDk0NjY4OSwiQWRtaW4iOmZhbHNlfQ.TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8'
const SECRET = 'A secret API example'
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const ROOMS = [
  { name: 'the empty page', fragment: '' },
  { name: 'the desk', fragment: `#token=${TOKEN}` },
  { name: 'the keys', fragment: '#/keys' },
  { name: 'the lessons', fragment: '#/learn' },
  { name: 'the libraries', fragment: '#/libraries' },
  { name: 'how the page is sealed', fragment: '#/sealed' },
]

test.describe('axe', () => {
  for (const { name, fragment } of ROOMS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(
        `${name}, ${colorScheme}, at 390, 768 and 1440`,
        // The libraries are a long table, and their colors are the others'.
        colorScheme === 'light' && name === 'the desk' ? {} : colorScheme === 'dark' && name === 'the libraries' ? ALL : WHOLE,
        async ({ page, complaints, browserName }) => {
          test.skip(browserName !== 'chromium' && colorScheme === 'dark', 'themes can be emulated in Chromium alone')
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await page.goto(`./${fragment}`)
          await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
          if (fragment === '#/sealed')
            await expect(page.locator('[data-part=ways-out]')).toHaveAttribute('data-done', 'true', { timeout: 120_000 })
          // Firefox takes four times as long to look.
          for (const width of browserName === 'chromium' || process.env.E2E_ALL ? [390, 768, 1440] : [390, 1440]) {
            await page.setViewportSize({ width, height: 900 })
            const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
            expect(violations.map(({ id, nodes }) => `${width}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([])
            expect(
              await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
              `sideways at ${width}`,
            ).toBeLessThanOrEqual(1)
          }
          if (fragment === '#/sealed') provoked(complaints)
        },
      )
    }
  }
})

test('the main journey by keyboard alone', async ({ page, violations, complaints }) => {
  await page.goto('./')
  const token = page.getByRole('textbox', { name: 'Encoded token' })
  await expect(token).toBeVisible()
  await tabTo('Encoded token')
  await page.keyboard.insertText(TOKEN)
  await expect(page.locator('[data-gate=structure]')).toHaveAttribute('data-state', 'well-formed')
  await tabTo('Payload')
  await tabTo('Key')
  await page.keyboard.insertText(SECRET)
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  await tabTo('Payload', 'Shift+Tab')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{"Iss":"mallory"}')
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'mismatch')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
  expect(await violations()).toEqual([])
  await tabTo('Sealed: this page sends nothing', 'Shift+Tab')
  await page.keyboard.press('Enter')
  // Another room is another page: its heading takes the focus. Asked of the document, since toBeFocused() also wants the window to be
  // the active one, which in Firefox it is not while another test's window is.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.outerHTML))
    .toBe('<h1 tabindex="-1">How we keep this page sealed</h1>')
  // Not goBack(), which in Firefox waits for a document that never comes.
  await page.evaluate(() => history.back())
  await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('fernando')
  // The room tried the ways out, and the browser told of each.
  provoked(complaints)

  /** Presses Tab until what has the focus is called so; a trap on the way would be found by its end. */
  async function tabTo(name: string, press = 'Tab') {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press(press)
      const focused = await page.evaluate(() => {
        const { activeElement } = document
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? ''
      })
      if (focused === name) return
    }
    throw new Error(`${press} does not lead to ${name}`)
  }
})

test('the desk as a screen reader finds it', async ({ page }) => {
  await page.goto(`./#token=${TOKEN}`)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - link "JWT Inspector"
      - navigation "Rooms":
        - link "Inspect"
        - link "Keys"
        - link "Learn"
      - 'link "Sealed: this page sends nothing"'
      - button /Use the (dark|light) theme/
  `)
  const main = page.getByRole('main')
  await expect(main.getByRole('region', { name: 'Verdict' }).getByRole('heading', { level: 1 })).not.toBeEmpty()
  const gates = main.getByRole('list', { name: 'Gates, in the order in which a server checks' }).getByRole('listitem')
  await expect(gates).toContainText(['Structure', 'Signature', 'Time', 'Claims'])
  for (const name of ['Encoded token', 'Header', 'Payload', 'Key'])
    await expect(main.getByRole('textbox', { name, exact: true })).toBeVisible()
  // What the verdict says is said aloud, once it has settled.
  await expect(main.getByRole('region', { name: 'Verdict' }).getByRole('status')).not.toBeEmpty()
})

test('paper shows what the page says, black on white, and no controls', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`./#token=${TOKEN}`)
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(SECRET)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
  for (const finding of await page.locator('[data-rule]').all()) await expect(finding.locator('p').first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Payload' })).toContainText('fernando')
  for (const role of ['combobox', 'navigation', 'slider'] as const) await expect(page.getByRole(role)).toHaveCount(0)
  // The gates say what the verdict rests on; on the screen they lead there, too.
  for (const gate of await page.locator('[data-gate]').all()) await expect(gate).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(4)
  // Someone who prints the verdict doesn't mean to print the secret.
  await expect(page.getByText(SECRET)).toBeHidden()
})
