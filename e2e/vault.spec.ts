// The kept copy, opened from the disk: the main journey inside its frame, and what the shell around it does on the frame's behalf.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import type { FrameLocator, Page } from '@playwright/test'
import { LESSONS } from '../src/lessons/index.ts'
import { expect, provoked, test, WHOLE } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

const COPY = pathToFileURL(resolve(import.meta.dirname, '../dist/jwt-inspector.html')).href

const gate = (frame: FrameLocator, name: string) => frame.locator(`[data-gate=${name}]`)
const box = (frame: FrameLocator, name: string) => frame.getByRole('textbox', { name, exact: true })
const settled = (frame: FrameLocator) => expect(frame.locator('main')).toHaveAttribute('aria-busy', 'false')

async function openCopy(page: Page, fragment = ''): Promise<FrameLocator> {
  await page.goto(COPY + fragment)
  const frame = page.frameLocator('#frame')
  await frame.getByRole('heading', { level: 1 }).waitFor()
  await expect(page.getByRole('alert')).toBeHidden()
  return frame
}

async function giveToken(frame: FrameLocator, token = hs256(), key = SECRET): Promise<void> {
  await box(frame, 'Encoded token').fill(token)
  await box(frame, 'Key').fill(key)
  await expect(gate(frame, 'signature')).toHaveAttribute('data-state', 'valid')
}

