// The kept copy from file://: every way out is tried inside its frame while the loopback is watched, and again on a twin without protection.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Frame, Page } from '@playwright/test'
import { bundleModule } from './built-module.ts'
import { observe, type Observer } from './observer.ts'
import { expect, provoked, test, WHOLE } from './page.ts'
import { VAULT_WAYS, type Way } from './vault-ways.ts'

const copy = resolve(import.meta.dirname, '../dist/jwt-inspector.html')
const folder = mkdtempSync(join(tmpdir(), 'twin-'))
// Each way that leaves the copy takes a copy of its own, which Firefox opens in seconds.
test.describe.configure({ timeout: 400_000 })
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same file without policies, without its first script and without the sandbox. */
function twin(): string {
  const open = (html: string) => html.replaceAll(/<meta http-equiv="(Content-Security-Policy|x-dns-prefetch-control)"[^>]*>/g, '')
  const whole = readFileSync(copy, 'utf8')
  const srcdoc = /srcdoc="([^"]*)"/.exec(whole)![1]!
  const inside = srcdoc.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const bare = open(inside).replace(/<script>[\s\S]*?<\/script>/, '')
  expect(bare.length).toBeLessThan(inside.length - 2000)
  const made = open(whole.replace(srcdoc, () => bare.replaceAll('&', '&amp;').replaceAll('"', '&quot;'))).replace(
    'sandbox="allow-scripts"',
    '',
  )
  const path = join(folder, 'twin.html')
  writeFileSync(path, made)
  return pathToFileURL(path).href
}

async function openFrame(page: Page, address: string): Promise<Frame> {
  await page.goto(address)
  const frame = page.frames()[1]!
  await frame.locator('main[aria-busy=false]').waitFor()
  const code = await bundleModule('e2e/vault-ways.ts')
  await frame.evaluate(`{ ${code.replace(/export \{[^}]*\};?\s*$/, '')}; globalThis.vaultWays = VAULT_WAYS }`)
  return frame
}

interface Tried {
  readonly way: Way
  readonly observer: Observer
}

/** Tries the ways one after another. `kept` is the frame in which all were tried that leave it whole. */
async function tryWays(page: Page, address: string, ways: readonly Way[]): Promise<{ arrived(): string[]; close(): Promise<void> }> {
  const shared = await observe()
  const tried: Tried[] = []
  const go = async (frame: Frame, way: Way) => {
    // What makes no request that could be told by its path has an observer of its own.
    const observer = way.seen === 'request' ? shared : await observe()
    const number = VAULT_WAYS.indexOf(way)
    tried.push({ way, observer })
    await frame
      .evaluate(
        `Promise.race([new Promise((done) => setTimeout(done, 120)), (async () => { try { await vaultWays[${number}].go(${JSON.stringify(`${observer.address}w${number}-`)}, ${JSON.stringify(observer.udp)}) } catch {} })()])`,
      )
      .catch(() => {})
  }
  const frame = await openFrame(page, address)
  for (const way of ways.filter(({ leaves }) => !leaves)) await go(frame, way)
  for (const way of ways.filter(({ leaves }) => leaves)) {
    const own = await page.context().newPage()
    await go(await openFrame(own, address), way)
    await own.waitForTimeout(150)
    for (const each of page.context().pages()) if (each !== page) await each.close()
  }
  return {
    arrived: () =>
      tried
        .filter(({ way, observer }) => {
          if (way.seen === 'packet') return observer.counts.packets > 0
          if (way.seen === 'connection') return observer.counts.connections > 0
          return observer.paths.some((path) => path.startsWith(`/w${VAULT_WAYS.indexOf(way)}-`))
        })
        .map(({ way }) => way.name)
        // A connection without a request, or a packet, counts regardless of its sender.
        .concat(shared.paths.length === 0 && shared.counts.connections + shared.counts.packets > 0 ? ['a connection or packet'] : []),
    close: async () =>
      void (await Promise.all([...new Set([shared, ...tried.map(({ observer }) => observer)])].map((each) => each.close()))),
  }
}

const staying = VAULT_WAYS.filter(({ leaves }) => !leaves)

test(`the kept copy sends nothing by any of ${staying.length} ways that stay in it`, async ({ page, complaints }) => {
  provoked(complaints)
  const { arrived, close } = await tryWays(page, pathToFileURL(copy).href, staying)
  await page.waitForTimeout(2000)
  expect(arrived()).toEqual([])
  // The shell took nothing of what it was told.
  expect(page.url()).toBe(pathToFileURL(copy).href)
  await expect(page).toHaveTitle('JWT Inspector: your own copy')
  await expect(page.locator('#offer')).toBeHidden()
  await close()
})

test('and by none that leaves it', WHOLE, async ({ page, complaints }) => {
  provoked(complaints)
  const { arrived, close } = await tryWays(
    page,
    pathToFileURL(copy).href,
    VAULT_WAYS.filter(({ leaves }) => leaves),
  )
  await page.waitForTimeout(2000)
  expect(arrived()).toEqual([])
  await close()
})

test('the ways lead out of a twin without protection', WHOLE, async ({ page, complaints, browserName }) => {
  test.skip(browserName === 'firefox' && !process.env.E2E_ALL, 'takes two minutes there')
  provoked(complaints)
  const { arrived, close } = await tryWays(page, twin(), VAULT_WAYS)
  await page.waitForTimeout(3000)
  const leaked = arrived()
  console.log(
    `${browserName}: ${leaked.length} of ${VAULT_WAYS.length} ways lead out of the twin; not: ${VAULT_WAYS.map(({ name }) => name)
      .filter((name) => !leaked.includes(name))
      .join(', ')}`,
  )
  // The rest needs what this browser or this machine does not have, or asks the shell, which refuses as it does around the copy.
  expect(leaked.length).toBeGreaterThan(115)
  await close()
})
