// Every cause on the page: planted, named, never shown as valid, and put right by its button where it has one.
import { createHmac, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { box, button, gate, open, settled } from './desk.ts'
import { expect, test, WHOLE } from './page.ts'
import { inputDefects, keyDefects, secretDefects, signatureDefects, type Defect } from '../src/core/causes/planted-defects.fixture.ts'
import { ec, encode, hs256, pem, SECRET } from './tokens.ts'

const why = (page: Page) => page.getByRole('region', { name: 'Why it does not verify' })
const causes = async (page: Page) =>
  (await page.locator('[data-cause]').evaluateAll((all) => all.map((each) => each.dataset['cause']))).join(' ')

async function examine(page: Page, [cause, token, key, repair]: Defect): Promise<void> {
  await box(page, 'Encoded token').fill(token)
  await box(page, 'Key').fill(key)
  await settled(page)
  await expect.poll(() => causes(page), cause).toBe(cause)
  await expect(gate(page, 'signature'), cause).toHaveAttribute('data-state', /^(?:mismatch|key-problem|unreadable)$/)
  await expect(why(page), cause).toContainText(/Not valid as presented\.|Not checked: the key cannot be used as given\./)
  const fixes = why(page).getByRole('button').filter({ hasNotText: /^Try / })
  if (repair === 'nothing to press') return expect(fixes, cause).toHaveCount(0)
  await fixes.click()
  await settled(page)
  await expect(gate(page, 'signature'), cause).toHaveAttribute('data-state', 'valid')
  await expect(why(page), cause).toHaveCount(0)
  await button(page, 'Clear').click()
}

for (const [what, defects] of [
  ['the secret', secretDefects],
  ['what was signed', inputDefects],
  ['the signature', signatureDefects],
  ['the key', keyDefects],
] as const) {
  test(`each defect of ${what} is named and never valid, and its button puts it right`, WHOLE, async ({ page }) => {
    test.slow()
    await page.goto('./')
    for (const defect of defects) await examine(page, defect)
  })
}

test('parts of two tokens are told by the token that verified before', async ({ page }) => {
  const first = hs256({ sub: 'ada', jti: 'one' })
  await open(page, first, SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  const [head, body] = first.split('.')
  const stranger = createHmac('sha256', 'another').update('x').digest('base64url')
  await box(page, 'Encoded token').fill(`${head}.${body}.${stranger}`)
  await expect.poll(() => causes(page)).toBe('signature-of-other-token')
  await button(page, 'Put the matching parts together').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})

test('a lost character is searched for when asked, and put back', async ({ page }) => {
  const token = hs256({ sub: 'ada' })
  const at = token.indexOf('.') + 8
  await open(page, token.slice(0, at) + token.slice(at + 1), SECRET)
  await expect.poll(() => causes(page)).toBe('none-fits')
  await button(page, 'Try to fix one character').click()
  await expect.poll(() => causes(page), { timeout: 30_000 }).toBe('token-one-character')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'unreadable')
  await why(page).getByRole('button').filter({ hasNotText: /^Try / }).click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})

test('of several signatures the one that does not verify is explained, and none is put right at the cost of another', async ({ page }) => {
  const [head, payload] = [encode({ alg: 'ES256' }), encode({ sub: 'ada' })]
  const signatures = (['ieee-p1363', 'der'] as const).map((dsaEncoding) => ({
    protected: head,
    signature: sign('sha256', Buffer.from(`${head}.${payload}`), { key: ec.privateKey, dsaEncoding }).toString('base64url'),
  }))
  await open(page, JSON.stringify({ payload, signatures }), pem(ec.publicKey))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'partial')
  await expect.poll(() => causes(page)).toBe('signature-der')
  await settled(page)
  await expect(why(page)).toContainText('Signature 2: Not valid as presented.')
  await expect(why(page).getByRole('button')).toHaveCount(0)
  await expect(page.locator('[data-signature-index="0"]')).toHaveAttribute('data-state', 'valid')
})
