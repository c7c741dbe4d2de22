// Code that checks the open token, taken along in the reader's language, and the libraries for the others.
import { exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { box, button, open, settled } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

test('code is written for the open token, its key and what the service expects, and holds no secret', async ({
  page,
  context,
  browserName,
}) => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const token = await new SignJWT({ iss: "https://o'hara.example", aud: ['orders', 'other'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'main' })
    .setExpirationTime('2h')
    .sign(privateKey)
  await open(page, token, await exportSPKI(publicKey))
  await button(page, 'Verify in code').click()
  const dialog = page.getByRole('dialog', { name: 'Verify in code' })
  const snippet = dialog.locator('[data-part=snippet]')
  await expect(snippet).toContainText("algorithms: ['RS256']")
  await expect(snippet).toContainText("issuer: 'https://o\\'hara.example'")
  await expect(snippet).toContainText('-----BEGIN PUBLIC KEY-----')
  await expect(dialog).toContainText('Tested with jose')

  await dialog.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Python (PyJWT)' })
  await dialog.getByRole('combobox', { name: 'Key from' }).selectOption({ label: 'The issuer’s JWK Set, by URL' })
  await dialog.getByRole('textbox', { name: 'URL of the JWK Set' }).fill('https://issuer.example/keys')
  await expect(snippet).toContainText('PyJWKClient("https://issuer.example/keys")')
  if (browserName === 'chromium') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toHaveText('Copied')

  await dialog.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Java (Spring Security)' })
  await expect(dialog).toContainText('Not run by our tests')
  await expect(dialog.getByRole('link', { name: 'documentation' })).toHaveAttribute('href', /docs\.spring\.io/)
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'C++ (cpp-jwt)' })
  await expect(dialog).toContainText('cpp-jwt rejects a token whose aud is a list')
  await expect(snippet).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).click()

  // With a secret, in the language chosen last.
  await box(page, 'Encoded token').fill(hs256())
  await box(page, 'Key').fill(SECRET)
  await settled(page)
  await button(page, 'Verify in code').click()
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Go (golang-jwt)' })
  await expect(snippet).toContainText('os.Getenv("JWT_SECRET")')
  await expect(snippet).not.toContainText(SECRET)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await button(page, 'Verify in code').click()
  await expect(dialog.getByRole('combobox', { name: 'Language' })).toHaveValue('go')
})

test('a token that no code can verify says why, and leads to the libraries of each language', async ({ page }) => {
  await open(page, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find a command' }).fill('verify in')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Verify in code' })
  await expect(dialog).toContainText('no one signed it')
  await expect(dialog.locator('[data-part=snippet]')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await box(page, 'Encoded token').fill(hs256())
  await settled(page)
  await button(page, 'Verify in code').click()
  await dialog.getByRole('button', { name: 'Libraries for other languages' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Libraries' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toHaveValue('HS256')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Rust')
  await expect(page.getByRole('status')).toContainText('libraries for HS256')
  const row = page.getByRole('row', { name: /jwt-simple/ })
  await expect(row).toContainText('cargo add jwt-simple')
  await expect(row.getByRole('link', { name: 'README.md' })).toHaveAttribute('href', /^https:\/\/github\.com\//)
  await page.getByRole('combobox', { name: 'Algorithm' }).selectOption('ML-DSA-65')
  await expect(page.getByRole('rowheader')).toHaveText([/jwt-simple/])
})
