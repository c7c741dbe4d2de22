// Making tokens: a new one with a key of its own, another algorithm, and a secret that was found.
import { createPublicKey, verify } from 'node:crypto'
import type { Page } from '@playwright/test'
import { box, button, gate, open, settled, textOf, typeOver, verdict } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

interface Jwk {
  readonly kid: string
  readonly [member: string]: string
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const dialog = (page: Page) => page.getByRole('dialog', { name: 'New token' })
const json = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>

/** The one key of the public JWK Set that the page copies; it must hold nothing private. */
async function publicKey(page: Page): Promise<Jwk> {
  await button(page, 'Copy JWKS').click()
  await expect.poll(() => copied(page)).toContain('"keys"')
  const { keys } = JSON.parse(await copied(page)) as { keys: [Jwk] }
  expect(keys).toHaveLength(1)
  expect(keys[0]).not.toHaveProperty('d')
  return keys[0]
}

/** Checks an ES256 token with Node's own cryptography. */
function verifies(token: string, jwk: Jwk): boolean {
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return verify('sha256', Buffer.from(`${header}.${payload}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

test('your own ES256 token takes two presses, and the JWK Set for the backend one more', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./')
  await button(page, 'New token').click()
  await expect(dialog(page).getByRole('combobox', { name: 'Algorithm' })).toHaveValue('ES256')
  await dialog(page).getByLabel('Issuer').fill('https://id.shop.example')
  await dialog(page).getByRole('button', { name: 'Create token' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  await expect(verdict(page)).toContainText('Good')
  // What was filled in is said no more about; the rest is.
  await expect(page.locator('[data-rule=claim-placeholder]').first()).toContainText('sub')
  await expect(page.locator('[data-rule=claim-placeholder]').filter({ hasText: 'iss' })).toHaveCount(0)

  const token = await textOf(page, 'Encoded token')
  const jwk = await publicKey(page)
  expect(verifies(token, jwk)).toBe(true)
  expect(json(token.split('.')[0]!)).toEqual({ alg: 'ES256', typ: 'JWT', kid: jwk.kid })
  expect(json(token.split('.')[1]!)).toMatchObject({ iss: 'https://id.shop.example', sub: 'your-subject' })
})

test('the commands know it by other names, and a DPoP proof carries its key', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find a command' }).fill('create')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('combobox', { name: 'Type of token' }).selectOption('DPoP proof')
  await expect(dialog(page).getByRole('option', { name: 'HS256' })).toHaveCount(0)
  await dialog(page).getByRole('button', { name: 'Create token' }).click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  const header = json((await textOf(page, 'Encoded token')).split('.')[0]!)
  expect(header).toMatchObject({ typ: 'dpop+jwt', jwk: { kty: 'EC', crv: 'P-256' } })
  expect(header['jwk']).not.toHaveProperty('d')
})

test('a pasted secret signs, and why there is no JWK Set is said', async ({ page }) => {
  await page.goto('./')
  await button(page, 'New token').click()
  await dialog(page).getByRole('combobox', { name: 'Key' }).selectOption('Paste a key')
  await dialog(page).getByRole('textbox', { name: 'Key to sign with' }).fill(SECRET)
  await expect(dialog(page).getByRole('combobox', { name: 'Algorithm' })).toHaveValue('HS256')
  await expect(dialog(page)).toContainText('A shared secret has no public half')
  await dialog(page).getByRole('button', { name: 'Create token' }).click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await textOf(page, 'Key')).toBe(SECRET)
  await expect(button(page, 'Copy JWKS')).toHaveCount(0)
})

test('from HS256 to ES256 with a new key takes the new name and one press', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, hs256(), SECRET)
  await expect(page.getByText('private key to sign')).toHaveCount(0)
  await typeOver(page, 'Header', 'HS256', 'ES256')
  await expect(page.getByText('ES256 needs an EC P-256 private key to sign.')).toBeVisible()
  await button(page, 'Generate one and sign').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(button(page, 'Generate one and sign')).toHaveCount(0)
  const token = await textOf(page, 'Encoded token')
  const jwk = await publicKey(page)
  expect(verifies(token, jwk)).toBe(true)
  expect(json(token.split('.')[0]!)).toEqual({ alg: 'ES256', typ: 'JWT', kid: jwk.kid })
})

test('signing without the key for it asks for a private key, and goes to the key box', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await typeOver(page, 'Header', 'HS256', 'ES256')
  await settled(page)
  await button(page, 'Sign again').click()
  await expect(page.getByText('Give an EC P-256 private key to sign.')).toBeVisible()
  await expect(box(page, 'Key')).toBeFocused()
})

test('a secret that was found is put into the key box by a press', async ({ page }) => {
  await open(page, hs256(undefined, undefined, 'secret'))
  await button(page, 'Try well-known secrets').click()
  await expect(page.getByRole('status').filter({ hasText: 'Found: secret (printed in' })).toBeVisible()
  await button(page, 'Use it').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await textOf(page, 'Key')).toBe('secret')
})

test('a claim is added at the end with a time in words, as an edit that can be undone', async ({ page }) => {
  const token = hs256('{ "iss": "https://id.example",  "n": 1.0 }')
  await open(page, token, SECRET)
  const form = page.getByRole('dialog', { name: 'Add claim' })
  await button(page, 'Add claim').click()
  await form.getByRole('combobox', { name: 'Name' }).fill('exp')
  await expect(form).toContainText('expires')
  await form.getByRole('textbox', { name: 'Value' }).fill('sometime')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form.getByRole('status')).toContainText('This isn’t a time')
  await form.getByRole('textbox', { name: 'Value' }).fill('in 15 minutes')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toHaveCount(0)
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
  const payload = Buffer.from((await textOf(page, 'Encoded token')).split('.')[1]!, 'base64url').toString()
  expect(payload).toMatch(/^\{ "iss": "https:\/\/id\.example", {2}"n": 1\.0, {1,2}"exp": \d{10} \}$/)
  await button(page, 'Undo edits').click()
  await expect.poll(() => textOf(page, 'Encoded token')).toBe(token)
})
