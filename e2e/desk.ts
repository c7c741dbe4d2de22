// The desk as its users find it: boxes, buttons and gates by the names of docs/automation.md.
import type { Locator, Page } from '@playwright/test'
import { expect } from './page.ts'

export type BoxName = 'Encoded token' | 'Header' | 'Payload' | 'Detached content' | 'Key'
export type GateName = 'structure' | 'signature' | 'time' | 'claims'

export const box = (page: Page, name: BoxName): Locator => page.getByRole('textbox', { name, exact: true })
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
export const gate = (page: Page, name: GateName): Locator => page.locator(`[data-gate=${name}]`)
export const part = (page: Page, name: 'received-signature' | 'expected-signature' | 'edits'): Locator =>
  page.locator(`[data-part=${name}]`)
export const verdict = (page: Page): Locator => page.getByRole('heading', { level: 1 })

/** Waits until everything shown belongs to what is typed. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
}

/** Opens the page with a token, and a key where one is given. */
export async function open(page: Page, token: string, key?: string): Promise<void> {
  await page.goto('./')
  await box(page, 'Encoded token').fill(token)
  if (key !== undefined) await box(page, 'Key').fill(key)
  await editorsReady(page)
  await settled(page)
}

/** Waits until the editors' code has arrived, where a test types or clicks into them. */
export async function editorsReady(page: Page): Promise<void> {
  await page.locator('[data-editor="Encoded token"] .cm-content').waitFor()
  await expect(page.locator('[data-editor] textarea')).toHaveCount(0)
}

/** Opens the lens, which is folded until something is pointed at. */
export async function openLens(page: Page): Promise<Locator> {
  await page.getByRole('region', { name: 'Lens' }).waitFor()
  const unfold = button(page, 'Open the lens')
  if (await unfold.isVisible()) await unfold.click()
  const slider = page.getByRole('slider', { name: 'Place of the lens' })
  await slider.waitFor()
  return slider
}

/** The whole text of a box, whatever it is made of. */
export async function textOf(page: Page, name: BoxName): Promise<string> {
  return box(page, name).evaluate((element) =>
    element instanceof HTMLTextAreaElement
      ? element.value
      : [...element.querySelectorAll('.cm-line')].map((line) => line.textContent ?? '').join('\n'),
  )
}

/**
 * Puts a short text into a box, whatever was there. Firefox selects what is to be replaced in one step and types in another, and loses the
 * selection where the page draws its marks in between; a user's own selection is the editor's, and stays.
 */
export async function fillWhole(page: Page, name: BoxName, text: string): Promise<void> {
  await expect(async () => {
    await box(page, name).fill(text)
    expect(await textOf(page, name)).toBe(text)
  }).toPass()
}

/** Types over the first occurrence of `from` in a box, as a user would after selecting it. */
export async function typeOver(page: Page, name: BoxName, from: string, to: string): Promise<void> {
  await box(page, name).evaluate(async (element, wanted) => {
    ;(element as HTMLElement).focus()
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const nodes: Text[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text)
    // Words are cut into nodes by their colors, so the place is counted over all of them.
    const at = nodes
      .map((node) => node.data)
      .join('')
      .indexOf(wanted)
    if (at < 0) throw new Error(`no ${wanted} in the box`)
    const locate = (offset: number, end: boolean): [Text, number] => {
      let left = offset
      for (const node of nodes) {
        if (left < node.length || (end && left === node.length)) return [node, left]
        left -= node.length
      }
      throw new Error('beyond the text')
    }
    // The editor learns of the selection by an event, which Firefox may send a while later; what is typed before that lands elsewhere.
    const told = new Promise((done) => document.addEventListener('selectionchange', done, { once: true }))
    document.getSelection()?.setBaseAndExtent(...locate(at, false), ...locate(at + wanted.length, true))
    await Promise.race([told, new Promise((done) => setTimeout(done, 2_000))])
  }, from)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))))
  await page.keyboard.type(to)
}
