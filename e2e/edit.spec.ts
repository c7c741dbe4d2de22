// Editing, the heart of it: the signature breaks with the keystroke, every change is named, and every step can be taken back.
import type { Page } from '@playwright/test'
import { box, button, editorsReady, gate, open, part, settled, textOf, typeOver, verdict } from './desk.ts'
import { ANY_ENGINE, expect, test, WHOLE } from './page.ts'
import { claims, ec, encode, hs256, jwk, pem, SECRET, signed } from './tokens.ts'

const decoded = (token: string, index: number) => Buffer.from(token.split('.')[index]!, 'base64url').toString()
const token = async (page: Page) => textOf(page, 'Encoded token')

test('the mismatch comes with the keystroke, the signature stays, and the claim is named', async ({ page }) => {
  const original = hs256()
  await open(page, original, SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await typeOver(page, 'Payload', 'false', 't')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await page.keyboard.type('rue')
  await expect(part(page, 'edits')).toContainText('admin: false → true')
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
  await expect(verdict(page)).toHaveText('Reject it. The payload was edited after it was signed.')
  await settled(page)
  const edited = await token(page)
  expect(edited.split('.')[0]).toBe(original.split('.')[0])
  expect(edited.split('.')[2]).toBe(original.split('.')[2])
  expect(decoded(edited, 1)).toBe(decoded(original, 1).replace('false', 'true'))
  await expect(part(page, 'expected-signature')).toHaveText(hs256(decoded(edited, 1)).split('.')[2]!)
  await expect(page.getByText(/^\d+ of 256 bits differ\./)).toBeVisible()
  await expect(page.locator('[data-part=received-signature] mark').first()).toBeVisible()
})

test('text that arrives in an empty box before the caret is placed has no empty line', async ({ page }) => {
  await open(page, hs256())
  // The caret beside the lines, as Firefox has it for a moment after Tab.
  await box(page, 'Key').evaluate((element, secret) => {
    element.focus()
    document.getSelection()?.collapse(element, 0)
    document.execCommand('insertText', false, secret)
  }, SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await textOf(page, 'Key')).toBe(SECRET)
})

test('undo edits gives back exactly the pasted characters', async ({ page }) => {
  const pasted = `  Bearer ${hs256('{ "a": 1.0,\t"b":"\\u0041" }')}  `
  await open(page, pasted)
  await typeOver(page, 'Payload', '1.0', '2')
  await typeOver(page, 'Header', 'JWT', 'x')
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '2')
  await button(page, 'Undo edits').click()
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '0')
  await settled(page)
  expect(await token(page)).toBe(pasted)
  expect(await textOf(page, 'Payload')).toBe('{\n  "a": 1.0,\n  "b": "\\u0041"\n}')
})

test('bytes that were not edited stay: big integers, 1.0, 1e2, duplicates, escapes, own whitespace', async ({ page }) => {
  for (const payload of [
    '{"id":12345678901234567890,"f":1.0,"e":1e2,"d":1,"d":2,"u":"\\u0041\\/","n":"Zoë 日本 🔑","admin":false}',
    '{\n"Iss": "fernando",\n"Exp": 1550946689,\n"Admin": false\n}\n',
    '{"sub":"joe",\r\n "exp":1300819380,\r\n\t"http://example.com/is_root" : false}',
  ]) {
    await open(page, hs256(payload))
    await typeOver(page, 'Payload', 'false', 'true')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
    await settled(page)
    expect(decoded(await token(page), 1)).toBe(payload.replace('false', 'true'))
  }
})

test('an edit deep inside is named by its path, and its line says what was there', async ({ page }) => {
  await open(page, hs256('{"sub": "ada", "claim_7": {"limits": {"daily": 700, "monthly": 9000}}}'), SECRET)
  await typeOver(page, 'Payload', '700', '999')
  await expect(part(page, 'edits')).toContainText('claim_7 › limits › daily: 700 → 999')
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
  await expect(page.getByText('One claim changed since the token was pasted: “claim_7 › limits › daily” went from 700')).toBeVisible()
  const line = page.locator('[data-editor=Payload] .cm-line', { hasText: '"daily"' })
  await expect(line).toHaveAttribute('data-note', 'was 700 when pasted')
})

test(
  'invalid JSON is encoded as typed and reported with its place, and the rest goes on',
  { tag: [WHOLE.tag, ANY_ENGINE.tag] },
  async ({ page }) => {
    await open(page, hs256(), SECRET)
    await box(page, 'Payload').fill('{\n  "sub": tru\n}')
    await expect(page.getByRole('status').filter({ hasText: 'Line 2, column 10' })).toBeVisible()
    await settled(page)
    expect(decoded(await token(page), 1)).toBe('{\n  "sub": tru\n}')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await box(page, 'Header').fill('{"alg":')
    await settled(page)
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'malformed')
    expect(await textOf(page, 'Payload')).toBe('{\n  "sub": tru\n}')
    await button(page, 'Undo edits').click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  },
)

