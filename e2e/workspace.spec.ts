// Coming back tomorrow: the workspace is saved under a password, and dropped back in. Files dropped in the Keys room are imported.
import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { button } from './desk.ts'
import { ANY_ENGINE, expect, test } from './page.ts'

const PASSWORD = 'four pale horses in fog'

const kept = (page: Page) => page.getByRole('article')
const workspace = (page: Page) => page.getByRole('region', { name: 'Workspace file' })
const password = (page: Page, name = 'Password') =>
  workspace(page)
    .getByRole('textbox', { name, exact: true })
    .or(workspace(page).getByLabel(name, { exact: true }))

async function drop(page: Page, files: Readonly<Record<string, string>>) {
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer()
    for (const [name, text] of Object.entries(all)) transfer.items.add(new File([text], name))
    return transfer
  }, files)
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer })
}

test('a workspace is saved, and restored after a wrong password', ANY_ENGINE, async ({ page }) => {
  await page.goto('./#token=eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJvcmRlcnMifQ.c2ln&expect=aud%3Dorders')
  await button(page, 'Expect this').click()
  await page.goto('./#/keys')
  await expect(workspace(page)).toBeVisible()
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = (kid: string, key = privateKey) => JSON.stringify({ ...key.export({ format: 'jwk' }), kid })
  await drop(page, { 'signing.json': jwk('signing'), 'public.json': jwk('published', publicKey) })
  await expect(kept(page)).toHaveCount(2)

  await button(page, 'Save workspace…').click()
  await expect(workspace(page)).toContainText('A lost password can’t be recovered')
  await password(page).fill('short')
  await workspace(page).getByRole('button', { name: 'Save workspace' }).click()
  await expect(workspace(page)).toContainText('at least 12 characters')
  await password(page).fill(PASSWORD)
  await password(page, 'Password again').fill(PASSWORD)
  const downloading = page.waitForEvent('download')
  await workspace(page).getByRole('button', { name: 'Save workspace' }).click()
  const text = await readFile(await (await downloading).path(), 'utf8')
  expect(text.split('.')).toHaveLength(5)

  // Dropped on the desk it isn't taken for a token.
  await page.goto('./?again')
  await expect(async () => {
    await drop(page, { 'workspace.jwe': text })
    await expect(workspace(page)).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(kept(page)).toHaveCount(0)
  await password(page).fill('the wrong one altogether')
  await button(page, 'Restore').click()
  await expect(workspace(page)).toContainText('doesn’t open the file')
  await password(page).fill(PASSWORD)
  await button(page, 'Restore').click()
  await expect(workspace(page)).toContainText('Restored 2 keys')
  await expect(kept(page)).toHaveCount(2)
  await expect(kept(page).first()).toContainText('from a workspace file')
  await button(page, 'Use its expectations').click()
  await page.goto('./?again#token=eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJvcmRlcnMifQ.c2ln')
  await expect(page.getByRole('list', { name: 'Expectations' })).toHaveAttribute('data-origin', 'file')
})

test('files dropped in the Keys room are imported, several at once', ANY_ENGINE, async ({ page }) => {
  await page.goto('./#/keys')
  await expect(workspace(page)).toBeVisible()
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await drop(page, {
    'private.pem': rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    'jwks.json': JSON.stringify({
      keys: [
        { ...ec.publicKey.export({ format: 'jwk' }), kid: 'one' },
        { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'two' },
      ],
    }),
    'notes.txt': 'not a key at all',
  })
  await expect(kept(page)).toHaveCount(3)
  await expect(page.getByRole('main')).toContainText('“notes.txt” was not imported')
  // Alone, a text may be a secret: it is looked at first.
  await drop(page, { 'secret.txt': 'a shared secret' })
  await expect(page.getByRole('textbox', { name: /^(?:A key you have|Import a key)$/ })).toHaveValue('a shared secret')
})
