// The desk is calm: typing, undo and paste change words and numbers, and move almost nothing.
import type { Page } from '@playwright/test'
import { box, button, gate, open, settled, textOf, typeOver } from './desk.ts'
import { expect, test } from './page.ts'
import { claims, hs256 } from './tokens.ts'

/** Fits into one line at every width: a box may grow with what is typed into it. */
const SECRET = 'wK3q8Zr1tUe0xJm5nVbYyPq9dWfRz7v2'

declare global {
  interface Window {
    /** What moved so far: a score each, and which elements. */
    shifts?: { value: number; what: string[] }[]
  }
}

/** Begins to watch what moves, recent input or not: the browser excuses what follows a keystroke, the reader doesn't. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 500))
    const shifts: { value: number; what: string[] }[] = (window.shifts = [])
    const place = ({ x, y, width, height }: DOMRectReadOnly) =>
      `${Math.round(x)},${Math.round(y)} ${Math.round(width)}x${Math.round(height)}`
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
      })[]) {
        shifts.push({
          value: entry.value,
          what: entry.sources.map(
            ({ node, previousRect, currentRect }) =>
              `${node instanceof Element ? node.tagName : (node?.nodeName ?? '?')} "${(node?.textContent ?? '').slice(0, 30)}" ${place(previousRect)} -> ${place(currentRect)}`,
          ),
        })
      }
    }).observe({ type: 'layout-shift' })
  })
}

/** Lets the page come to rest, and takes what moved since the last time. */
async function moved(page: Page, during: string): Promise<{ value: number; what: string }> {
  await settled(page)
  await page.waitForTimeout(400)
  return page.evaluate((step) => {
    const shifts = window.shifts?.splice(0) ?? []
    return {
      value: shifts.reduce((sum, shift) => sum + shift.value, 0),
      what: shifts.map((shift) => `${step} ${shift.value.toFixed(4)}: ${shift.what.join('; ')}`).join('\n'),
    }
  }, during)
}

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 780],
] as const) {
  test(`typing a key, an edit and Undo leave the desk in place, at ${width}`, async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'only Chromium tells what moved')
    await page.setViewportSize({ width, height })
    await open(page, hs256(claims({ jti: undefined }), undefined, SECRET))
    await page.evaluate(() => scrollTo(0, 0))
    await watch(page)
    const all: { value: number; what: string }[] = []
    const after = async (step: string) => all.push(await moved(page, step))

    await box(page, 'Key').focus()
    await page.keyboard.type('A secret API exampl')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await after('a wrong key')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(SECRET)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await after('the right key')
    await typeOver(page, 'Payload', 'false', 'true')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await after('an edit')
    await button(page, 'Undo edits').click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await after('Undo')
    // On a phone notes wrap under their lines, and come a moment after these.
    if (width > 500) {
      await box(page, 'Encoded token').focus()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(hs256(claims({ sub: 'another', jti: undefined }), undefined, SECRET))
      await expect.poll(() => textOf(page, 'Payload')).toContain('another')
      await after('another token')
    }

    for (const { value, what } of all) expect(value, what).toBeLessThanOrEqual(0.02)
    // Five acts together: what comes and goes with a half-typed word may add a little to each.
    const sum = all.reduce((total, { value }) => total + value, 0)
    expect(sum, all.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(0.03)
  })
}
