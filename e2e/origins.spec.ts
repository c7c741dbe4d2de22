// Where a key and an expectation came from is shown beside them and said in the verdict, and nothing that a link brings is the reader's own.
import { box, gate, open, settled } from './desk.ts'
import { expect, test } from './page.ts'
import { claims, ec, hs256, jwk, pem, SECRET, signed } from './tokens.ts'

const verdict = (page: Parameters<typeof gate>[0]) => page.getByRole('region', { name: 'Verdict' })

test('a key from a link is checked at once, and is the link’s until the reader compared it', async ({ page }) => {
  await page.goto(`./#token=${signed('ES256')}&key=${encodeURIComponent(pem(ec.publicKey))}`)
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'link')
  await expect(verdict(page)).toContainText('The signature verifies with the key that came in the link.')
  await expect(verdict(page)).toContainText('The link’s author chose both.')
  await expect(page.locator('#key-about')).toHaveAttribute('data-origin', 'link')
  await page.getByRole('button', { name: 'I compared it' }).click()
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'yours')
  await expect(verdict(page).getByRole('heading')).toContainText('Good.')
  await expect(verdict(page)).toContainText('The key came in the link, and you compared it.')
})

test('a pasted key that the token brings itself proves nothing until it was compared', async ({ page }) => {
  await open(page, signed('ES256', claims(), { jwk: JSON.parse(jwk(ec.publicKey)) as object }))
  await box(page, 'Key').fill(pem(ec.publicKey))
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'token')
  await expect(verdict(page).getByRole('heading')).not.toContainText('Good')
  await page.getByRole('button', { name: 'I compared it' }).click()
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'yours')
})

test('what a link expects is offered, counts once it is taken, and never with more than ten minutes of leeway', async ({ page }) => {
  await page.goto(`./#token=${hs256()}&expect=${encodeURIComponent('aud=billing-api&leeway=99999')}`)
  await settled(page)
  const offer = page.locator('[data-origin="link"]')
  await expect(offer).toContainText('billing-api')
  await expect(offer).toContainText('10 minutes')
  await expect(page.getByRole('list', { name: 'Expectations' })).toHaveCount(0)
  await expect(gate(page, 'time')).not.toContainText('leeway')
  await page.getByRole('button', { name: 'Expect this' }).click()
  await expect(page.getByRole('list', { name: 'Expectations' })).toHaveAttribute('data-origin', 'link')
  await expect(gate(page, 'time')).toContainText('10 min leeway')
})

test('a link that comes while the page holds something asks before it replaces anything', async ({ page }) => {
  const mine = hs256()
  await open(page, mine)
  await box(page, 'Key').fill(SECRET)
  await settled(page)
  const other = signed('ES256')
  await page.evaluate((token) => (location.hash = `token=${token}`), other)
  await expect(page.getByRole('alert')).toContainText('A link wants to replace the token')
  expect(page.url()).not.toContain('token=')
  await expect(box(page, 'Encoded token')).toContainText(mine.slice(-20))
  await page.getByRole('button', { name: 'Keep what is here' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await page.evaluate((token) => (location.hash = `token=${token}`), other)
  await page.getByRole('button', { name: 'Open the link' }).click()
  await expect(box(page, 'Encoded token')).toContainText(other.slice(-20))
})

test('Clear forgets the key for good', async ({ page }) => {
  await open(page, hs256())
  await box(page, 'Key').fill(SECRET)
  await settled(page)
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.keyboard.press('ControlOrMeta+z')
  await settled(page)
  await expect(box(page, 'Key')).not.toContainText(SECRET)
})
