// Expectations: the verdict speaks as the reader's server would, all failures at once, and a link carries the questions.
import type { Page } from '@playwright/test'
import { expect, test, WHOLE } from './page.ts'
import { hs256 as signed, SECRET } from './tokens.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const verdict = (page: Page) => page.getByRole('heading', { level: 1 })
const settled = (page: Page) => expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')

const token = () => {
  const now = Math.floor(Date.now() / 1000)
  return signed({
    iss: 'https://login.payroll.example',
    sub: 'fernando',
    aud: 'payroll-api',
    scope: 'payments:read',
    iat: now - 600,
    exp: now + 600,
    jti: 'a1b2c3d4e5f6',
  })
}

async function paste(page: Page) {
  await field(page, 'Encoded token').fill(token())
  await field(page, 'Key').fill(SECRET)
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
}

test('the verdict is what the server would answer, and every failure is listed', async ({ page }) => {
  await page.goto('./')
  await paste(page)
  await expect(verdict(page)).toHaveText('Good. The signature verifies and the token is current.')
  await page.getByRole('button', { name: 'Check it for your service' }).click()
  await field(page, 'Audience').fill('billing-api')
  await expect(verdict(page)).toHaveText('401: this token is for “payroll-api”, but you expect “billing-api”.')
  await field(page, 'Scope').fill('payments:read payments:write')
  await field(page, 'Allowed algorithms').fill('ES256')
  await field(page, 'Maximum age, in seconds').fill('60')
  await settled(page)
  await expect(page.locator('[data-expectation][data-state=not-met]')).toHaveCount(4)
  await expect(page.locator('[data-expectation=scope]')).toContainText('403: ')
  await field(page, 'Audience').fill('payroll-api')
  await field(page, 'Scope').fill('payments:read')
  await field(page, 'Allowed algorithms').fill('ES256 HS256')
  await field(page, 'Maximum age, in seconds').fill('')
  await settled(page)
  await expect(verdict(page)).toHaveText('Good. The signature verifies and the token is current.')
  await expect(page.getByText(/It is what you expect\./).first()).toBeVisible()
})

test('tokens issued with it are hashed again', async ({ page }) => {
  await page.goto('./')
  await field(page, 'Encoded token').fill(
    signed({ iss: 'https://login.example', aud: 'client', sub: 'x', iat: 1, exp: 4102444800, nonce: 'n', at_hash: 'x' }),
  )
  await page.getByRole('button', { name: 'Check it for your service' }).click()
  await field(page, 'Access token').fill('SlAV32hkKG')
  await expect(page.locator('[data-expectation=at_hash]')).toHaveAttribute('data-state', 'not-met')
  await field(page, 'Access token').fill('')
  await expect(page.locator('[data-expectation]')).toHaveCount(0)
})

test('a link carries what is expected and nothing secret', WHOLE, async ({ page, context, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium lets a test read the clipboard')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./')
  await paste(page)
  await page.getByRole('button', { name: 'Check it for your service' }).click()
  await page.getByRole('button', { name: 'Fill in from this token' }).click()
  await expect(field(page, 'Issuer')).toHaveValue('https://login.payroll.example')
  await field(page, 'Audience').fill('billing-api')
  await field(page, 'Access token').fill('secret-access-token')
  await page.getByRole('button', { name: 'Copy link with these expectations' }).click()
  await expect(page.getByText('Copied the link')).toBeAttached()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toContain('#expect=')
  expect(link).not.toContain('secret-access-token')
  expect(link).not.toContain('eyJ')
  await page.goto('about:blank')
  await page.goto(link)
  await paste(page)
  await page.getByRole('button', { name: 'Expect this' }).click()
  await expect(verdict(page)).toHaveText('401: this token is for “payroll-api”, but you expect “billing-api”.')
  expect(new URL(page.url()).hash).toBe('')
  await page.getByRole('button', { name: 'Clear' }).click()
  await paste(page)
  await expect(verdict(page)).toHaveText('Good. The signature verifies and the token is current.')
})

test('the kind of token is said with its reason, can be overridden, and lists what it asks', async ({ page }) => {
  await page.goto('./')
  await field(page, 'Encoded token').fill(signed({ iss: 'https://accounts.google.com', aud: 'client', sub: 'x', iat: 1, exp: 4102444800 }))
  const kind = page.getByRole('region', { name: 'Token type' })
  await expect(kind).toContainText('Google ID token')
  await expect(kind).toContainText('because its issuer is Google')
  await kind.getByText('Requirements of this type').click()
  await expect(kind.getByRole('listitem').first()).toBeVisible()
  await kind.getByRole('combobox', { name: 'Read as' }).selectOption({ label: 'DPoP proof' })
  await expect(kind).toContainText('You chose')
  await expect(page.locator('[data-rule^=profile-missing-]').first()).toBeVisible()
  await kind.getByRole('combobox', { name: 'Read as' }).selectOption({ label: 'As recognized' })
  await expect(page.locator('[data-rule^=profile-missing-]')).toHaveCount(0)
})
