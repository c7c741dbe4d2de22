// What the page does before its app and its fonts have arrived: it decodes, and nothing jumps when they come.
import { expect, provoked, test } from './page.ts'
import { hs256 } from './tokens.ts'

const APP = /\/assets\/index-[^/]*\.js$/

test('a token pasted before the app has arrived is decoded at once, and taken over with text and verdict', async ({ page }) => {
  let letIn = () => {}
  const held = new Promise<void>((resolve) => (letIn = resolve))
  await page.route(APP, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('./', { waitUntil: 'commit' })
  const box = page.getByRole('textbox', { name: 'Encoded token' })
  await box.fill(hs256({ sub: 'ada' }))
  await expect(page.locator('#early-header')).toContainText('"alg": "HS256"')
  await expect(page.locator('#early-payload')).toContainText('"sub": "ada"')
  await box.fill('Bearer of bad news')
  await expect(page.locator('#early-payload')).toBeHidden()
  await box.fill(hs256({ sub: 'grace' }))
  letIn()
  await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('grace')
  await expect(page.locator('#early-payload')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('heading')).toHaveText('Readable, but not proven.')
})

test('without the app a link still shows what its token says', async ({ page, complaints }) => {
  provoked(complaints)
  await page.route(APP, (route) => route.abort())
  await page.goto(`./#token=${hs256({ sub: 'ada' })}`)
  await expect(page.locator('#early-payload')).toContainText('"sub": "ada"')
})

for (const width of [1280, 390])
  test(`nothing jumps when the fonts arrive, ${width} pixels wide`, async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'only Chromium reports layout shifts')
    await page.setViewportSize({ width, height: 900 })
    await page.route(/\.woff2$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    await page.addInitScript(() => {
      const shifts = { sum: 0 }
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto('./')
    await page.waitForFunction(() => document.fonts.check('16px Geist') && document.fonts.check('16px "Instrument Serif"'))
    await page.waitForTimeout(300)
    // A pixel here and there, since no local font is quite as wide; a line that wraps otherwise is ten times as much.
    expect(await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)).toBeLessThan(0.01)
  })
