// Why a signature does not verify: the page names the cause without being asked, puts it right on a press, and never calls a guess valid.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'

const b64u = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
const INPUT = `${b64u('{"alg":"HS256","typ":"JWT"}')}.${b64u('{"sub":"1","admin":false}')}`
const hs = (secret: string | Uint8Array) => `${INPUT}.${b64u(createHmac('sha256', secret).update(INPUT).digest())}`
const article =
  'ewoiYWxnIjogIkhTMjU2IiwKInR5cCI6ICJKV1QiCn0K.ewoiSXNzIjogImZlcm5hbmRvIiwKIkV4cCI6IDE1NTA5NDY2ODksCiJBZG1pbiI6IGZhbHNlCn0K.TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8'

const signature = (page: Page) => page.locator('[data-gate="signature"]')
const cause = (page: Page) => page.locator('[data-cause]')

async function paste(page: Page, token: string, key: string) {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(token)
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(key)
}

async function settled(page: Page) {
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false')
}

test('a published token whose JSON was reformatted is explained and repaired', async ({ page }) => {
  await paste(page, article, 'A secret API example')
  await expect(cause(page)).toHaveAttribute('data-cause', 'json-reserialised-both')
  await expect(signature(page)).toHaveAttribute('data-state', 'mismatch')
  await expect(page.getByText('Not valid as presented.')).toBeVisible()
  await page.getByRole('button', { name: 'Show what was signed' }).click()
  await expect(signature(page)).toHaveAttribute('data-state', 'valid')
  await expect(cause(page)).toHaveCount(0)
})

test('a secret that was to be decoded first is one press away, and one undo back', async ({ page }) => {
  const secret = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
  await paste(page, hs(secret), secret.toString('base64'))
  await expect(cause(page)).toHaveAttribute('data-cause', 'secret-is-encoded')
  await page.getByRole('button', { name: 'Read the secret as base64' }).click()
  await expect(signature(page)).toHaveAttribute('data-state', 'valid')
  await expect(page.getByRole('combobox', { name: 'Secret encoding' })).toHaveValue('base64')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(signature(page)).toHaveAttribute('data-state', 'mismatch')
})

test('an ECDSA signature in DER is converted', async ({ page }) => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const input = `${b64u('{"alg":"ES256"}')}.${b64u('{"sub":"1"}')}`
  const key = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  await paste(page, `${input}.${b64u(sign('sha256', Buffer.from(input), pair.privateKey))}`, key)
  await expect(cause(page)).toHaveAttribute('data-cause', 'signature-der')
  await page.getByRole('button', { name: 'Convert the signature' }).click()
  await expect(signature(page)).toHaveAttribute('data-state', 'valid')
})

test('a token that was forged with the public key is called so, and nothing offers to make it verify', async ({ page }) => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString()
  await paste(page, hs(key), key)
  await expect(cause(page)).toHaveAttribute('data-cause', 'public-key-as-secret')
  await expect(page.getByRole('region', { name: 'Why it does not verify' }).getByRole('button')).toHaveCount(0)
})

test('a wrong secret is explained by nothing, and further searches are a press away', async ({ page }) => {
  await paste(page, hs('secret'), 'something else altogether')
  await expect(cause(page)).toHaveAttribute('data-cause', 'none-fits')
  await settled(page)
  await page.getByRole('button', { name: 'Try well-known secrets' }).click()
  await expect(cause(page)).toHaveAttribute('data-cause', 'secret-published')
  await expect(signature(page)).toHaveAttribute('data-state', 'mismatch')
})

test('the same secrets and word lists are tried with a key that does not fit as without one', async ({ page }) => {
  const finding = page.locator('[data-rule=key-hmac-crackable]')
  const words = { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('alpha\npetrichor-82\n') }
  for (const key of ['', 'something else altogether']) {
    await paste(page, hs('example-secret'), key)
    await settled(page)
    await page.getByRole('button', { name: 'Try well-known secrets' }).click()
    await expect(page.getByText('Found: example-secret (printed in lists of common secrets).')).toBeAttached()
    await expect(finding).toContainText('lists of common secrets')

    await paste(page, hs('petrichor-82'), key)
    await expect(finding).toHaveCount(0)
    await settled(page)
    await page.locator('input[aria-label="Word list"]').setInputFiles(words)
    await expect(finding).toContainText('line 2 of your word list')
    await expect(page.getByRole('status').filter({ hasText: 'Found: petrichor-82 (line 2 of your word list).' })).toBeAttached()
  }
})
