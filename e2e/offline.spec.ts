// After one visit the page works without a server, and a newer version waits until it is let in.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { LESSONS } from '../src/lessons/index.ts'
import { button, editorsReady, gate, typeOver } from './desk.ts'
import { expect, test } from './page.ts'

test.use({ serviceWorkers: 'allow' })

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

// A copy of the build below a path, from a server that sends no header but the type: as plain a host as there is.
let directory: string
let server: Server
let home: string

test.beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'offline-'))
  cpSync(resolve(import.meta.dirname, '../dist'), directory, { recursive: true })
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/deep\/path\//, '') || 'index.html'
    try {
      const body = readFileSync(join(directory, path))
      response.writeHead(200, { 'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain', vary: 'Origin' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/deep/path/`
})

test.afterEach(async () => {
  await stopServer()
  rmSync(directory, { recursive: true, force: true })
})

async function stopServer() {
  server.closeAllConnections()
  if (server.listening) await new Promise((done) => server.close(done))
}

/** Opens the page and waits until its service worker is in charge: the page registers it automatically, a moment after it has loaded. */
async function visit(page: Page) {
  await page.goto(home)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 })
}

test('the page opens after the server is gone', async ({ page, violations }) => {
  await visit(page)
  await stopServer()
  await page.goto(home)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  expect(await page.evaluate(async () => (await document.fonts.load('16px "Geist"')).length)).toBe(1)
  expect(await violations()).toEqual([])
})

test('everything but fetching keys works after the server is gone', async ({ page, violations }) => {
  await visit(page)
  await stopServer()
  await page.goto('about:blank')
  await page.goto(home)
  // A signature in JavaScript that no browser has, and one of the browser's own.
  for (const name of ['ES256K', 'HS256']) {
    await button(page, 'Samples').click()
    await page.getByRole('menuitem', { name: new RegExp(`^${name}\\b`) }).click()
    await expect(gate(page, 'signature'), name).toHaveAttribute('data-state', 'valid')
  }
  await editorsReady(page)
  await typeOver(page, 'Payload', '{', '{"offline":true,')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await button(page, 'Sign again').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  for (const sheet of ['How the signature is computed', 'Compare']) {
    await button(page, sheet).click()
    await expect(page.locator('section[tabindex="-1"]')).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await page.evaluate(() => (location.hash = '#/keys'))
  await page.getByRole('region', { name: 'Generate a key' }).getByRole('button', { name: 'Generate' }).click()
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await page.evaluate((id) => (location.hash = `#/learn/${id}`), LESSONS[0]!.id)
  await expect(page.getByRole('heading', { level: 1, name: LESSONS[0]!.title })).toBeVisible()
  await page.evaluate(() => (location.hash = '#/'))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await violations()).toEqual([])
})

test('the cache holds built files only', async ({ page }) => {
  await visit(page)
  const cached = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map((request) => request.url)
  })
  const built = readFileSync(join(directory, 'sw.js'), 'utf8')
  expect(cached.length).toBeGreaterThan(8)
  for (const url of cached) expect(built).toContain(JSON.stringify(url.slice(home.length) || './'))
})

test('text from the share sheet goes into the fragment, and the server never sees it', async ({ page }) => {
  await visit(page)
  const asked: string[] = []
  server.on('request', (request) => asked.push(`${request.method} ${request.url}`))
  const opened: string[] = []
  page.on('framenavigated', (frame) => opened.push(frame.url()))
  // The page's own policy forbids forms; the system's share sheet acts from outside, as this page does.
  await page.goto('about:blank')
  await page.setContent(
    `<form method="post" action="${home}share"><input name="text" value="eyJhbGciOiJub25lIn0.e30."><button>Share</button></form>`,
  )
  await page.getByRole('button').click()
  await page.waitForURL((url) => url.href.startsWith(home))
  expect(opened).toContain(`${home}#token=eyJhbGciOiJub25lIn0.e30.`)
  expect(asked.filter((line) => line.includes('share') || line.includes('eyJ'))).toEqual([])
})

test('a newer version waits, and takes over when it is let in', async ({ page }) => {
  await visit(page)
  const worker = join(directory, 'sw.js')
  writeFileSync(worker, readFileSync(worker, 'utf8').replaceAll(/jwt-inspector-[0-9a-f]{12}/g, 'jwt-inspector-newer0000000'))
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
  })
  await expect(page.getByText('A new version is ready')).toBeVisible()
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2)
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Reload now' }).click()
  await reloaded
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([`jwt-inspector-newer0000000 of ${new URL('./', page.url()).href}`])
})