test('paste, edit, mismatch, sign, save a report', async ({ page, browserName }) => {
  const frame = await openCopy(page)
  await giveToken(frame)
  await box(frame, 'Payload').fill('{"sub":"mallory"}')
  await expect(gate(frame, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await frame.getByRole('button', { name: 'Sign again', exact: true }).click()
  await expect(gate(frame, 'signature')).toHaveAttribute('data-state', 'valid')

  // Its folder would lead nowhere, and may name a person.
  await frame.getByRole('button', { name: 'Share', exact: true }).click()
  const share = frame.getByRole('dialog', { name: 'Share' })
  await expect(share.getByRole('textbox', { name: 'Link' })).toHaveValue(/^jwt-inspector\.html#token=/)
  await expect(share).toContainText('opens their own copy')
  await share.getByRole('button', { name: 'Close' }).click()

  await frame.getByRole('button', { name: 'Report', exact: true }).click()
  await frame.getByRole('dialog', { name: 'Report' }).getByRole('button', { name: 'Download', exact: true }).click()
  // Nothing is saved before the press in the shell.
  const save = page.getByRole('link', { name: /^Save [\w-]+\.md$/ })
  await expect(save).toBeFocused()
  await expect(save).toHaveAttribute('href', /^blob:/)
  // The driver of Firefox tells of no download that comes from a file's own blob.
  if (browserName === 'firefox') return
  const download = page.waitForEvent('download')
  await save.click()
  expect(await readFile(await (await download).path(), 'utf8')).toMatch(/It never expires|verifies|Good/)
  await expect(save).toBeHidden()
})

test('a lesson, the keys, and the way back', WHOLE, async ({ page }) => {
  const lesson = LESSONS.find(({ id }) => id === 'make-yourself-admin')!
  const frame = await openCopy(page, `#/learn/${lesson.id}`)
  await expect(page).toHaveTitle(`${lesson.title} · Learn · JWT Inspector`)
  const stage = frame.getByRole('region', { name: 'Stage', exact: true })
  await expect(stage).toHaveAttribute('aria-busy', 'false')
  const read = async (name: string) => {
    const text = stage.getByRole('textbox', { name, exact: true })
    return (await text.count()) > 0
      ? text.inputValue()
      : ((await stage.getByRole('group', { name, exact: true }).locator('pre').textContent()) ?? '')
  }
  for (const move of lesson.solution) {
    if ('press' in move) await stage.getByRole('button', { name: move.press, exact: true }).click()
    else if ('fill' in move)
      await stage
        .getByRole('textbox', { name: move.fill, exact: true })
        .fill(typeof move.with === 'string' ? move.with : await move.with(read))
    else if ('choose' in move) await stage.getByRole('combobox', { name: move.choose, exact: true }).selectOption(move.option)
    else if ('turn' in move) await stage.getByRole('checkbox', { name: move.turn, exact: true }).setChecked(move.on)
    else throw new Error('This lesson is played with text, buttons and boxes alone.')
    await expect(stage).toHaveAttribute('aria-busy', 'false')
  }
  await expect(frame.getByRole('region', { name: 'Solved.' })).toBeVisible()

  await frame.getByRole('link', { name: 'Keys', exact: true }).click()
  await expect(page).toHaveURL(`${COPY}#/keys`)
  await expect(page).toHaveTitle('Keys · JWT Inspector')
  await frame
    .getByRole('button', { name: /^(Make the key|Generate)/ })
    .first()
    .click()
  await frame
    .getByRole('button', { name: /^Download .*(public|private|secret)/i })
    .first()
    .click()
  await expect(page.getByRole('link', { name: /^Save [\w.-]+\.jwk\.json$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()

  await page.evaluate(() => history.back())
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(lesson.title)
  await expect(page).toHaveTitle(`${lesson.title} · Learn · JWT Inspector`)
})

test('a token in the link that opens it is taken, and leaves the address bar', async ({ page }) => {
  const frame = await openCopy(page, `#token=${hs256()}`)
  await expect(gate(frame, 'structure')).toHaveAttribute('data-state', 'well-formed')
  await expect(page).toHaveURL(COPY)
  // Later ones are not, and the file says so.
  await page.evaluate((token) => (location.hash = `token=${token}`), hs256())
  await expect(page.getByRole('alert')).toContainText('Open the link in a new tab')
  await expect(page).toHaveURL(COPY)
})

test('the shell prints, follows the theme, opens documentation, and asks before leaving', WHOLE, async ({ page, context, browserName }) => {
  await page.addInitScript(() => {
    window.print = () => (document.documentElement.dataset['printed'] = document.documentElement.style.getPropertyValue('--height'))
  })
  // The pages themselves are not there.
  await context.route('https://www.rfc-editor.org/**', (route) => route.fulfill({ body: 'RFC' }))
  const frame = await openCopy(page)
  await giveToken(frame, hs256())
  await frame.locator('h1').press('ControlOrMeta+p')
  await expect(page.locator('html')).toHaveAttribute('data-printed', /^\d{3,5}px$/)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))

  await frame.getByRole('button', { name: /theme/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/)

  await page.goto('about:blank')
  await openCopy(page, '#/learn/choose-well')
  const opened = context.waitForEvent('page')
  await frame.locator('a[href^="https://www.rfc-editor.org/"]:visible').first().click()
  await expect(await opened).toHaveURL(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+/)

  await frame.getByRole('link', { name: 'Keys', exact: true }).click()
  await frame
    .getByRole('button', { name: /^(Make the key|Generate)/ })
    .first()
    .click()
  await frame.getByRole('article').first().waitFor()
  if (browserName === 'firefox') return
  const asked = page.waitForEvent('dialog')
  void page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
})

test('text is copied, files are dropped, keys are asked for in a terminal', WHOLE, async ({ page, context, browserName }) => {
  // Chromium without a window would ask.
  if (browserName === 'chromium') await context.grantPermissions(['clipboard-write'])
  const frame = await openCopy(page)
  await giveToken(frame)
  await frame.getByRole('button', { name: 'Copy token' }).click()
  await expect(frame.getByText('Copied the token')).toBeAttached()
  await frame.getByRole('button', { name: 'From JWKS' }).click()
  await frame.getByRole('radio', { name: 'The URL of its JWK Set' }).check()
  await frame.getByRole('textbox', { name: 'JWK Set URL' }).fill('https://login.example/jwks.json')
  await expect(frame.getByText(/^curl .*https:\/\/login\.example\/jwks\.json/)).toBeVisible()
  await expect(frame.getByRole('button', { name: /^(Fetch|Ask)/ })).toHaveCount(0)
  await expect(async () => {
    await frame.locator('body').evaluate(
      (body, token) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([token], 'token.txt'))
        body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
      },
      hs256({ sub: 'dropped' }),
    )
    await expect(box(frame, 'Payload')).toContainText('dropped', { timeout: 1000 })
  }).toPass()
})

test('where the frame does not start, a sentence says so and nothing else happens', WHOLE, async ({ page, complaints }) => {
  provoked(complaints)
  await page.addInitScript(() => {
    if (window.top !== window) throw new Error('as a browser that is too old')
  })
  // The shell hears nothing of the frame.
  await page.addInitScript(() => addEventListener('message', (event) => event.stopImmediatePropagation(), true))
  await page.goto(COPY)
  await expect(page.getByRole('alert')).toContainText('has not started in its sealed frame within 3 seconds', { timeout: 10_000 })
})

test('axe finds nothing in it', WHOLE, async ({ page, browserName, complaints }) => {
  test.skip(browserName !== 'chromium', 'as on the hosted page, which is looked at in both')
  test.setTimeout(300_000)
  // The room that tries the ways out has the browser complain.
  provoked(complaints)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const fragment of [`#token=${hs256()}`, '#/keys', '#/learn', '#/sealed']) {
      await page.goto('about:blank')
      const frame = await openCopy(page, fragment)
      await settled(frame)
      if (fragment === '#/sealed')
        await expect(frame.locator('[data-part=ways-out]')).toHaveAttribute('data-done', 'true', { timeout: 60_000 })
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        expect(violations.map(({ id, nodes }) => `${fragment} ${width}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual(
          [],
        )
      }
    }
  }
})

test('the hosted page offers it, with its hash, and that of every other file', async ({ page, complaints }) => {
  provoked(complaints)
  await page.goto('./#/sealed')
  const part = page.locator('[data-part=own-copy]')
  await expect(part.getByRole('heading')).toHaveText('Keep your own copy')
  const sums = await readFile(resolve(import.meta.dirname, '../dist/SHA256SUMS'), 'utf8')
  const hash = await part.locator('[data-hash]').textContent()
  expect(sums).toContain(`${hash}  jwt-inspector.html\n`)
  // Every other line of SHA256SUMS is on the page as well.
  await part.getByText(/^SHA-256 of the \d+ files/).click()
  const listed = await part.locator('dl > div').allTextContents()
  const lines = sums
    .trim()
    .split('\n')
    .map((line) => line.split('  '))
    .filter(([, name]) => name !== 'index.html' && name !== 'sw.js')
  expect(listed.toSorted()).toEqual(lines.map(([sum, name]) => `${name}${sum}`).toSorted())
  const download = page.waitForEvent('download')
  await part.getByRole('link', { name: 'Download jwt-inspector.html' }).click()
  expect(await readFile(await (await download).path())).toEqual(await readFile(resolve(import.meta.dirname, '../dist/jwt-inspector.html')))
  expect(await page.locator('[data-commit]').getAttribute('data-commit')).toMatch(/^[0-9a-f]{40}(-changed)?$/)
})
