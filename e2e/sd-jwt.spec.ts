// What an SD-JWT discloses: every disclosure says whether the issuer signed it, the processed claims are shown, and so is who presents it.
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expect, test } from './page.ts'

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

test('a disclosure that nobody signed is named, and never good', async ({ page }) => {
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
  await page.getByRole('button', { name: 'Remove what was added' }).click()
  await expect(page.locator('[data-gate="signature"]')).toHaveAttribute('data-state', 'valid')
})
