// Everything by keyboard: in an order that makes sense, with the focus in sight, and out of a menu again.
import type { Page } from '@playwright/test'
import { box, button, editorsReady, gate, open, settled } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

/** What has the focus, by its accessible name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    return element.getAttribute('aria-label') ?? (element.tagName === 'SELECT' ? 'select' : (element.textContent ?? '').trim().slice(0, 60))
  })
}

/** Tabs on until the whole list was met, in this order; others may lie between. */
async function meets(page: Page, names: readonly string[]): Promise<void> {
  const seen: string[] = []
  for (const name of names) {
    for (let i = 0; ; i++) {
      await page.keyboard.press('Tab')
      const now = await focused(page)
      seen.push(now)
      if (now === name) break
      expect(i, `${name} comes after ${seen.join(' | ')}`).toBeLessThan(15)
    }
  }
}

test('Tab goes through the main journey in its order', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await page.getByRole('region', { name: 'Lens' }).waitFor()
  await page.getByRole('link', { name: 'JWT Inspector' }).focus()
  await meets(page, [
    'Inspect',
    'Keys',
    'Learn',
    'Samples',
    'Copy token',
    'Clear',
    'Encoded token',
    'Copy header',
    'Header',
    'Copy payload',
    'Payload',
    'Key',
    'Secret encoding',
    'Sign again',
    'Undo edits',
  ])
})

test('Shift+Tab leaves a box again: no box keeps the focus', async ({ page }) => {
  await open(page, hs256())
  await page.getByRole('region', { name: 'Lens' }).waitFor()
  for (const name of ['Encoded token', 'Header', 'Payload', 'Key'] as const) {
    await box(page, name).focus()
    await page.keyboard.press('Tab')
    expect(await focused(page)).not.toBe(name)
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe(name)
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).not.toBe(name)
  }
})

test('whatever has the focus can be seen to have it', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  test.skip(!(await page.evaluate(() => document.hasFocus())), 'a window without the focus draws no rings')
  const unseen: string[] = []
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab')
    const name = await focused(page)
    const isShown = () =>
      page.evaluate(() => {
        // The element itself, or the sheet around an editor.
        for (
          let element = document.activeElement as HTMLElement | null, up = 0;
          element && element !== document.body && up < 8;
          element = element.parentElement, up++
        ) {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
          if ((outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || (up > 0 && boxShadow !== 'none')) return true
        }
        return document.activeElement === document.body
      })
    // A ring may come with a transition.
    let shown = await isShown()
    for (let j = 0; !shown && j < 5; j++) {
      await page.waitForTimeout(50)
      shown = await isShown()
    }
    if (!shown) unseen.push(name)
  }
  expect(unseen).toEqual([])
})

test('the menu of samples opens with Enter, goes by arrows and letters, and closes with Escape', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  await button(page, 'Samples').focus()
  await page.keyboard.press('Enter')
  const items = page.getByRole('menuitem')
  await expect(items.first()).toBeFocused()
  // The algorithms are listed a moment after the page has loaded.
  await expect(items.filter({ hasText: /^RS256/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(items.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(items.last()).toBeFocused()
  await page.keyboard.press('Home')
  await expect(items.first()).toBeFocused()
  await page.keyboard.press('r')
  await expect(page.locator('[role=menuitem]:focus')).toHaveText(/^RS256/)
  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await expect(button(page, 'Samples')).toBeFocused()
  await expect(button(page, 'Samples')).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowDown')
  await expect(items.first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})

test('the whole journey without a mouse: sample, edit, sign again, undo', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  await button(page, 'A good token').focus()
  await page.keyboard.press('Enter')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Payload').focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('"role":"admin",')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await button(page, 'Sign again').focus()
  await page.keyboard.press('Space')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await button(page, 'Undo edits').focus()
  await page.keyboard.press('Enter')
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(box(page, 'Payload')).not.toContainText('role')
})
