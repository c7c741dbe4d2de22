// Time: the clock can be moved, every verdict follows, the page says so, and a tick repaints nothing that says the same.
import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'
import { hs256 as signed, SECRET } from './tokens.ts'

const MINUTE = 60
const gate = (page: Page, name: string) => page.locator(`[data-gate=${name}]`)
const verdict = (page: Page) => page.getByRole('heading', { level: 1 })
const slider = (page: Page) => page.getByRole('slider', { name: 'Now' })

async function paste(page: Page, payload: Record<string, unknown>) {
  await page.goto('./')
  await page
    .getByRole('textbox', { name: 'Encoded token' })
    .fill(signed({ iss: 'https://login.example', aud: 'api', sub: 'x', ...payload }))
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
}

/** Issued 38 minutes ago, for a quarter of an hour. */
function expired() {
  const now = Math.floor(Date.now() / 1000)
  return { iat: now - 38 * MINUTE, exp: now - 23 * MINUTE }
}

test('a time that is typed moves the clock: verdict, gate, notes and findings follow, and one button leads back', async ({ page }) => {
  const { iat, exp } = expired()
  await paste(page, { iat, exp })
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
  await expect(page.locator('[data-rule=exp-expired]')).toBeVisible()
  const time = page.getByRole('textbox', { name: 'As of' })
  await time.fill(String(iat + 5 * MINUTE))
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await expect(verdict(page)).toHaveText(/^On .*, this token was good\.$/)
  await expect(page.getByText(/^As of .*, not now$/)).toBeVisible()
  await expect(page.locator('[data-rule=exp-expired]')).toHaveCount(0)
  await expect(page.locator('[data-editor=Payload] [data-note^="expires in 10 minutes"]')).toHaveCount(1)
  await time.fill(String(iat - MINUTE))
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await expect(page.locator('[data-rule=iat-future]')).toBeVisible()
  await time.fill('2099-11-24 09:00')
  await expect(verdict(page)).toHaveText(/^On .*2099, 09:00, this token will have expired \d+ years .*before\.$/)
  await time.fill('nonsense')
  await expect(time).toHaveAttribute('aria-invalid', 'true')
  await expect(verdict(page)).toHaveText(/2099/)
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(verdict(page)).toHaveText(/expired 23 minutes ago/)
  await expect(page.getByText(/not now$/)).toHaveCount(0)
})

test('now is a slider: arrow keys step it, Home and End go to the ends, Escape leads back', async ({ page }) => {
  await paste(page, expired())
  await slider(page).focus()
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /23 minutes after it expired$/)
  await page.keyboard.press('Home')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /15 minutes before it expires$/)
  await page.keyboard.press('End')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
  await page.keyboard.press('ArrowLeft')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await page.keyboard.press('PageUp')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
  await page.keyboard.press('Escape')
  await expect(page.getByText(/not now$/)).toHaveCount(0)
  await expect(slider(page)).toBeFocused()
})

test('now can be dragged back into the life of the token', async ({ page }) => {
  await paste(page, expired())
  await slider(page).scrollIntoViewIfNeeded()
  const from = (await slider(page).boundingBox())!
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
  const line = (await slider(page).locator('..').boundingBox())!
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(line.x + line.width * 0.25, y, { steps: 6 })
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await page.mouse.up()
  await expect(verdict(page)).toHaveText(/this token was good/)
  const label = (await page.getByText('now', { exact: true }).boundingBox())!
  for (const name of ['iat', 'exp']) {
    const other = (await page.locator('main b').getByText(name, { exact: true }).boundingBox())!
    expect(
      other.x + other.width <= label.x + 1 || label.x + label.width <= other.x + 1 || other.y !== label.y,
      `${name} and now apart`,
    ).toBe(true)
  }
})

test('leeway is said aloud and counts', async ({ page }) => {
  const now = Math.floor(Date.now() / 1000)
  await paste(page, { iat: now - 15 * MINUTE, exp: now - 20 })
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
  await page.getByRole('combobox', { name: 'Leeway' }).selectOption('2 min')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await expect(gate(page, 'time')).toContainText('2 min leeway')
  await expect(verdict(page)).toHaveText(/only within your leeway/)
  await page.getByRole('combobox', { name: 'Leeway' }).selectOption('0 s')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
})

test('labels never overlap, from a second to a thousand years, in a narrow window too', async ({ page }) => {
  const now = Math.floor(Date.now() / 1000)
  await page.setViewportSize({ width: 390, height: 800 })
  for (const payload of [
    { iat: now, nbf: now + 1, exp: now + 2 },
    { iat: 0, nbf: now - 1, exp: now + 31_556_952_000 },
    { iat: now - 1e8, nbf: now, exp: now + 60 },
  ]) {
    await paste(page, payload)
    const labels = await page
      .locator('section[aria-labelledby=card-validity] :is(b, span)')
      .evaluateAll((all) =>
        all
          .filter((each) => getComputedStyle(each).position === 'absolute')
          .map((each) => each.getBoundingClientRect().toJSON() as DOMRect),
      )
    expect(labels.length).toBeGreaterThanOrEqual(6)
    for (const [i, a] of labels.entries())
      for (const b of labels.slice(i + 1))
        expect(a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
})

test('a token that was issued a moment ago was issued before now', async ({ page }) => {
  const now = Math.floor(Date.now() / 1000)
  await paste(page, { iat: now - 1, exp: now + 60 * MINUTE })
  const mark = (await slider(page).boundingBox())!
  const label = (await page.locator('section[aria-labelledby=card-validity] b').getByText('iat', { exact: true }).boundingBox())!
  expect(label.x).toBeLessThan(mark.x)
})

test('a tick repaints only what says something else', async ({ page }) => {
  const now = Math.floor(Date.now() / 1000)
  await paste(page, { iat: now - 10 * MINUTE - 20, exp: now + 50 * MINUTE + 40 })
  // The mark "now" says the minute: a new minute is not a tick that says the same.
  await page.waitForFunction(() => new Date().getSeconds() < 50)
  const changed = await page.evaluate(async () => {
    // The verdict is read out a moment after it has settled.
    await new Promise((done) => setTimeout(done, 1500))
    const seen: string[] = []
    const observer = new MutationObserver((all) => seen.push(...all.map(({ target }) => target.textContent?.slice(0, 60) ?? '')))
    observer.observe(document.querySelector('main')!, { subtree: true, childList: true, characterData: true, attributes: true })
    await new Promise((done) => setTimeout(done, 3200))
    observer.disconnect()
    return seen
  })
  expect(changed).toEqual([])
})
