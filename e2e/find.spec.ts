// Ctrl+F: the search that sees what the editors don't draw.
import { box, gate, open } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

test('Ctrl+F finds a claim that is not drawn, counts, leads from match to match, and gives the focus back', async ({ page }) => {
  const claims: Record<string, unknown> = { sub: 'someone' }
  for (let i = 0; i < 400; i++) claims[`claim_${i}`] = i === 350 ? 'Needle' : i
  claims['blob'] = `${'x'.repeat(600)}needle${'x'.repeat(600)}`
  await open(page, hs256(claims), SECRET)
  const payload = page.locator('[data-editor=Payload]')
  await expect(payload).not.toContainText('claim_350')
  await box(page, 'Header').focus()
  await page.keyboard.press('ControlOrMeta+f')
  const search = page.getByRole('search', { name: 'Find in this page' })
  await expect(search.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('needle')
  await expect(search.getByRole('status')).toHaveText('1 of 2 · Payload')
  await expect(payload.locator('.match-current')).toHaveText('Needle')
  await expect(payload.locator('.match-current')).toBeInViewport()

  await page.keyboard.press('Enter')
  await expect(search.getByRole('status')).toHaveText('2 of 2 · Payload')
  await expect(payload.locator('.match-current')).toHaveText('needle')
  await expect(payload.locator('.match-current')).toBeInViewport()
  await page.keyboard.press('Shift+Enter')
  await expect(search.getByRole('status')).toHaveText('1 of 2 · Payload')

  await search.getByRole('textbox').fill('no expiry is there')
  await expect(search.getByRole('status')).toHaveText('No matches')
  await page.keyboard.press('Escape')
  await expect(search).toHaveCount(0)
  await expect(box(page, 'Header')).toBeFocused()
  await expect(payload.locator('.match')).toHaveCount(0)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})

test('a search opens the finding that it leads to, and a second Ctrl+F is the browser’s', async ({ page }) => {
  await open(page, hs256({ sub: 'someone' }), 'secret')
  const why = page.locator('[data-rule] details p').first()
  await expect(why).toBeHidden()
  const words = (await why.textContent())!.split(' ').slice(0, 4).join(' ')
  await page.keyboard.press('ControlOrMeta+f')
  const search = page.getByRole('search', { name: 'Find in this page' })
  await search.getByRole('textbox').fill(words.toUpperCase())
  await expect(search.getByRole('status')).toContainText('Findings')
  await expect(why).toBeVisible()
  const pressed = await page.evaluateHandle(() => {
    const seen: boolean[] = []
    addEventListener('keydown', (event) => seen.push(event.defaultPrevented))
    return seen
  })
  await page.keyboard.press('ControlOrMeta+f')
  expect((await pressed.jsonValue()).at(-1)).toBe(false)
})
