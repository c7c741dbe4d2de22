// A file that is not what was built fails instead of running: the page's hashes, tried by changing one byte on the way.
import { expect, provoked, test } from './page.ts'
import { hs256 } from './tokens.ts'

test('code that was changed on the way is not run, and another try does not run it either', async ({ page, complaints }) => {
  provoked(complaints)
  await page.route(/\/assets\/check-.*\.js/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${await response.text()}\nglobalThis.changed = true` })
  })
  await page.goto(`./#token=${hs256()}`)
  const verdict = page.getByRole('heading', { level: 1 })
  await expect(verdict).toHaveText('Not checked: part of this page did not load.')
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('another try')
  await expect(verdict).toHaveText('Not checked: part of this page did not load.')
  expect(await page.evaluate(() => 'changed' in globalThis)).toBe(false)
})
