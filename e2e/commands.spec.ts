// The commands: all that can be done, by name, from the keyboard.
import type { Page } from '@playwright/test'
import { box, button, gate, open, part, settled, textOf, typeOver } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Find a command' })

/** Opens the commands by their keys, types and presses Enter. */
async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await field(page).fill(typed)
  await page.keyboard.press('Enter')
}

test('a command is found by a few letters and done by Enter', async ({ page }) => {
  const token = hs256()
  await open(page, token, SECRET)
  await typeOver(page, 'Payload', 'false', 'true')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')

  await command(page, 'und ed')
  await expect(field(page)).toHaveCount(0)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await textOf(page, 'Encoded token')).toBe(token)

  await typeOver(page, 'Payload', 'false', 'true')
  await command(page, 'sign')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')

  await command(page, 'go key')
  await expect(box(page, 'Key')).toBeFocused()
  await command(page, 'computed')
  await expect(page.getByRole('region', { name: 'How the signature is computed' })).toBeVisible()
  await command(page, 'clear')
  await expect(page.locator('main')).toContainText('Paste a token')
})

test('arrow keys choose, Escape leaves without a trace, and the focus goes back', async ({ page }) => {
  const token = hs256()
  await open(page, token)
  await box(page, 'Payload').focus()
  await page.keyboard.press('ControlOrMeta+k')
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true })
  await expect(chosen).toContainText('Sign again')
  await page.keyboard.press('ArrowDown')
  await expect(chosen).toContainText('Copy the token')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('group', { name: 'Lessons' }).getByRole('option', { selected: true })).toHaveCount(1)
  await expect(page.getByRole('group', { name: 'Token' })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(box(page, 'Payload')).toBeFocused()
  await settled(page)
  expect(await textOf(page, 'Encoded token')).toBe(token)
})

test('what cannot be done says why, and what has no name says so', async ({ page }) => {
  await open(page, hs256())
  await command(page, 'sign again')
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Give a shared secret to sign.')
  await field(page).fill('<img src=x>')
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('No command matches “<img src=x>”.')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(0)
})

test('the button leads to the same, in every room: rooms, lessons and samples', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('button', { name: /^Commands (Ctrl|⌘)/ }).click()
  await field(page).fill('keys')
  await page.getByRole('option', { name: /^Keys/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/key/i)
  await page.getByRole('button', { name: /^Commands (Ctrl|⌘)/ }).click()
  await field(page).fill('make admin')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/learn\/make-yourself-admin$/)
  await command(page, 'expired')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
})

test('takes what is typed from the first keystroke on, before its code has arrived', async ({ page }) => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route(/\/commands-[^/]*\.js$/, async (route) => {
    await arrived
    await route.continue()
  })
  const pasted = hs256()
  await open(page, pasted, SECRET)
  await box(page, 'Encoded token').click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('sig')
  const field = page.getByLabel('Find a command')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('sig')
  arrive()
  await expect(page.getByRole('option', { name: /sign/i }).first()).toBeVisible()
  await page.keyboard.type('n')
  await expect(field).toHaveValue('sign')
  expect(await textOf(page, 'Encoded token')).toBe(pasted)
  await page.keyboard.press('Escape')
  await expect(box(page, 'Encoded token')).toBeFocused()
})

test('the Samples menu stays on the page, wherever its button is', async ({ page }) => {
  await open(page, hs256(), SECRET)
  for (const width of [1440, 1280, 844, 390, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await button(page, 'Samples').click()
    const menu = (await page.getByRole('menu', { name: 'Samples' }).boundingBox())!
    expect(menu.x, `at ${width}`).toBeGreaterThanOrEqual(0)
    expect(menu.x + menu.width, `at ${width}`).toBeLessThanOrEqual(width)
    await page.keyboard.press('Escape')
  }
})
