// What an SD-JWT discloses: every disclosure says whether the issuer signed it, is presented or held back, and one is issued from a token.
import type { Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { box, button, gate, open, settled, textOf } from './desk.ts'
import { expect, test } from './page.ts'
import { ec, ed25519, encode, jwk, signed } from './tokens.ts'

interface Case {
  readonly id: string
  readonly token: string
  readonly key: { readonly value: object }
  readonly expected: { readonly processed_payload?: object }
}
const { cases } = JSON.parse(readFileSync(new URL('../src/core/vectors/sd-jwt.json', import.meta.url), 'utf8')) as { cases: Case[] }
const vector = (id: string) => cases.find((one) => one.id === id)!

async function load(page: Page, { token, key }: Case): Promise<void> {
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(token)
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(JSON.stringify(key.value))
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false')
}

test('a presentation shows its claims, and that its holder made it', async ({ page }) => {
  const presentation = vector('sdjwt-5.2-presentation-kb-L1164')
  await load(page, presentation)
  await expect(page.locator('[data-disclosure]')).toHaveCount(4)
  await expect(page.locator('[data-disclosure][data-state="matched"]')).toHaveCount(4)
  await expect(page.locator('[data-part="key-binding"]')).toHaveAttribute('data-state', 'valid')
  const text = await page.locator('[data-part="processed-payload"]').textContent()
  expect(JSON.parse(text ?? '')).toEqual(presentation.expected.processed_payload)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Good/)
})

test('an unsigned disclosure is named, and never good', async ({ page }) => {
  await load(page, vector('sdjwt-neg-forged-disclosure'))
  await expect(page.locator('[data-disclosure][data-state="unreferenced"]')).toHaveCount(1)
  await expect(page.locator('[data-rule="sd-disclosure-unreferenced"]')).toHaveAttribute('data-severity', 'error')
  await expect(page.locator('[data-part="key-binding"]')).toHaveAttribute('data-state', 'wrong-hash')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/^Good/)
})

test('a character behind the token is removed at a press', async ({ page }) => {
  const { token, key } = vector('sdjwt-5.1-issuer-jwt')
  await load(page, { ...vector('sdjwt-5.1-issuer-jwt'), token: `${token}?`, key })
  await expect(page.locator('[data-gate="signature"]')).toHaveAttribute('data-state', 'unreadable')
  await expect(page.getByText('Without the last character it verifies.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove the extra characters' }).click()
  await expect(page.locator('[data-gate="signature"]')).toHaveAttribute('data-state', 'valid')
})

function disclose(...items: unknown[]) {
  const text = encode(['salt', ...items])
  return { text, digest: createHash('sha256').update(text).digest('base64url') }
}

const street = disclose('street', 'Main St.')
const address = disclose('address', { _sd: [street.digest], country: 'DE' })
const name = disclose('name', 'Ada')
const DECOY = encode(new Uint8Array(32).fill(7))
const holder = JSON.parse(jwk(ed25519.publicKey)) as object
/** The issuer's is a P-256 key, the holder's an Ed25519 one. */
const credential = [
  signed('ES256', { iss: 'https://issuer.example', _sd: [address.digest, DECOY, name.digest], cnf: { jwk: holder } }),
  ...[street, address, name].map(({ text }) => text),
  '',
].join('~')

const disclosure = (page: Page, index: number) => page.locator(`[data-disclosure="${index}"]`)
const binding = (page: Page) => page.locator('[data-part="key-binding"]')
const processed = async (page: Page): Promise<unknown> =>
  JSON.parse((await page.locator('[data-part="processed-payload"]').textContent()) ?? '')

