// Variations of a good token: one press each on the desk, all of them as a file, and the file read back.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { box, button, editorsReady, gate, open, settled, textOf } from './desk.ts'
import { ANY_ENGINE, expect, test } from './page.ts'

const sheet = (page: Page) => page.getByRole('region', { name: 'Variations' })

async function made() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const token = await new SignJWT({ sub: 'ada', iss: 'https://issuer.example', aud: 'orders' })
    .setProtectedHeader({ alg: 'ES256', kid: 'main' })
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(privateKey)
  return { token, privatePem: await exportPKCS8(privateKey), publicPem: await exportSPKI(publicKey) }
}

test(
  'a good token is varied with one press each, comes back with undo, and all are read back from the file',
  ANY_ENGINE,
  async ({ page }) => {
    const { token, privatePem } = await made()
    await open(page, token, privatePem)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await button(page, 'Variations…').click()

    await sheet(page).getByRole('button', { name: 'Expired' }).click()
    await settled(page)
    await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    // Of the good one again, not of the expired one.
    await sheet(page).getByRole('button', { name: 'Key confusion' }).click()
    await settled(page)
    await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')
    await expect(gate(page, 'signature')).not.toHaveAttribute('data-state', 'valid')
    await sheet(page).getByRole('button', { name: 'alg none' }).click()
    await settled(page)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'unsecured')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ControlOrMeta+z')
    await settled(page)
    expect(await textOf(page, 'Encoded token')).toBe(token)

    const downloading = page.waitForEvent('download')
    await sheet(page).getByRole('button', { name: 'Download fixture' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('jwt-variations.json')
    const text = await readFile(await download.path(), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ algorithm: 'ES256', issuer: 'https://issuer.example', audience: 'orders' })

    await page.goto('./')
    await box(page, 'Encoded token').fill(text)
    await editorsReady(page)
    await settled(page)
    const row = (name: string) => page.getByRole('row', { name })
    await expect(row('Good token')).toContainText('expected: accept')
    for (const name of ['Expired', 'Key confusion', 'Unknown kid']) await expect(row(name)).toContainText('expected: reject')
  },
)

test('with a public key alone, what needs the private one says so', ANY_ENGINE, async ({ page }) => {
  const { token, publicPem } = await made()
  await open(page, token, publicPem)
  await button(page, 'Variations…').click()
  const expired = sheet(page).getByRole('button', { name: 'Expired' })
  await expect(expired).toBeDisabled()
  await expect(expired).toHaveAccessibleDescription(/Needs the private key/)
  await sheet(page).getByRole('button', { name: 'Signature flipped' }).click()
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
})
