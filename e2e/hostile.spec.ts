// Nothing that is pasted, dropped or broken freezes the page or takes it down.
import { createCipheriv } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { ALL, ANY_ENGINE, expect, test, WHOLE } from './page.ts'

/** Milliseconds until an answer, on a slow and busy machine; a quiet one needs one or two seconds. What holds the page takes minutes. */
const ANSWER = 30_000

/**
 * Milliseconds that the page may be held at a stretch. A bound that tells hanging from not: 100 are promised, and measured on a quiet
 * machine; here three workers share two cores, and their work is counted as well. What grows with the square of such texts takes minutes.
 */
const HELD = 5_000

/** Watches for long tasks from now on; Chromium alone tells of them. Tells the longest. */
async function longTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(window, { longest: 0 })
    if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) Object.assign(window, { longest: Math.max(duration, Reflect.get(window, 'longest')) })
    }).observe({ entryTypes: ['longtask'] })
  })
  return () => page.evaluate(() => Number(Reflect.get(window, 'longest')))
}

const part = (text: string) => Buffer.from(text).toString('base64url')
const HEADER = part('{"alg":"HS256"}')
const GOOD = `${HEADER}.${part('{"sub":"still here"}')}.AAAA`

/** Puts a text into the token box as a paste does; large ones would take long through the keyboard. */
async function pasteText(page: Page, text: string) {
  const box = page.getByRole('textbox', { name: 'Encoded token' })
  // A made-up paste event does nothing to the plain textarea that is there until the editor has loaded.
  await page.locator('[data-editor="Encoded token"] .cm-content').waitFor()
  await box.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.evaluate((given) => {
    const transfer = new DataTransfer()
    transfer.setData('text/plain', given)
    // Firefox takes the text itself instead of what would hold it.
    const init = { clipboardData: transfer, dataType: 'text/plain', data: given, bubbles: true, cancelable: true }
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', init))
  }, text)
}

