// Seeing through a token: what belongs together lights up, the lens, the signature step by step, two tokens side by side.
import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { openLens } from './desk.ts'
import { expect, test } from './page.ts'

const KEY = 'A secret API example'
const encode = (text: string) => Buffer.from(text).toString('base64url')
const sign = (payload: string, header = '{"alg":"HS256","typ":"JWT"}') => {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${createHmac('sha256', KEY).update(input).digest('base64url')}`
}
const TOKEN = sign(
  '{"iss":"https://login.payroll.example","sub":"fernando","exp":1795340220,"Admin":true,"name":"Zoë 山田 🎉","scope":"payments:read"}',
)

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const editor = (page: Page, name: string) => page.locator(`[data-editor="${name}"]`)
const line = (page: Page, text: string) => editor(page, 'Payload').locator('.cm-line', { hasText: text })
const lens = (page: Page) => page.getByRole('slider', { name: 'Place of the lens' })

async function open(page: Page, token: string, key = KEY): Promise<void> {
  await page.goto('./')
  await editor(page, 'Encoded token').locator('.cm-content').waitFor()
  await box(page, 'Encoded token').fill(token)
  await box(page, 'Key').fill(key)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  await openLens(page)
}

/** What lights up in a box, its characters together. */
async function lit(within: Locator): Promise<string> {
  return (await within.locator('.lit, .lit-shared').allTextContents()).join('')
}

/** The characters of a claim as the standard computes them: three bytes are four characters. */
function charactersOf(token: string, member: string): string {
  const segment = token.split('.')[1]!
  const bytes = Buffer.from(segment, 'base64url')
  const at = bytes.indexOf(member)
  return segment.slice(Math.floor((at * 4) / 3), Math.ceil(((at + Buffer.byteLength(member)) * 4) / 3))
}

test('pointing at a claim lights up its characters in the token, and the other way round', async ({ page }) => {
  await open(page, TOKEN)
  for (const [shown, member] of [
    ['Admin', '"Admin":true'],
    ['Zoë', '"name":"Zoë 山田 🎉"'],
  ] as const) {
    await line(page, shown).locator('.json-name').hover()
    await expect.poll(() => lit(editor(page, 'Encoded token'))).toBe(charactersOf(TOKEN, member))
    await expect(editor(page, 'Payload').locator('.lit-line')).toContainText(shown)
  }
  await box(page, 'Encoded token').click()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect(editor(page, 'Header').locator('.lit-line')).toContainText('"alg": "HS256"')
})

test('the caret does what the mouse does', async ({ page }) => {
  await open(page, TOKEN)
  await page.mouse.move(0, 0)
  await box(page, 'Payload').focus()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => lit(editor(page, 'Encoded token'))).toBe(charactersOf(TOKEN, '"Admin":true'))
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => lit(editor(page, 'Encoded token'))).toBe(charactersOf(TOKEN, '"name":"Zoë 山田 🎉"'))
})

test.describe('by touch', () => {
  test.use({ hasTouch: true })

  test('a tap does what the mouse does', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'Firefox takes no taps from its driver')
    await open(page, TOKEN)
    await line(page, 'Admin').locator('.json-name').tap()
    await expect.poll(() => lit(editor(page, 'Encoded token'))).toBe(charactersOf(TOKEN, '"Admin":true'))
    await page.getByRole('button', { name: 'Next four characters' }).tap()
    await expect(lens(page)).toHaveAttribute('aria-valuetext', /text n " :/)
  })
})

test('a finding and its claim light each other up', async ({ page }) => {
  await open(page, sign('{"sub":"x","exp":1795340220000}'))
  const finding = page.locator('[data-rule]', { hasText: /millisecond/i }).first()
  await finding.hover()
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('exp')
  await page.mouse.move(0, 0)
  await line(page, 'exp').locator('.json-name').hover()
  await expect(finding).toHaveAttribute('data-lit', '')
  await page.mouse.move(0, 0)
  await line(page, 'sub').locator('.json-name').hover()
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('sub')
  await expect(finding).not.toHaveAttribute('data-lit', '')
})

test('an instant of the time line and its claim light each other up, and the clock stays', async ({ page }) => {
  await open(page, TOKEN)
  const exp = page.getByRole('button', { name: /^exp, .*: show in the token$/ })
  await exp.hover()
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('"exp"')
  await expect.poll(() => lit(editor(page, 'Encoded token'))).toBe(charactersOf(TOKEN, '"exp":1795340220'))
  await page.mouse.move(0, 0)
  await line(page, 'Admin').locator('.json-name').hover()
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('"Admin"')
  await expect(exp).not.toHaveAttribute('data-lit', '')
  await line(page, '"exp"').locator('.json-name').hover()
  await expect(exp).toHaveAttribute('data-lit', '')
  await page.mouse.move(0, 0)
  await exp.press('Enter')
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('"exp"')
  await exp.click()
  await expect(page.getByRole('button', { name: 'Back to now' })).toHaveCount(0)
})

test('a byte leads to its character, its claim and its place under the lens', async ({ page }) => {
  await open(page, TOKEN)
  await page.getByText('Bytes of each part in hexadecimal').click()
  const bytes = page.getByRole('table', { name: 'Bytes of the payload in hexadecimal' }).locator('[data-at]')
  const payload = Buffer.from(TOKEN.split('.')[1]!, 'base64url')
  await bytes.nth(payload.indexOf('Admin')).click()
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('"Admin"')
  await expect(lens(page)).toHaveAttribute('aria-valuetext', /text .*A/)
  const hex = payload.indexOf('Admin')
  await expect(page.locator('mark[data-at]').first()).toHaveAttribute('data-at', String(hex - (hex % 3)))
})

test('the lens shows characters, bits, bytes and text, and steps with the arrow keys', async ({ page }) => {
  await open(page, TOKEN)
  await page.mouse.move(0, 0)
  await expect(lens(page)).toHaveAttribute('aria-valuetext', /^Payload: Characters e y J p, bytes 7b 22 69, text \{ " i/)
  await lens(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(lens(page)).toHaveAttribute('aria-valuetext', /text s s "/)
  await expect(editor(page, 'Payload').locator('.lit-line')).toContainText('"iss"')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(lens(page)).toHaveAttribute('aria-valuetext', /^Header: /)
  // The signature's 32 bytes leave two bits of its last character over.
  await box(page, 'Encoded token').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('ArrowLeft')
  await page.mouse.move(0, 0)
  await expect(lens(page)).toHaveAttribute('aria-valuetext', /^Signature: .*2 bits not used$/)
  await expect(page.getByText(/The last 2 bits of/)).toBeVisible()
  await page.getByText('Bytes of each part in hexadecimal').click()
  await expect(page.getByRole('table', { name: 'Bytes of the header in hexadecimal' })).toContainText('7b')
  await expect(page.getByRole('button', { name: 'Copy signature in hexadecimal' })).toBeVisible()
})

test('the signature shows its numbers', async ({ page }) => {
  await open(page, TOKEN)
  await page.getByText('The signature in numbers').click()
  await expect(page.getByText('32 bytes, the length of a SHA-256 hash')).toBeVisible()
})

test('the steps follow an edit, and Escape puts them away', async ({ page }) => {
  await open(page, TOKEN)
  const button = page.getByRole('button', { name: 'How the signature is computed' })
  await button.press('Enter')
  const sheet = page.getByRole('region', { name: 'How the signature is computed' })
  await expect(sheet).toBeFocused()
  await expect(sheet.getByText('Equal: yes')).toBeVisible()
  const mac = createHmac('sha256', KEY).update(TOKEN.split('.').slice(0, 2).join('.')).digest('hex')
  await expect(sheet.locator('[data-step="outer"]')).toContainText(mac)
  await expect(sheet.getByText('Here they differ')).toHaveCount(0)

  await box(page, 'Payload').fill('{"iss":"https://login.payroll.example","Admin":false}')
  await expect(sheet.locator('[data-step="payload-text"]')).toContainText('Here they differ')
  await expect(sheet.locator('[data-step="header-text"]')).not.toContainText('Here they differ')
  await expect(sheet.locator('[data-step="inner"]')).toContainText(/flipped \d+ of its 256 bits/)
  await expect(sheet.getByText(/Equal: no, \d+ of 256 bits differ/)).toBeVisible()
  await sheet.getByText('Repeat it yourself').click()
  await expect(sheet.getByRole('heading', { name: /openssl/ })).toBeVisible()

  await sheet.getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('of several signatures the one that verifies is shown, and any can be followed', async ({ page }) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const [first, second, payload] = [encode('{"alg":"HS256"}'), encode('{"alg":"ES256"}'), encode('{"sub":"fernando"}')]
  const made = signWith('sha256', Buffer.from(`${second}.${payload}`), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const mac = createHmac('sha256', KEY).update(`${first}.${payload}`).digest()
  const signatures = [
    { protected: first, signature: mac.toString('base64url') },
    { protected: second, signature: made.toString('base64url') },
  ]
  await open(page, JSON.stringify({ payload, signatures }), JSON.stringify(publicKey.export({ format: 'jwk' })))
  await expect(page.locator('[data-gate="signature"]')).toHaveAttribute('data-state', 'partial')
  await expect(page.locator('[data-part="received-signature"]')).toHaveText(made.toString('base64url'))
  await expect(page.locator('[data-rule="key-pem-as-secret"]')).toHaveCount(0)
  await page.getByRole('button', { name: 'How the signature is computed' }).click()
  const sheet = page.getByRole('region', { name: 'How the signature is computed' })
  await expect(sheet.getByText('Equal to r: yes')).toBeVisible()
  await sheet.getByRole('combobox', { name: 'Signature' }).selectOption('1 of 2, HS256')
  await expect(sheet.locator('[data-step="signature"]')).toContainText(mac.toString('base64url'))
  await expect(sheet.locator('[data-step="no-key"]')).toBeVisible()
})

test('the steps of a large token are paged', async ({ page }) => {
  await open(page, sign(JSON.stringify({ text: 'x'.repeat(100_000) })))
  await page.getByRole('button', { name: 'How the signature is computed' }).click()
  const step = page.locator('[data-step="payload-base64url"]')
  await expect(step.getByText(/Page 1 of \d+/)).toBeVisible()
  await step.getByRole('button', { name: 'Next' }).click()
  await expect(step.getByText(/Page 2 of \d+/)).toBeVisible()
  const length = await page.getByRole('region', { name: 'How the signature is computed' }).evaluate((element) => element.textContent.length)
  expect(length).toBeLessThan(20_000)
})

test('two tokens are compared: the previous one, one typed in, the same as pasted', async ({ page }) => {
  await open(page, TOKEN)
  await box(page, 'Encoded token').fill(
    sign(
      '{"iss":"https://login.payroll.example","sub":"fernando","exp":1795341120,"name":"Zoë 山田 🎉","scope":"payments:read payments:write","jti":"1"}',
    ),
  )
  await page.getByRole('button', { name: 'Compare with the previous token' }).click()
  const comparison = page.locator('[data-part="comparison"]')
  await expect(comparison).toContainText('2 claims changed, 1 added, 1 removed.')
  await expect(comparison.locator('[data-difference]', { hasText: 'exp' })).toContainText('expires 15 minutes later')
  await expect(comparison.locator('[data-difference="removed"]')).toContainText('Admin')
  await expect(comparison).toContainText('the current key verifies both')

  // From the keyboard, too, a row leads to its characters.
  await comparison.getByRole('button', { name: 'exp', exact: true }).focus()
  await expect(page.locator('[data-editor="Payload"] .lit-line')).toContainText('"exp"')
  await expect(page.locator('[data-editor="Encoded token"] .lit').first()).toBeVisible()

  await page.getByRole('button', { name: 'Another token' }).click()
  await page.getByLabel('Token to compare with').fill(`Bearer ${TOKEN.slice(0, -1)}A`)
  await expect(comparison).toContainText('verifies only “Open token”')

  await box(page, 'Payload').fill('{"iss":"https://login.payroll.example","sub":"admin"}')
  await page.getByRole('button', { name: 'The same token as pasted' }).click()
  await expect(comparison.locator('[data-difference="changed"]')).toContainText('"fernando"')
  await page.keyboard.press('Escape')
  await expect(comparison).toHaveCount(0)
})

test('a paste of several tokens offers to compare them', async ({ page }) => {
  await open(page, `{"access_token":"${TOKEN}","id_token":"${sign('{"sub":"fernando","aud":"app"}')}"}`)
  await page.getByRole('button', { name: 'Compare two of them' }).click()
  await expect(page.getByRole('button', { name: 'id_token, from the same paste' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('[data-part="comparison"]')).toContainText('aud')
})

for (const [width, theme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const) {
  test(`at ${width} in the ${theme} theme everything is reachable, readable and in its place`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    await open(page, TOKEN)
    if (theme === 'dark') {
      await page.getByRole('button', { name: 'Use the dark theme' }).click()
      // Colors fade over; in Firefox not in what is folded away.
      await page.waitForFunction(() =>
        document
          .getAnimations()
          .filter(({ playState }) => playState === 'running')
          .every(({ effect }) => !(effect as KeyframeEffect).target?.checkVisibility()),
      )
    }
    await page.getByText('Bytes of each part in hexadecimal').click()
    await page.getByText('The signature in numbers').click()
    await line(page, 'Admin').locator('.json-name').click()
    for (const opened of ['How the signature is computed', 'Compare']) {
      await page.getByRole('button', { name: opened, exact: true }).click()
      const sheet = page.locator('section[tabindex="-1"]')
      await sheet.waitFor()
      if (opened === 'Compare') {
        await page.getByLabel('Token to compare with').fill(sign('{"sub":"x"}'))
        await page.locator('[data-part="comparison"]').waitFor()
      } else await sheet.getByText('Equal: yes').waitFor()
      const violations = (await new AxeBuilder({ page }).analyze()).violations
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(' '))])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await sheet.focus()
      await page.keyboard.press('Escape')
      await expect(sheet).toHaveCount(0)
    }
  })
}