test('a digest, its disclosure and the claim that it becomes light up together', async ({ page }) => {
  await open(page, credential, jwk(ec.publicKey))
  const payload = page.getByRole('region', { name: 'Signed payload, laid out' })
  await payload.getByRole('button', { name: 'address' }).focus()
  await expect(disclosure(page, 1)).toHaveAttribute('data-lit', '')
  await expect(disclosure(page, 0)).not.toHaveAttribute('data-lit')
  await expect(page.locator('[data-part="processed-payload"] [data-lit]')).toHaveText(/^"address": \{[^]*"country": "DE"\s*\}$/)
  // The nested one has its digest inside the disclosure.
  await disclosure(page, 1).getByRole('button', { name: 'street' }).hover()
  await expect(disclosure(page, 0)).toHaveAttribute('data-lit', '')
  await expect(page.locator('[data-part="processed-payload"] [data-lit]')).toHaveText('"street": "Main St."')
  await expect(payload.getByRole('button', { name: 'no disclosure for this digest here' })).toHaveCount(1)
})

test('what is held back leaves the token at once, with what nests in it, and costs the key binding', async ({ page }) => {
  await open(page, credential, jwk(ec.publicKey))
  await page.getByRole('checkbox', { name: 'name', exact: true }).uncheck()
  await expect.poll(() => textOf(page, 'Encoded token')).toBe(credential.replace(`~${name.text}`, ''))
  await settled(page)
  expect(await processed(page)).not.toHaveProperty('name')
  await expect(disclosure(page, 2)).toHaveAttribute('data-state', 'matched')

  await page.getByRole('textbox', { name: 'Holder' }).fill(jwk(ed25519.privateKey))
  await page.getByRole('textbox', { name: 'Audience', exact: true }).fill('https://verifier.example')
  await button(page, 'Add key binding').click()
  await expect(page.getByText('give a nonce')).toBeVisible()
  await page.getByRole('textbox', { name: 'Nonce', exact: true }).fill('n-1')
  await button(page, 'Add key binding').click()
  await expect(binding(page)).toHaveAttribute('data-state', 'valid')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Good/)

  await button(page, 'Write it as JSON').click()
  await expect(binding(page)).toHaveAttribute('data-state', 'valid')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(JSON.parse(await textOf(page, 'Encoded token'))).toMatchObject({ header: { disclosures: [street.text, address.text] } })
  await button(page, 'Write it compact').click()
  // The list of signatures disappears with the JSON, and the cards below move up.
  await expect(page.locator('[data-signature-index]')).toHaveCount(0)
  await settled(page)

  await page.getByRole('checkbox', { name: 'address', exact: true }).uncheck()
  await expect(page.getByRole('checkbox', { name: 'street', exact: true })).not.toBeChecked()
  await expect(page.getByText('Your choice removed the key binding')).toBeVisible()
  await expect(binding(page)).toHaveAttribute('data-state', 'none')
  await settled(page)
  await page.getByRole('checkbox', { name: 'street', exact: true }).check()
  await page.getByRole('checkbox', { name: 'name', exact: true }).check()
  await expect.poll(() => textOf(page, 'Encoded token')).toBe(credential)
})

test('claims are issued as an SD-JWT, and come out of it as they went in', async ({ page }) => {
  const claims = { iss: 'https://issuer.example', name: 'Ada', address: { street: 'Main St.', country: 'DE' }, langs: ['de', 'fr'] }
  await open(page, signed('ES256', claims), jwk(ec.privateKey))
  await button(page, 'Issue as SD-JWT').click()
  for (const path of ['name', 'address', 'address.street', 'langs[1]'])
    await page.getByRole('checkbox', { name: path, exact: true }).check()
  await page.getByRole('textbox', { name: 'Decoys in each list' }).fill('2')
  await page.getByRole('textbox', { name: 'Bind to holder' }).fill(jwk(ed25519.privateKey))
  await button(page, 'Issue').click()
  await expect(page.locator('[data-disclosure][data-state="matched"]')).toHaveCount(4)
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await processed(page)).toEqual({ ...claims, cnf: { jwk: holder } })
  const [, payload = ''] = (await textOf(page, 'Encoded token')).split('.')
  const written = Buffer.from(payload, 'base64url').toString()
  expect(written).not.toContain('Ada')
  expect(JSON.parse(written)).toMatchObject({ _sd_alg: 'sha-256', _sd: { length: 4 } })
  await expect(box(page, 'Key')).toContainText('"d"')
})
