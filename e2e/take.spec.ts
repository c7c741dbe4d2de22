// What is taken along: a link, a report, a picture, and the keys and names that lead there.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { box, button, gate, open, settled, textOf, verdict } from './desk.ts'
import { expect, test } from './page.ts'
import { claims, ec, hs256, jwk, pem, SECRET, signed } from './tokens.ts'

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })
const link = (page: Page) => dialog(page, 'Share').getByRole('textbox', { name: 'Link' })

async function follow(page: Page, address: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(address)
  await settled(page)
}

test('a link masks personal data and has no signature, unless its author says so; its key is never called the reader’s', async ({
  page,
}) => {
  const token = signed('ES256', claims({ email: 'ada@example.com' }))
  await open(page, token, pem(ec.privateKey))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await button(page, 'Share').click()
  const share = dialog(page, 'Share')
  await expect(share.getByRole('checkbox', { name: 'Mask claims' })).toBeChecked()
  await expect(share).toContainText('anyone could try short values until it verifies')
  await share.getByText(/\d of \d+ masked/).click()
  await expect(share.getByRole('checkbox', { name: 'email' })).toBeChecked()
  await share.getByRole('checkbox', { name: 'iss' }).check()
  const masked = await link(page).inputValue()

  await share.getByRole('checkbox', { name: 'Mask claims' }).uncheck()
  await expect(share).toContainText('It isn’t called good until the reader presses “I compared it”')
  const plain = await link(page).inputValue()
  expect(plain).toContain(token)
  await share.getByRole('checkbox', { name: 'Leave out the signature' }).check()
  expect(await link(page).inputValue()).toContain(`#token=${token.slice(0, token.lastIndexOf('.') + 1)}`)
  expect(await link(page).inputValue()).not.toContain('key=')

  await follow(page, masked)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'unsigned')
  expect(JSON.parse(await textOf(page, 'Payload'))).toMatchObject({
    iss: '***',
    sub: '***',
    email: '***',
    aud: 'payroll-api',
    admin: false,
  })

  await follow(page, plain)
  await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'link')
  await expect(verdict(page)).not.toContainText('Good')
  expect(await textOf(page, 'Key')).not.toContain('"d"')
})

test('a token that holds a key has no link as it is; what is expected goes with it', async ({ page }) => {
  await open(page, hs256(claims({ held: JSON.parse(jwk(ec.privateKey)) as object })), SECRET)
  await button(page, 'Share').click()
  const share = dialog(page, 'Share')
  expect(await link(page).inputValue()).toContain('#token=')
  await share.getByRole('checkbox', { name: 'Mask claims' }).uncheck()
  await expect(share).toContainText('No link: this token holds a private key or a secret')
  await expect(link(page)).toHaveValue('')
})

test('the leeway goes with a link as an expectation, unless its author says otherwise', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await page.getByRole('combobox', { name: 'Leeway' }).selectOption('1 min')
  await settled(page)
  await button(page, 'Share').click()
  const share = dialog(page, 'Share')
  await expect(share).toContainText('What your service expects is offered to the reader')
  expect(await link(page).inputValue()).toContain('&expect=leeway%3D60')
  await share.getByRole('checkbox', { name: 'Include what your service expects' }).uncheck()
  expect(await link(page).inputValue()).not.toContain('expect=')
})

test('a report has the verdict and its findings in three formats, masked until the switch says otherwise, and a picture', async ({
  page,
}) => {
  await open(page, hs256(), SECRET)
  await button(page, 'Report').click()
  const report = dialog(page, 'Report')
  const text = report.locator('[data-part=report]')
  await expect(text).toContainText('## Good. The signature verifies')
  for (const format of ['Plain text', 'JSON', 'Markdown']) {
    await report.getByRole('combobox', { name: 'Format' }).selectOption(format)
    await expect(text).toContainText('"sub": "***"')
    const written = (await text.textContent()) ?? ''
    for (const part of ['well-formed', '"aud": "payroll-api"', 'JWT Inspector 0.1.0']) expect(written).toContain(part)
    for (const part of ['fernando', SECRET.slice(4, 12)]) expect(written).not.toContain(part)
    if (format === 'JSON') expect(JSON.parse(written)).toMatchObject({ gates: [{}, { state: 'valid' }, {}, {}], claims: { sub: '***' } })
  }
  // Its last line can be checked against what the host has.
  const sums = (await readFile(resolve(import.meta.dirname, '../dist/SHA256SUMS'), 'utf8')).split(/(?<=\n)/)
  const others = sums.filter((line) => !/ {2}(?:index\.html|sw\.js)\n$/.test(line)).join('')
  await expect(text).toContainText(createHash('sha256').update(others).digest('hex'))
  const downloading = page.waitForEvent('download')
  await report.getByRole('button', { name: 'Picture (SVG)' }).click()
  const svg = await readFile(await (await downloading).path(), 'utf8')
  expect(svg).toMatch(/^<svg [\s\S]*Good\. The signature verifies[\s\S]*signature left out/)
  await report.getByRole('checkbox', { name: 'Mask claims' }).uncheck()
  await expect(text).toContainText('"sub": "fernando"')
  await expect(report.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  await expect(report.getByRole('button', { name: 'Copy as curl' })).toBeVisible()
})

test('two strokes and other names lead there, “?” lists the keys, and neither is taken from a box', async ({ page }) => {
  await open(page, hs256())
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(link(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find a command' }).fill('ticket')
  await expect(page.getByRole('group', { name: 'Share and export' }).getByRole('option', { selected: true })).toHaveText(/^Report/)
  await page.keyboard.press('Enter')
  await expect(dialog(page, 'Report')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find a command' }).fill('own copy')
  await expect(page.getByRole('group', { name: 'Page' }).getByRole('option', { selected: true })).toHaveText('How we keep this page sealed')
  await page.keyboard.press('Escape')

  await box(page, 'Key').focus()
  await page.keyboard.type('a?')
  await expect(box(page, 'Key')).toHaveText('a?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await box(page, 'Key').blur()
  await page.keyboard.press('?')
  await expect(dialog(page, 'Keyboard shortcuts')).toContainText(/Share.*K.*S/)
})

test('the commands offer of a token only what it can be taken as', async ({ page }) => {
  const [header, payload, signature] = hs256().split('.')
  await open(page, JSON.stringify({ payload, protected: header, signature }))
  const find = page.getByRole('combobox', { name: 'Find a command' })
  await page.keyboard.press('ControlOrMeta+k')
  await find.fill('curl')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(0)
  await find.fill('token file')
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await downloading).suggestedFilename()).toBe('token.json')

  await box(page, 'Encoded token').fill('not a token')
  await settled(page)
  await page.keyboard.press('ControlOrMeta+k')
  await find.fill('share')
  await expect(page.getByRole('group', { name: 'Share and export' })).toHaveCount(0)
})

test('a link to a lesson names its step', async ({ page, context, browserName }) => {
  test.skip(browserName !== 'chromium', 'reads the clipboard')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./#/learn/three-parts?step=3')
  await page.getByRole('button', { name: /^Commands/ }).click()
  await page.getByRole('combobox', { name: 'Find a command' }).fill('presenter link')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Copied a link to this lesson in presenter mode.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#\/learn\/three-parts\?step=3&present$/)
})