test('a header typed from nothing never takes the payload for itself', async ({ page }) => {
  await open(page, `Authorization: Bearer ${hs256()}`, SECRET)
  await box(page, 'Header').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('x')
  await settled(page)
  expect(await textOf(page, 'Header')).toBe('x')
  await expect(box(page, 'Payload')).toContainText('fernando')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{"alg":"HS256","typ":"JWT"}')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})

test('without any key an edit is still called out', ANY_ENGINE, async ({ page }) => {
  await open(page, hs256())
  await typeOver(page, 'Payload', 'false', 'true')
  await expect(verdict(page)).toContainText('Changed since it was pasted')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
})

test.describe('sign again', ANY_ENGINE, () => {
  test('signs what the token says now, with a secret', async ({ page }) => {
    await open(page, hs256(), SECRET)
    await typeOver(page, 'Payload', 'false', 'true')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await button(page, 'Sign again').click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    const now = await token(page)
    expect(now).toBe(hs256(decoded(now, 1)))
    await expect(part(page, 'edits')).toContainText('signed again here')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
  })

  test('signs with a private key', WHOLE, async ({ page }) => {
    await open(page, signed('ES256'), pem(ec.privateKey))
    await typeOver(page, 'Payload', 'false', 'true')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await button(page, 'Sign again').click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await box(page, 'Key').fill(jwk(ec.publicKey))
    await settled(page)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  })

  test('says what it needs where it has none, and leaves the token alone', async ({ page }) => {
    const original = signed('ES256')
    await open(page, original)
    await button(page, 'Sign again').click()
    await expect(page.getByText('Give an EC P-256 private key to sign.')).toBeVisible()
    await box(page, 'Key').fill(pem(ec.publicKey))
    await settled(page)
    await button(page, 'Sign again').click()
    await expect(page.getByText('a public key can only verify, not sign')).toBeVisible()
    expect(await token(page)).toBe(original)
  })
})

test.describe('undo and redo', () => {
  test('go back and forth over all boxes as one history, by the keyboard', WHOLE, async ({ page }) => {
    const original = hs256()
    await open(page, original)
    await typeOver(page, 'Payload', 'false', 'true')
    await settled(page)
    await box(page, 'Key').click()
    await page.keyboard.type('s')
    await settled(page)
    await typeOver(page, 'Header', 'JWT', 'x')
    await settled(page)
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '2')
    const edited = await token(page)
    // From whichever box: three steps back.
    await page.keyboard.press('ControlOrMeta+z')
    await expect(box(page, 'Header')).toContainText('JWT')
    expect(await textOf(page, 'Key')).toBe('s')
    await page.keyboard.press('ControlOrMeta+z')
    await expect
      .poll(() =>
        box(page, 'Key')
          .innerText()
          .then((text) => text.includes('s\n') || text === 's'),
      )
      .toBe(false)
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
    await box(page, 'Encoded token').focus()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '0')
    expect(await token(page)).toBe(original)
    for (let i = 0; i < 3; i++) await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '2')
    await settled(page)
    expect(await token(page)).toBe(edited)
    expect(await textOf(page, 'Key')).toBe('s')
  })

  test('bring back the token that Clear took away, and never the key', async ({ page }) => {
    const original = hs256()
    await open(page, original, SECRET)
    await button(page, 'Clear').click()
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'empty')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
    expect(await token(page)).toBe(original)
    expect(await textOf(page, 'Key')).not.toContain(SECRET)
  })
})

test('an edit of unused bits alone is called an equal spelling, not a mismatch', ANY_ENGINE, async ({ page }) => {
  const original = hs256()
  await open(page, original, SECRET)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const other = original.slice(0, -1) + alphabet[alphabet.indexOf(original.at(-1)!) + 1]!
  await box(page, 'Encoded token').focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(other.at(-1)!)
  await expect(page.getByText('4 different texts decode to this signature')).toBeVisible()
  await settled(page)
  expect(await token(page)).toBe(other)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
})

test('typing in the key box never changes the token, and a secret is kept to its last space', async ({ page }) => {
  const original = hs256(claims(), { alg: 'HS256', typ: 'JWT' }, ' two words \n')
  await open(page, original)
  await box(page, 'Key').click()
  await page.keyboard.type(' two words ')
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await page.keyboard.press('Enter')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await token(page)).toBe(original)
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '0')
})

test('what is typed into a box before the editor has arrived is kept, caret and all', async ({ page }) => {
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  await page.route('**/assets/code-editor*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('./', { waitUntil: 'domcontentloaded' })
  const original = hs256()
  await box(page, 'Encoded token').focus()
  await page.keyboard.insertText(original.slice(0, -5))
  await page.keyboard.type(original.slice(-5))
  for (let i = 0; i < 2; i++) await page.keyboard.press('Backspace')
  release()
  await editorsReady(page)
  await expect(box(page, 'Encoded token')).toBeFocused()
  await page.keyboard.type(original.slice(-2))
  await settled(page)
  expect(await token(page)).toBe(original)
  await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
})

test('the token box can be edited too, and the others follow', async ({ page }) => {
  const original = hs256('{"a":1}')
  await open(page, original)
  await typeOver(page, 'Encoded token', encode('{"a":1}'), encode('{"a":2}'))
  await expect(box(page, 'Payload')).toContainText('"a": 2')
  await expect(part(page, 'edits')).toContainText('a: 1 → 2')
})
