// Findings: where they are, what they say on request, and that a repair is an edit like any other.
import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'
import { hs256 as signed, SECRET } from './tokens.ts'

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

async function paste(page: Page, token: string) {
  await page.goto('./')
  await box(page, 'Encoded token').fill(token)
  await box(page, 'Key').fill(SECRET)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
}

test('a misspelt claim is underlined, explained, and repaired on a click that undo takes back', async ({ page }) => {
  await paste(page, signed({ iss: 'https://login.example', aud: 'api', sub: 'x', Exp: 4102444800 }))
  const finding = page.locator('[data-rule=claim-miscased]')
  await expect(finding).toHaveAttribute('data-severity', 'error')
  await expect(page.locator('[data-editor=Payload] .found-error')).toHaveText('"Exp"')
  await expect(finding.getByRole('button')).toHaveCount(0)
  await finding.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(finding.getByRole('link').first()).toHaveAttribute('href', /^https:/)
  await finding.getByRole('button', { name: 'Rename to exp' }).click()
  await expect(box(page, 'Payload')).toContainText('"exp": 4102444800')
  await expect(finding).toHaveCount(0)
  await expect(page.locator('[data-part=edits]')).toHaveAttribute('data-count', '2')
  await page.keyboard.press('Control+z')
  await expect(box(page, 'Payload')).toContainText('"Exp": 4102444800')
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
})

test('a finding leads to its place, by keyboard alone', async ({ page }) => {
  await paste(page, signed({ iss: 'https://login.example', aud: 'api', sub: 'x', exp: 1795340220000 }))
  const finding = page.locator('[data-rule=time-milliseconds]')
  await expect(finding).toBeVisible()
  await finding.locator('summary').focus()
  await page.keyboard.press('Enter')
  await finding.getByRole('button', { name: 'Show it in the payload' }).focus()
  await page.keyboard.press('Enter')
  await expect(box(page, 'Payload')).toBeFocused()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('1795340220000')
  await finding.getByRole('button', { name: 'Divide by 1,000' }).click()
  await expect(box(page, 'Payload')).toHaveText(/"exp": 1795340220\s*}/)
})

test('a note is at its line, and many notes are folded but present', async ({ page }) => {
  await paste(page, signed({ password: 'hunter2', email: 'a@example.com', exp: 4102444800 }, { alg: 'EdDSA', foo: 1 }))
  await expect(page.locator('[data-editor=Payload] .cm-line[data-tone=bad]').first()).toHaveAttribute('data-note', /password/i)
  const notes = page.locator('[data-severity=info]')
  expect(await notes.count()).toBeGreaterThan(3)
  await expect(notes.first()).toBeHidden()
  await page.locator('details', { has: notes.first() }).locator('summary').first().click()
  await expect(notes.first()).toBeVisible()
})

test('all of them can be copied', async ({ page, context, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium lets a test read the clipboard')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await paste(page, signed({ Exp: 4102444800, sub: 'Ada Lovelace', exp: 'Ada Lovelace' }))
  await expect(page.locator('[data-rule=time-type]')).toContainText('Ada Lovelace')
  await page.getByRole('button', { name: 'Copy as JSON' }).click()
  await expect(page.getByText('Copied the findings')).toBeAttached()
  const findings = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { ruleId: string }[]
  expect(findings.length).toBe(await page.locator('[data-rule]').count())
  await page.getByRole('button', { name: 'Copy as text' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('[claim-miscased]')
  // Shown, but not passed on.
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('Lovelace')
})

test('a well-known secret is found on request, and one in a word list by its line', async ({ page }) => {
  await page.goto('./')
  await box(page, 'Encoded token').fill(signed({ sub: 'x', exp: 4102444800 }, { alg: 'HS256' }, 'secret'))
  const finding = page.locator('[data-rule=key-hmac-crackable]')
  await expect(finding).toHaveCount(0)
  await page.getByRole('button', { name: 'Try well-known secrets' }).click()
  await expect(finding).toHaveAttribute('data-severity', 'error')
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('It verifies with a known secret, the one printed in')
  await expect(verdict.getByRole('heading')).not.toContainText('Good')

  await box(page, 'Encoded token').fill(signed({ sub: 'y', exp: 4102444800 }, { alg: 'HS256' }, 'petrichor-82'))
  await expect(finding).toHaveCount(0)
  await page.getByRole('button', { name: 'Try well-known secrets' }).click()
  await expect(page.getByText('None of 319 secrets verifies it.')).toBeVisible()
  const words = { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('alpha\r\npetrichor-82\r\nomega\r\n') }
  await page.locator('input[aria-label="Word list"]').setInputFiles(words)
  await expect(finding).toContainText('line 2 of your word list')
  await expect(finding).not.toContainText('petrichor-82')
})
