// What people bring: tokens in the forms in which they were copied, and keys and claims in the box of the token.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from './page.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const SECRET = 'q1X7rT0b9ZpL4sVnK2mW8cYd5HfJ6gAe'
const INPUT = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'system:serviceaccount:default:app', exp: 1_995_680_000 })}`
const TOKEN = `${INPUT}.${createHmac('sha256', SECRET).update(INPUT).digest('base64url')}`
const BASE64 = Buffer.from(TOKEN).toString('base64')
const SECRET_FILE = `apiVersion: v1\nkind: Secret\ndata:\n  namespace: ZGVmYXVsdA==\n  token: ${BASE64}\n`

test('a token in a Kubernetes Secret is decoded, verified, said to be, and written back plainly', async ({ page }) => {
  await page.goto('./')
  const box = page.getByRole('textbox', { name: 'Encoded token' })
  await box.fill(SECRET_FILE)
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(SECRET)
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
  await expect(page.locator('[data-rule=env-carried]')).toContainText('Decoded the token from base64')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good')

  const payload = page.getByRole('textbox', { name: 'Payload' })
  await payload.fill(((await payload.textContent()) ?? '').replace('default', 'other'))
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'mismatch')
  await expect(box).toContainText(`token: ${TOKEN.split('.')[0]}.`)
  await page.getByRole('button', { name: 'Undo edits' }).click()
  await expect(box).toContainText(BASE64)
})

test('a signature that was taken out leaves the rest decoded and the token malformed', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(`Authorization: Bearer ${INPUT}.[REDACTED]`)
  await expect(page.locator('[data-gate=structure]')).toHaveAttribute('data-state', 'malformed')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Its signature was left out.')
  await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('system:serviceaccount')
  await expect(page.locator('[data-rule=env-signature-left-out]')).toContainText('[REDACTED]')
})

test('a key in the token box is named, and one press puts it where it belongs', async ({ page }) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const input = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: '1' })}`
  const token = `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`
  await page.goto('./')
  const box = page.getByRole('textbox', { name: 'Encoded token' })
  await box.fill(token)
  // Taken up before the next one: of two pastes into the page before its code has arrived, only the second is ever seen.
  await expect(page.locator('[data-gate=structure]')).toHaveAttribute('data-state', 'well-formed')
  await box.fill(publicKey.export({ type: 'spki', format: 'pem' }).toString())
  await expect(page.getByText('This is an RSA public key, not a token.')).toBeVisible()
  await page.getByRole('button', { name: 'Use as the key' }).click()
  await expect(box).toHaveText(token)
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
})

test('claims in the token box become a token on a press', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Encoded token' }).fill('{"sub":"me","id":12345678901234567890}')
  await page.getByRole('button', { name: 'Make a token of these claims' }).click()
  await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('12345678901234567890')
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'unsigned')
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(SECRET)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
})

test('a token and its secret in one paste are both taken, and the reader is told that one author chose both', async ({ page }) => {
  await page.goto('./')
  await page
    .getByRole('textbox', { name: 'Encoded token' })
    .fill(`From our docs:\n\nJWT_SECRET="${SECRET}"\n\nAuthorization: Bearer ${TOKEN}\n`)
  await expect(page.getByRole('textbox', { name: 'Key', exact: true })).toHaveText(SECRET)
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-key-source', 'token')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The signature verifies with the key in the same text.')
  await page.getByRole('button', { name: 'I compared it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good')
})

test('a token that lost its beginning gets it back on a press', async ({ page }) => {
  await page.goto('./')
  const box = page.getByRole('textbox', { name: 'Encoded token' })
  await box.fill(TOKEN.slice(4))
  await expect(page.getByText(`Its beginning is missing. With “${TOKEN.slice(0, 4)}” in front, it can be read.`)).toBeVisible()
  await expect(page.locator('[data-gate=structure]')).toHaveAttribute('data-state', 'malformed')
  await page.getByRole('button', { name: 'Restore the beginning' }).click()
  await expect(box).toHaveText(TOKEN)
  await expect(page.locator('[data-gate=structure]')).toHaveAttribute('data-state', 'well-formed')
})

const third = Math.ceil(TOKEN.length / 3)
const pieces = [0, 1, 2].map((i) => TOKEN.slice(i * third, (i + 1) * third))
const WAYS: [what: string, text: string][] = [
  ['base64, as jsonpath prints it', BASE64],
  ['cookies', `Cookie: ${pieces.map((piece, i) => `appSession.${i}=${piece}`).join('; ')}; theme=dark`],
  ['Set-Cookie lines', pieces.map((piece, i) => `Set-Cookie: s.${i}=${piece}; Path=/; HttpOnly; Secure`).join('\n')],
  ['quoted mail', pieces.map((piece) => `> ${piece}`).join('\n')],
  ['a listing', pieces.map((piece, i) => `  ${i + 1} | ${piece}`).join('\n')],
  ['folded lines', pieces.join('\\\n')],
  ['JSON in JSON', JSON.stringify({ body: JSON.stringify({ access_token: TOKEN }) })],
  ['percent-encoding twice', `https://app.example/cb?token=${encodeURIComponent(TOKEN.replaceAll('.', '%2E'))}`],
  ['a SMART Health Card', `shc:/${Array.from(TOKEN, (c) => String(c.charCodeAt(0) - 45).padStart(2, '0')).join('')}`],
]

test('a token verifies whatever carries it, and the copy is the bare token', async ({ page, context, browserName }) => {
  if (browserName === 'chromium') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./')
  for (const [what, text] of WAYS) {
    await page.getByRole('textbox', { name: 'Encoded token' }).fill(text)
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill(SECRET)
    await expect(page.locator('[data-gate=signature]'), what).toHaveAttribute('data-state', 'valid')
    if (browserName !== 'chromium') continue
    await page.getByRole('button', { name: 'Copy token' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText()), what).toBe(TOKEN)
    await page.getByRole('button', { name: 'Clear' }).click()
  }
})

test('a file with a token and its key is dropped, and both are taken', async ({ page }) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const input = `${part({ alg: 'ES256' })}.${part({ sub: 'both' })}`
  const token = `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
  const text = `${publicKey.export({ type: 'spki', format: 'pem' }).toString()}\ntoken: ${token}\n`
  await page.goto('./')
  await expect(async () => {
    await page.evaluate((given) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([given], 'fixture.txt'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    }, text)
    await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('both', { timeout: 1_000 })
  }).toPass()
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'valid')
  await expect(page.getByText('This key is in the same text as the token.')).toBeVisible()
})
