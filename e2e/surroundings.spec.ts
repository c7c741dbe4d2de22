// What surrounds the page: another page's frame, the back-forward cache, a browser that is too old, files that the installed app is opened with.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { box, gate, open, settled } from './desk.ts'
import { expect, test } from './page.ts'
import { serveBuild } from './static-host.ts'
import { hs256, jwk, rsa, SECRET, signed } from './tokens.ts'

test('framed by another page it shows only a link to itself', async ({ page }) => {
  // A host that sends no header: where one forbids frames, not even this is needed.
  const host = await serveBuild()
  const other = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><iframe src="${host.address}#token=${hs256()}"></iframe>`),
  )
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  try {
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
    const frame = page.frameLocator('iframe')
    await expect(frame.getByRole('link', { name: 'Open it by itself' })).toBeVisible()
    await expect(frame.locator('#root, textarea, [role=textbox], pre:visible')).toHaveCount(0)
    await expect(frame.getByRole('link')).toHaveAttribute('href', './')
  } finally {
    other.closeAllConnections()
    await Promise.all([host.close(), new Promise((done) => other.close(done))])
  }
})

test('coming back to it by the browser’s button shows empty fields, even where the browser had kept the page whole', async ({
  page,
  browserName,
}) => {
  await open(page, hs256(), SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  if (browserName === 'firefox') {
    await page.goto('about:blank')
    await page.evaluate(() => history.back())
  } else {
    // Driven by a test, Chromium keeps no page; the events are those that it would send.
    const again = page.waitForEvent('load')
    await page.evaluate(() => {
      for (const type of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(type, { persisted: true }))
    })
    await again
  }
  await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'empty')
  await expect(box(page, 'Encoded token')).not.toContainText(hs256().slice(0, 12))
  await expect(box(page, 'Key')).toHaveCount(0)
})

test.describe('a browser that is too old gets a sentence', () => {
  const sentence = /too old for JWT Inspector\. It needs Chrome or Edge \d+, Firefox \d+, Safari [\d.]+, or anything newer/

  test('where it runs modules but lacks what the page is made of', async ({ page }) => {
    await page.addInitScript(() => {
      delete (HTMLElement.prototype as { popover?: unknown }).popover
    })
    await page.goto('./')
    await expect(page.getByText(sentence)).toBeVisible()
  })

  test('where it runs no modules', async ({ page }) => {
    // Such a browser skips modules and runs what others skip.
    const html = readFileSync(resolve(import.meta.dirname, '../dist/index.html'), 'utf8')
    const seen = html.replace(/<script type="module"/g, '<script type="unknown"').replace('<script nomodule', '<script')
    expect(seen).not.toContain('nomodule')
    await page.route('./', (route) => route.fulfill({ contentType: 'text/html', body: seen }))
    await page.goto('./')
    await expect(page.getByText(sentence)).toBeVisible()
  })

  test('written in words of 2009, so that it can read them', () => {
    const script = readFileSync(resolve(import.meta.dirname, '../dist/old-browser.js'), 'utf8').replace(/\/\/.*/g, '')
    expect(script).toContain('old-browser')
    expect(script).not.toMatch(/\b(let|const|class|async|await)\b|=>|`|\?\.|\?\?/)
  })
})

test('it can be installed, with icons of their sizes, the share sheet and its own kinds of files', async ({ page, browserName }) => {
  const dist = (name: string) => readFileSync(resolve(import.meta.dirname, '../dist', name))
  const manifest = JSON.parse(dist('manifest.webmanifest').toString()) as {
    icons: { src: string; sizes: string }[]
    share_target: { action: string; method: string; params: Record<string, string> }
    file_handlers: { accept: Record<string, string[]> }[]
  }
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith('.png'))) {
    // The header chunk of a PNG begins at byte 16: width, height.
    expect(`${dist(src).readUInt32BE(16)}x${dist(src).readUInt32BE(20)}`).toBe(sizes)
  }
  expect(manifest.share_target).toMatchObject({ action: './share', method: 'POST', params: { text: 'text' } })
  const kinds = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat())
  expect(kinds.toSorted()).toEqual(['.har', '.jwk', '.jwt', '.pem', '.txt'])
  test.skip(browserName !== 'chromium', 'only Chromium judges a manifest')
  await page.goto('./')
  const session = await page.context().newCDPSession(page)
  expect(await session.send('Page.getAppManifest')).toMatchObject({ url: expect.stringContaining('manifest.webmanifest'), errors: [] })
})

test('files that the installed app is opened with go where they belong, and a wrong one is refused in words', async ({ page }) => {
  await page.addInitScript(() => {
    const queue = { setConsumer: (consumer: unknown) => Object.assign(window, { launch: consumer }) }
    Object.defineProperty(window, 'launchQueue', { value: queue, configurable: true })
  })
  await page.goto('./')
  await page.waitForFunction(() => 'launch' in window)
  const launch = (files: { name: string; text: string }[]) =>
    page.evaluate((given) => {
      const handles = given.map(({ name, text }) => ({ getFile: async () => new File([text], name) }))
      ;(window as unknown as { launch(launched: { files: unknown[] }): void }).launch({ files: handles })
    }, files)
  await launch([
    { name: 'a.jwt', text: signed('RS256') },
    { name: 'a.jwk', text: jwk(rsa.publicKey) },
  ])
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await launch([{ name: 'letter.txt', text: 'Dear all,' }])
  await expect(page.getByRole('alert', { name: 'Not loaded' })).toContainText('“letter.txt” contains neither a token nor a key')
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})
