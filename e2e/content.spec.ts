// The content of an encrypted token: which key it asks for, and once it is open, edited and encrypted again.
import { compactDecrypt, CompactEncrypt, exportPKCS8, exportSPKI, generateKeyPair } from 'jose'
import { box, button, editorsReady, gate, open, settled, textOf, verdict } from './desk.ts'
import { expect, test } from './page.ts'

const pair = await generateKeyPair('RSA-OAEP-256', { extractable: true })
const sealed = (content: string, cty?: string) =>
  new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', ...(cty && { cty }) })
    .encrypt(pair.publicKey)
const later = Math.floor(Date.now() / 1000) + 3600

test('without its key the card says which one opens it, and what was given instead', async ({ page }) => {
  await open(page, await sealed('{}'))
  const card = page.getByRole('region', { name: 'Content' })
  await expect(card).toContainText('To read it, enter the private RSA key.')
  await expect(page.getByRole('textbox', { name: 'Payload' })).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Plaintext' })).toHaveCount(0)
  await box(page, 'Key').fill(await exportSPKI(pair.publicKey))
  await settled(page)
  await expect(card).toContainText('This is an RSA public key')
  await expect(verdict(page)).toContainText('this key cannot open it')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'key-problem')
})

test('is annotated, judged, edited, encrypted again for the holder of the key, and undone', async ({ page }) => {
  const token = await sealed(JSON.stringify({ sub: 'ada', admin: false, exp: later }))
  await open(page, token, await exportPKCS8(pair.privateKey))
  await editorsReady(page)
  const plaintext = page.getByRole('textbox', { name: 'Plaintext', exact: true })
  await expect(plaintext).toContainText('"admin"')
  await expect(page.getByRole('list', { name: 'Notes on the plaintext' })).toContainText('sub: subject')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'decrypted')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'current')

  await plaintext.fill(`{\n  "sub": "ada",\n  "admin": true,\n  "exp": 1\n}`)
  await settled(page)
  await expect(verdict(page)).toContainText('Changed since it was encrypted.')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
  expect(await textOf(page, 'Encoded token')).toBe(token)

  await button(page, 'Encrypt again').click()
  await expect(verdict(page)).toContainText('expired')
  const again = await textOf(page, 'Encoded token')
  expect(again.split('.')[0]).toBe(token.split('.')[0])
  const opened = await compactDecrypt(again, pair.privateKey)
  expect(new TextDecoder().decode(opened.plaintext)).toBe('{"sub":"ada","admin":true,"exp":1}')
  await expect(page.locator('[data-part=plaintext]')).toHaveText('{"sub":"ada","admin":true,"exp":1}')

  await page.getByRole('region', { name: 'Content' }).getByRole('button', { name: 'Undo edits' }).click()
  await settled(page)
  expect(await textOf(page, 'Encoded token')).toBe(token)
  await expect(plaintext).toContainText('false')
})

test('with whitespace of its own is laid out, and encrypted again with that whitespace', async ({ page }) => {
  await open(page, await sealed('{"sub": "ada", "admin": false}\n'), await exportPKCS8(pair.privateKey))
  await editorsReady(page)
  const plaintext = page.getByRole('textbox', { name: 'Plaintext', exact: true })
  const lines = page.locator('[data-editor=Plaintext] .cm-line')
  await expect(lines).toHaveText(['{', '  "sub": "ada",', '  "admin": false', '}'])
  await plaintext.fill('{\n  "sub": "ada",\n  "admin": true\n}')
  await page.getByRole('switch', { name: 'As encrypted' }).check()
  await expect(lines).toHaveText(['{"sub": "ada", "admin": true}', ''])
  await page.getByRole('switch', { name: 'As encrypted' }).uncheck()
  await button(page, 'Encrypt again').click()
  await expect(page.locator('[data-part=plaintext]')).toHaveText('{"sub": "ada", "admin": true}')
  const opened = async () => {
    const { plaintext: inside } = await compactDecrypt(await textOf(page, 'Encoded token'), pair.privateKey)
    return new TextDecoder().decode(inside)
  }
  await expect.poll(opened).toBe('{"sub": "ada", "admin": true}\n')
})

test('says which key it needs where the one at hand cannot encrypt it', async ({ page }) => {
  await open(page, await sealed('{"a":1}'), await exportPKCS8(pair.privateKey))
  await page.getByRole('textbox', { name: 'Plaintext', exact: true }).fill('{"a":2}')
  await settled(page)
  await box(page, 'Key').fill('')
  await settled(page)
  await button(page, 'Encrypt again').click()
  await expect(page.getByRole('region', { name: 'Content' }).getByText('To encrypt, give the key to encrypt to')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Plaintext', exact: true })).toContainText('2')
  await box(page, 'Key').fill(await exportSPKI(pair.publicKey))
  await settled(page)
  await button(page, 'Encrypt again').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'key-problem')
  const opened = async () => {
    const { plaintext } = await compactDecrypt(await textOf(page, 'Encoded token'), pair.privateKey)
    return new TextDecoder().decode(plaintext)
  }
  // A public key opens nothing, before as after.
  await expect.poll(opened).toBe('{"a":2}')
})
