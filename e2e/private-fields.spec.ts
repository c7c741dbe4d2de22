// What is typed goes nowhere else: no completion, no spell checker or password manager that passes it on, and no word of it in the console.
import type { Page } from '@playwright/test'
import { LESSONS } from '../src/lessons/index.ts'
import { box, gate, open, settled } from './desk.ts'
import { expect, test } from './page.ts'
import { hs256, SECRET } from './tokens.ts'

const WANTED: Readonly<Record<string, string>> = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  translate: 'no',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
  'data-form-type': 'other',
  'data-gramm': 'false',
}

/** Which of the wanted attributes each field for text lacks, by the field's name; and how many fields there are. */
function lacking(page: Page): Promise<{ fields: number; faults: string[] }> {
  return page.evaluate((wanted) => {
    const fields = [...document.querySelectorAll('textarea, [contenteditable=true], input:not([type=radio], [type=checkbox], [type=file])')]
    const faults = fields.flatMap((field) => {
      const missing = Object.entries(wanted).filter(([name, value]) => field.getAttribute(name) !== value)
      const named = field.getAttribute('aria-label') ?? field.id
      return missing.length > 0 ? [`${named} lacks ${missing.map(([name]) => name).join(', ')}`] : []
    })
    return { fields: fields.length, faults }
  }, WANTED)
}

test('no field lets anyone complete, correct, translate or keep what is typed', async ({ page }) => {
  await page.goto('./')
  expect(await lacking(page), 'before the editor has arrived').toMatchObject({ faults: [] })
  // What is still loading is let in before the page is left.
  await page.waitForLoadState('networkidle')
  await open(page, hs256(), SECRET)
  await page.getByRole('button', { name: 'Compare' }).first().click()
  await page.getByRole('textbox', { name: 'Token to compare with' }).waitFor()
  const desk = await lacking(page)
  expect(desk.faults).toEqual([])
  expect(desk.fields).toBeGreaterThanOrEqual(6)
  const lesson = LESSONS.find(({ solution: [first] }) => first && 'fill' in first)!
  await page.evaluate((id) => (location.hash = `#/learn/${id}`), lesson.id)
  await expect(page.getByRole('region', { name: 'Stage', exact: true }).getByRole('textbox').first()).toBeVisible()
  expect(await lacking(page)).toMatchObject({ faults: [] })
  await page.evaluate(() => (location.hash = '#/keys'))
  await page.getByRole('region', { name: 'Generate a key' }).getByRole('button', { name: 'Generate' }).click()
  await expect(page.getByRole('textbox').first()).toBeVisible()
  expect(await lacking(page)).toMatchObject({ faults: [] })
})

test('no word of token or key comes into the console, the title or the address', async ({ page }) => {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await page.goto(`./#token=${hs256()}`)
  await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
  await box(page, 'Key').fill(SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Payload').fill('{"sub": broken')
  await box(page, 'Key').fill(`-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----`)
  await settled(page)
  for (const text of [...said, await page.title(), page.url()]) {
    expect(text).not.toContain('eyJ')
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain('fernando')
  }
})