async function drop(page: Page, files: { name: string; text?: string; size?: number; bytes?: number[] }[]) {
  await page.evaluate((given) => {
    const transfer = new DataTransfer()
    for (const { name, text = '', size, bytes } of given) {
      transfer.items.add(new File([bytes ? new Uint8Array(bytes) : size ? new Uint8Array(size).fill(65) : text], name))
    }
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, files)
}

const settled = (page: Page) => expect(page.locator('main')).toHaveAttribute('aria-busy', 'false', { timeout: ANSWER })
const structure = (page: Page) => page.locator('[data-gate=structure]')

/** A JWE whose 97 kB inflate to 100 MB, under a key that opens it. */
function zipBomb(key: Buffer): string {
  const header = part('{"alg":"dir","enc":"A128GCM","zip":"DEF"}')
  const cipher = createCipheriv('aes-128-gcm', key, Buffer.alloc(12)).setAAD(Buffer.from(header))
  const ciphertext = Buffer.concat([cipher.update(deflateRawSync(Buffer.alloc(100_000_000))), cipher.final()])
  return [header, '', ...[Buffer.alloc(12), ciphertext, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'))].join('.')
}

const SHAPES: Record<string, { make(): string; structure: string; key?: string; says?: RegExp }> = {
  'five megabytes of letters': {
    make: () => 'A'.repeat(5_000_000),
    structure: 'malformed',
    says: /only the first 10,000 characters are decoded/,
  },
  'a token with a claim of nearly five megabytes': {
    make: () => `${HEADER}.${part(`{"a":"${'x'.repeat(3_700_000)}"}`)}.AAAA`,
    structure: 'well-formed',
  },
  'a payload 100,000 levels deep': {
    make: () => `${HEADER}.${part(`{"exp":1,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)}.AAAA`,
    structure: 'well-formed',
  },
  'a header 100,000 levels deep': {
    make: () => `${part(`{"alg":"HS256","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)}.e30.AAAA`,
    structure: 'well-formed',
  },
  '100,000 brackets that never close': { make: () => `${HEADER}.${part('['.repeat(100_000))}.AAAA`, structure: 'well-formed' },
  '100,000 dots': { make: () => '.'.repeat(100_000), structure: 'malformed' },
  '100,000 tildes': { make: () => `${GOOD}${'~'.repeat(100_000)}`, structure: 'malformed' },
  '20,000 members': {
    make: () => `${HEADER}.${part(`{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":${i}`).join()}}`)}.AAAA`,
    structure: 'well-formed',
  },
  '2,000 tokens': {
    make: () => Array.from({ length: 2_000 }, (_, i) => `${HEADER}.${part(`{"a":${i}}`)}.AAAA`).join('\n'),
    structure: 'well-formed',
  },
  'the beginning of a token for five megabytes': { make: () => 'eyJ.~'.repeat(1_000_000), structure: 'malformed' },
  'an encoded plus sign for five megabytes': { make: () => '%2B'.repeat(1_660_000), structure: 'malformed' },
  'a space behind every character': { make: () => `${HEADER}.${'A '.repeat(2_400_000)}.AAAA`, structure: 'well-formed' },
  '50,000 tokens with names': {
    make: () => Array.from({ length: 50_000 }, (_, i) => `token_${i}=${HEADER}.${part(`{"a":${i}}`)}.AAAA`).join('\n'),
    structure: 'well-formed',
    says: /Read up to the 5,000th token/,
  },
  'a list of 1,500,000 numbers': {
    make: () => `${HEADER}.${part(`{"a":[${'1,'.repeat(1_500_000)}1]}`)}.AAAA`,
    structure: 'well-formed',
    says: /Only the first 100,000 values of the payload are read/,
  },
  'a JWE with p2c of 2^31': {
    make: () =>
      `${part('{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":2147483647}')}.${'A'.repeat(32)}.${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`,
    structure: 'well-formed',
    says: /more PBKDF2 rounds than any honest token does/,
  },
  'a JWE with a zip bomb': {
    make: () => zipBomb(Buffer.from('0123456789abcdef')),
    key: '0123456789abcdef',
    structure: 'well-formed',
    says: /its content is larger than this page accepts/,
  },
}

/** One that is long, one that is costly. */
const ALWAYS = new Set(['100,000 dots', 'a JWE with a zip bomb'])
/** What an engine has to lay out, and what it has to compute. */
const LAID_OUT = new Set([...ALWAYS, 'a token with a claim of nearly five megabytes', 'a list of 1,500,000 numbers'])
/** What else only a page can show; `core/hostile.test.ts` has all of them and more. */
const SHOWN = new Set([
  'five megabytes of letters',
  '50,000 tokens with names',
  'a payload 100,000 levels deep',
  'a space behind every character',
  'the beginning of a token for five megabytes',
])
const tagsOf = (name: string) => [
  ...(ALWAYS.has(name) ? [] : [WHOLE.tag]),
  ...(LAID_OUT.has(name) ? [] : [SHOWN.has(name) ? ANY_ENGINE.tag : ALL.tag]),
]

for (const [name, { make, structure: expected, key: secret = 'secret', says }] of Object.entries(SHAPES)) {
  test(`${name}: an answer, and the page lives on`, { tag: tagsOf(name) }, async ({ page, violations }) => {
    test.setTimeout(120_000)
    await page.goto('./')
    await settled(page)
    const held = await longTasks(page)
    await pasteText(page, make())
    await expect(structure(page)).toHaveAttribute('data-state', expected, { timeout: ANSWER })
    await settled(page)
    const key = page.getByRole('textbox', { name: 'Key', exact: true })
    if (await key.count()) await key.fill(secret)
    await settled(page)
    if (says) await expect(page.getByText(says).first()).toBeVisible()
    expect(await held(), 'milliseconds at a stretch').toBeLessThan(HELD)
    await pasteText(page, GOOD)
    await settled(page)
    await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('still here')
    expect(await violations()).toEqual([])
  })
}

test.describe('files', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./')
    await pasteText(page, GOOD)
    await settled(page)
    // What takes files arrives a moment after the page.
    await expect(async () => {
      await drop(page, [{ name: 'nothing.txt', text: 'Dear all,' }])
      await expect(page.getByRole('alert', { name: 'Not loaded' })).toContainText('“nothing.txt” contains neither a token nor a key', {
        timeout: 500,
      })
    }).toPass()
  })

  const refused: [name: string, file: { name: string; size?: number; bytes?: number[] }, words: string][] = [
    ['one over 20 MB', { name: 'large.har', size: 20_000_001 }, '“large.har” is 20.0 MB. The limit is 20 MB'],
    ['a picture', { name: 'photo.png', bytes: [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff] }, '“photo.png” isn’t text. Use a token'],
  ]
  for (const [name, file, words] of refused) {
    test(`${name} is refused by name, and nothing is lost`, async ({ page }) => {
      await drop(page, [file])
      await expect(page.getByRole('alert', { name: 'Not loaded' })).toContainText(words)
      await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('still here')
      await page.getByRole('button', { name: 'Close' }).click()
      await expect(page.getByRole('alert', { name: 'Not loaded' })).toHaveCount(0)
    })
  }

  test('a paste over 5 MB is refused by its size, and nothing is lost', async ({ page }) => {
    await pasteText(page, 'A'.repeat(5_000_001))
    await expect(page.getByRole('alert', { name: 'Not loaded' })).toContainText('What you pasted is 5.0 MB of text. The limit is 5 MB')
    await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('still here')
  })

  test('a paste of more than 200,000 lines is refused, and nothing is lost', async ({ page }) => {
    await pasteText(page, '\n'.repeat(200_000))
    await expect(page.getByRole('alert', { name: 'Not loaded' })).toContainText('What you pasted has more than 200,000 lines.')
    await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('still here')
  })

  test('a token and a key that are dropped together go where they belong', async ({ page }) => {
    const key = JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' })
    const har = JSON.stringify({
      log: {
        entries: [{ request: { headers: [{ name: 'Authorization', value: `Bearer ${HEADER}.${part('{"sub":"dropped"}')}.AAAA` }] } }],
      },
    })
    await drop(page, [
      { name: 'session.har', text: har },
      { name: 'key.jwk', text: key },
    ])
    await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('dropped')
    await expect(page.getByRole('textbox', { name: 'Key', exact: true })).toContainText('c2VjcmV0')
  })
})

test('a panel that breaks says so without the token, and the rest lives on', async ({ page, complaints, context }) => {
  await page.goto('./')
  await pasteText(page, GOOD)
  await settled(page)
  // What the sheets write numbers with, made to throw at a payload of 4,321 bytes: no door for this is left in the page itself.
  await page.evaluate((token) => {
    Object.assign(window, { written: [] })
    // oxlint-disable-next-line no-extend-native -- of the page under test
    Number.prototype.toLocaleString = function () {
      if (Number(this) !== 4321) return String(this)
      throw new TypeError(`at ${token} (https://a.example/${token}.js:1:1)\n    at secret (https://a.example/secret.js:1:1)`)
    }
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void (window as unknown as { written: string[] }).written.push(text) },
    })
  }, GOOD)
  await pasteText(page, `${HEADER}.${part('{"sub":"another"}'.padEnd(4321))}.AAAA`)
  const broken = page.getByRole('alert', { name: 'Payload: broken' })
  await expect(broken).toContainText('Payload broke on this. The rest of the page works on.')
  await broken.getByRole('button', { name: 'Copy a report without your data' }).click()
  const [report = ''] = await page.evaluate(() => (window as unknown as { written: string[] }).written)
  expect(report).toMatch(/^JWT Inspector: Payload broke\nTypeError\nat [\w-]+\.js:\d+:\d+/)
  expect(report).not.toMatch(/eyJ|secret|another|still here/)
  // The rest: the header, the verdict and the key go on answering.
  await expect(page.getByRole('textbox', { name: 'Header' })).toContainText('HS256')
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('secret')
  await expect(page.locator('[data-gate=signature]')).toHaveAttribute('data-state', 'mismatch')
  await page.evaluate(() => {
    // oxlint-disable-next-line no-extend-native -- of the page under test
    Number.prototype.toLocaleString = function () {
      return String(this)
    }
  })
  const again = page.getByRole('button', { name: 'Try again' })
  while ((await again.count()) > 0) await again.first().click()
  await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('another')
  expect(context.pages()).toHaveLength(1)
  // React would write the error with its message to the console, and the token with it.
  expect(complaints).toEqual([])
})
