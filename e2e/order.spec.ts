// What matters comes first: on a phone the key and the payload before the token, one entry for one subject, and gates that lead on.
import type { Page } from '@playwright/test'
import { box, button, gate, open, settled, textOf } from './desk.ts'
import { expect, test } from './page.ts'
import { claims, hs256, SECRET } from './tokens.ts'

const PHONE = { width: 390, height: 780 }
const top = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())!.y

test('on a phone the key, the payload and the findings come before the token', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await open(page, hs256(), SECRET)
  await page.evaluate(() => scrollTo(0, 0))
  const places = await Promise.all(
    ['h1', '[data-editor=Key]', '[data-editor=Payload]', '#card-findings', '[data-editor="Encoded token"]', '[data-editor=Header]'].map(
      (selector) => top(page, selector),
    ),
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[1]).toBeLessThan(PHONE.height - 44)
})

test('on a phone the four states stay in one line, give the sentence back on a press, and hide nothing that has the focus', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await open(page, hs256(), SECRET)
  await page.evaluate(() => scrollTo(0, 900))
  const bar = (await page.getByRole('list', { name: 'Gates, in the order in which a server checks' }).boundingBox())!
  expect(bar.y).toBeGreaterThanOrEqual(0)
  expect(bar.y).toBeLessThan(4)
  expect(bar.height).toBeGreaterThanOrEqual(44)
  expect(bar.height).toBeLessThanOrEqual(56)
  await expect(page.locator('[data-gate]')).toHaveCount(4)
  await button(page, 'Full verdict').click()
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
  await button(page, 'Full verdict').click()
  await expect(page.getByRole('heading', { level: 1 })).not.toBeInViewport()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await page.locator('main').getByRole('button').last().focus()
  const hidden: string[] = []
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Shift+Tab')
    const under = await page.evaluate(() => {
      const element = document.activeElement!
      if (element.closest('section[aria-label=Verdict]')) return undefined
      const { bottom } = element.getBoundingClientRect()
      const edge = document.querySelector('[data-gate]')!.getBoundingClientRect().bottom
      return bottom <= edge + 1 ? (element.getAttribute('aria-label') ?? element.textContent ?? '?').slice(0, 40) : undefined
    })
    if (under !== undefined) hidden.push(under)
  }
  expect(hidden).toEqual([])
})

test('each gate leads to what it names, and the verdict to the key that it asks for', async ({ page }) => {
  await open(page, hs256())
  await button(page, 'Enter the secret').click()
  await expect(box(page, 'Key')).toBeFocused()
  await gate(page, 'structure').getByRole('button').click()
  await expect(box(page, 'Encoded token')).toBeFocused()
  await gate(page, 'time').getByRole('button').click()
  await expect(page.getByRole('heading', { name: 'Validity' })).toBeFocused()
  await gate(page, 'claims').getByRole('button').click()
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeFocused()
  await gate(page, 'signature').getByRole('button').click()
  await expect(box(page, 'Key')).toBeFocused()
  await box(page, 'Key').fill('not the secret')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await settled(page)
  await gate(page, 'signature').getByRole('button').click()
  await expect(page.getByRole('heading', { name: 'Why it does not verify' })).toBeFocused()
})

test('a long paste shows the verdict and the beginning of the token', async ({ page }) => {
  await page.setViewportSize(PHONE)
  const long = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`claim_${i}`, `a value of some length, ${i}`]))
  await open(page, hs256(claims(long)))
  expect(await page.evaluate(() => scrollY)).toBe(0)
  expect(await page.locator('[data-editor="Encoded token"] .cm-scroller').evaluate((box) => box.scrollTop)).toBe(0)
  expect(await textOf(page, 'Encoded token')).toMatch(/^eyJ/)
})

test('three findings about one secret are one entry, and what holds for most tokens is folded into a line', async ({ page }) => {
  await open(page, hs256(claims({ jti: undefined, email: 'ada@example.com' }), undefined, 'password1'), 'password1')
  const list = page.getByRole('group', { name: 'List of findings' })
  const secret = list.locator('> ul > li', { hasText: 'about the secret' })
  await expect(secret).toHaveCount(1)
  for (const rule of ['key-hmac-short', 'sig-valid-weak']) await expect(page.locator(`[data-rule=${rule}]`)).toHaveCount(1)
  expect(await secret.locator('[data-rule]').count()).toBeGreaterThanOrEqual(2)
  await expect(page.locator('[data-rule=jti-missing]')).toBeHidden()
  await list.getByText('Also noted: ').click()
  await expect(page.locator('[data-rule=jti-missing]')).toBeVisible()
})

test('what was never signed is signed, not signed again', async ({ page }) => {
  const [header, payload] = hs256().split('.')
  await open(page, `${header}.${payload}.`, SECRET)
  await button(page, 'Sign').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(button(page, 'Sign again')).toBeVisible()
})
