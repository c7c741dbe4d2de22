// The page opens, says what it is, and works under its own policy.
import { expect, test } from './page.ts'

test('the page opens without a complaint', async ({ page, violations }) => {
  await page.goto('./')
  await expect(page).toHaveTitle(/JWT Inspector/)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  expect(await violations()).toEqual([])
})

test('the policy comes first in the head, and the browser holds the page to it', async ({ page, complaints }) => {
  await page.goto('./')
  const first = await page.evaluate(() => document.head.firstElementChild?.getAttribute('http-equiv'))
  expect(first).toBe('Content-Security-Policy')
  const sent = await page.evaluate(() =>
    fetch('./favicon.svg').then(
      () => 'sent',
      () => 'blocked',
    ),
  )
  expect(sent).toBe('blocked')
  expect(await page.evaluate(() => window.policyViolations?.some((violation) => violation.startsWith('connect-src')))).toBe(true)
  // The browser reports what it blocked, and the probe meant it to.
  complaints.length = 0
})

test('the fonts arrive from the page itself', async ({ page }) => {
  await page.goto('./')
  await page.waitForFunction(() =>
    [...document.fonts].some(({ family }) => family.includes('Instrument Serif') && !family.includes('fallback')),
  )
  const loaded = await page.evaluate(async () => {
    const names = ['400 16px "Geist"', '400 16px "Geist Mono"', '400 16px "Instrument Serif"', 'italic 400 16px "Instrument Serif"']
    return Promise.all(names.map(async (name) => (await document.fonts.load(name, 'Abc')).length))
  })
  expect(loaded).toEqual([1, 1, 1, 1])
})

test('every address in the page is relative, so that it works under any path', async ({ page, request, violations }) => {
  await page.goto('./')
  const html = await (await request.get('./')).text()
  const addresses = [...html.matchAll(/<(?:link|script)[^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address)
  expect(addresses.length).toBeGreaterThan(5)
  expect(addresses.filter((address) => !address.startsWith('./') && !address.startsWith('data:'))).toEqual([])
  expect(await violations()).toEqual([])
})
