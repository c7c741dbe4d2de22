// Long things: they fold, what is cut off says so, and all of it is copied, edited and printed.
import { box, button, gate, open, part, settled, textOf } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, jwk, pem, rsa, SECRET, signed } from './tokens.ts'

const CLAIMS = { sub: 'someone', photo: 'QUJD'.repeat(400), groups: Array.from({ length: 99 }, (_, i) => `group-${i}`), last: true }

test('long values and lists fold, are whole in the document, and open when pressed or entered', async ({ page }) => {
  await open(page, hs256(CLAIMS), SECRET)
  const folds = page.locator('[data-editor=Payload] .fold-away')
  await expect(folds).toHaveCount(2)
  await expect(folds.nth(0).locator('[data-label]')).toHaveAttribute('data-label', '1,442 more characters')
  await expect(folds.nth(1).locator('[data-label]')).toHaveAttribute('data-label', '96 more items')
  expect(await textOf(page, 'Payload')).toBe(JSON.stringify(CLAIMS, undefined, 2))
  const height = async () => (await box(page, 'Payload').boundingBox())!.height
  expect(await height()).toBeLessThan(500)

  // By the caret, as a screen reader moves it.
  await box(page, 'Payload').focus()
  // Set again if the page drew its marks in between: the editor then puts back the caret it knew.
  await expect(async () => {
    const hidden = folds.nth(0).locator('.fold-hidden')
    await hidden.evaluate((text) => document.getSelection()?.collapse(text.firstChild, 700))
    await expect(folds).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
  await page.keyboard.type('!')
  await settled(page)
  const photo = `${CLAIMS.photo.slice(0, 839)}!${CLAIMS.photo.slice(839)}`
  expect(await textOf(page, 'Payload')).toBe(JSON.stringify({ ...CLAIMS, photo }, undefined, 2))
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
  // What was opened stays open when the page puts the text back.
  await button(page, 'Undo edits').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(folds).toHaveCount(1)
  await folds.click()
  await expect(folds).toHaveCount(0)
  // All of a text of ordinary size is in the document, so that the browser's own search sees it.
  expect(await textOf(page, 'Payload')).toBe(JSON.stringify(CLAIMS, undefined, 2))
})

test('a long signature shows its ends and where it differs, and is whole in the document', async ({ page }) => {
  const token = signed('RS256')
  const signature = token.split('.')[2]!
  const other = signature[150] === 'A' ? 'B' : 'A'
  const wrong = `${signature.slice(0, 150)}${other}${signature.slice(151)}`
  await open(page, token.replace(signature, wrong), pem(rsa.privateKey))
  await expect(part(page, 'received-signature')).toHaveText(wrong)
  await expect(part(page, 'expected-signature')).toHaveText(signature)
  await expect(part(page, 'received-signature').locator('mark')).toHaveText(other)
  const card = page.getByRole('region', { name: 'Signature', exact: true })
  await expect(card).toContainText('The first different character is number 151.')
  const height = async () => (await part(page, 'received-signature').boundingBox())!.height
  const folded = await height()
  await card.getByRole('button', { name: 'Show all' }).click()
  await expect(part(page, 'received-signature')).toHaveText(wrong)
  expect(await height()).toBeGreaterThan(folded)
})

test('a recognized key folds to one line while the focus is elsewhere, and what is pressed meanwhile is pressed', async ({ page }) => {
  const key = JSON.stringify(JSON.parse(jwk(rsa.privateKey, { kid: 'key-1' })), undefined, 2)
  await open(page, signed('RS256'), key)
  const height = async () => (await box(page, 'Key').boundingBox())!.height
  expect(await height()).toBeGreaterThan(200)
  await page.getByRole('region', { name: 'Signature', exact: true }).getByRole('button', { name: 'Show all' }).click()
  await expect(page.getByRole('button', { name: 'Show less' })).toBeVisible()
  await expect(page.getByText('RSA private key, 2,048 bits, JWK, kid key-1')).toBeVisible()
  expect(await height()).toBeLessThan(60)
  await expect(box(page, 'Key')).toContainText('"kty": "RSA"')

  await box(page, 'Key').click()
  expect(await height()).toBeGreaterThan(200)
  await box(page, 'Key').fill(SECRET)
  await box(page, 'Header').focus()
  await settled(page)
  await expect(page.getByText('RSA private key')).toHaveCount(0)
  expect(await textOf(page, 'Key')).toBe(SECRET)
})

test('a box that goes on below says so and grows, and all of it is printed, but no key', async ({ page }) => {
  const claims = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`claim_${i}`, i]))
  await open(page, hs256(claims), SECRET)
  const payload = page.locator('[data-editor=Payload]')
  await expect(payload).not.toContainText('claim_399')
  await payload.getByRole('button', { name: 'Show all' }).click()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expect(payload).toContainText('claim_399')
  await payload.getByRole('button', { name: 'Show less' }).click()
  await expect(payload.getByRole('button', { name: 'Show all' })).toBeVisible()

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const copies = page.locator('.print-copy')
  const printed = await copies.evaluateAll((all) => all.map((copy) => copy.textContent ?? '').join('\n'))
  for (const name of Object.keys(claims)) expect(printed).toContain(`"${name}": `)
  expect(printed).not.toContain(SECRET)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(copies).toHaveCount(0)
})

test('a note tells more when the mouse rests on it, when it is pressed, and when Tab and the arrows lead there', async ({ page }) => {
  await open(page, hs256({ sub: 'someone', aud: 'api', admin: true }), SECRET)
  const card = page.locator('[popover]')
  const line = page.locator('[data-editor=Payload] .cm-line', { hasText: '"aud"' })
  const { width, height } = (await line.boundingBox())!
  const before = await page.locator('main').boundingBox()
  await line.hover({ position: { x: width - 40, y: height / 2 } })
  await expect(card).toContainText('aud')
  await expect(card.getByRole('link')).toHaveAttribute('href', /rfc7519#section-4\.1\.3$/)
  expect(await page.locator('main').boundingBox()).toEqual(before)
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await line.click({ position: { x: width - 40, y: height / 2 } })
  await expect(card).toBeVisible()

  await page.mouse.move(1, 1)
  await box(page, 'Payload').focus()
  await page.keyboard.press('Tab')
  await expect(card).toContainText('sub')
  await page.keyboard.press('ArrowDown')
  await expect(card).toContainText('aud')
  await expect(card).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(card.getByRole('link')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await expect(box(page, 'Payload')).toBeFocused()
})
