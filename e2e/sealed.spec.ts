// The promises, each tried on the build as a plain host serves it, in every browser; the probes prove themselves on an unprotected twin.
import type { Page } from '@playwright/test'
import { visible } from '../src/core/text/quoted.ts'
import { serveModule } from './built-module.ts'
import { expect, provoked, test, WHOLE } from './page.ts'
import { SILENT_WAYS, trySilentWays } from './probes.ts'
import { collect, serveBuild, type Host } from './static-host.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const TOKEN = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'sealed-subject', exp: 4_102_444_800 })}.${'A'.repeat(43)}`

let host: Host
let twin: Host
let collector: Host

test.beforeAll(async () => {
  ;[host, twin, collector] = await Promise.all([serveBuild(), serveBuild({ unprotected: true }), collect()])
})
test.afterAll(async () => {
  await Promise.all([host.close(), twin.close(), collector.close()])
})

async function paste(page: Page, token: string, key?: string) {
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(token)
  if (key !== undefined) await page.getByRole('textbox', { name: 'Key', exact: true }).fill(key)
  await settled(page)
}

async function settled(page: Page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
}

/**
 * Tries every way out from inside the page; `arrived` names those whose requests have come in by now. One after another where the policy
 * holds, since some browsers tell only the origin of what they refused; `together` where nothing is refused and all are waited for to the end.
 */
async function tryAll(page: Page, home: string, together: boolean): Promise<{ states: Record<string, string>; arrived(): string[] }> {
  const before = collector.requests.length
  const address = await serveModule(page, 'src/platform/ways-out.ts')
  await page.goto(home)
  await paste(page, TOKEN)
  const mark = `${collector.address}${Math.random().toString(36).slice(2)}/`
  const states = await page.evaluate(
    async ([module, url, atOnce]) => {
      type Way = { name: string }
      const { WAYS_OUT, tryWayOut } = (await import(module)) as { WAYS_OUT: Way[]; tryWayOut(way: Way, url: string): Promise<string> }
      const all: (readonly [string, Promise<string>])[] = []
      for (const [i, way] of WAYS_OUT.entries()) {
        // A prefetch is made when nothing else is under way.
        if (way.name === 'Prefetch') await Promise.all(all.map(([, state]) => state))
        const state = tryWayOut(way, `${url}told-${i}`)
        all.push([way.name, state])
        if (!atOnce || way.name === 'Prefetch') await state
      }
      return Object.fromEntries(await Promise.all(all.map(async ([name, state]) => [name, await state] as const)))
    },
    [address, mark, together] as const,
  )
  await trySilentWays(page, mark)
  const names = [
    ...Object.keys(states).map((name, i) => [`told-${i}`, name]),
    ...SILENT_WAYS.map(({ name }, i) => [`silent-${i}`, name]),
  ] as [string, string][]
  return {
    states,
    arrived() {
      const paths = collector.requests.slice(before).map((request) => request.url ?? '')
      const known = names.filter(([id]) => paths.some((path) => new RegExp(`/${id}(?![0-9])`).test(path))).map(([, name]) => name)
      return known.length > 0 ? known : paths
    },
  }
}

// What may not leak even without a policy, in a browser or in this set-up: a secure origin or a server of another kind would be needed, or a
// window with an icon.
const QUIET_ANYWAY: Record<string, readonly string[]> = {
  chromium: ['manifest', 'icon', 'worker of another origin', 'shared worker', 'service worker', 'WebTransport'],
  // It has no speculation rules, does not ping, and takes no import map once a module has been loaded.
  firefox: [
    'Speculation rules',
    'ping',
    'manifest',
    'worker of another origin',
    'shared worker',
    'service worker',
    'WebTransport',
    'import map',
  ],
}

test('the probes see: an unprotected twin of the page leaks by every way', WHOLE, async ({ page, complaints, browserName }) => {
  const { states, arrived } = await tryAll(page, twin.address, true)
  provoked(complaints)
  const mayBeQuiet = QUIET_ANYWAY[browserName] ?? []
  const quiet = () => {
    const come = arrived()
    return [...Object.keys(states), ...SILENT_WAYS.map(({ name }) => name)].filter(
      (name) => !come.includes(name) && !mayBeQuiet.includes(name),
    )
  }
  await expect.poll(quiet, { timeout: 30_000 }).toEqual([])
  expect(Object.values(states).filter((state) => state === 'closed')).toEqual([])
})

test('the page itself sends nothing: every way out is closed', async ({ page, complaints }) => {
  const { states, arrived } = await tryAll(page, host.address, false)
  provoked(complaints)
  // Time for what was not refused to arrive; a slow one would only make the page look tighter than the twin shows it to be.
  await page.waitForTimeout(2500)
  expect(arrived()).toEqual([])
  expect(Object.entries(states).filter(([, state]) => state !== 'closed')).toEqual([])
})

test('the room shows each way out closed, and on the unprotected twin open', WHOLE, async ({ page, complaints }) => {
  await page.goto(host.address)
  await page.getByRole('link', { name: 'Sealed: this page sends nothing' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How we keep this page sealed')
  const probes = page.locator('[data-part=ways-out]')
  await expect(probes).toHaveAttribute('data-done', 'true', { timeout: 60_000 })
  const count = await probes.locator('[data-way]').count()
  await expect(probes.getByRole('status')).toHaveText(`${count} of ${count} ways out are closed in this browser.`)
  await page.goto('about:blank')
  await page.goto(`${twin.address}#/sealed`)
  await expect(page.locator('[data-way=fetch]')).toHaveAttribute('data-state', 'open')
  provoked(complaints)
})

test('keys named by a token are not fetched before a click', WHOLE, async ({ page, violations }) => {
  const before = collector.requests.length
  const url = collector.address
  await page.goto(host.address)
  const header = { alg: 'RS256', kid: '1', jku: `${url}jku`, x5u: `${url}x5u`, jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB', x5u: `${url}jwk` } }
  const payload = { iss: `${url}iss`, picture: `${url}picture`, sub: `<img src=${url}img>`, website: url, exp: 4_102_444_800 }
  await paste(page, `${part(header)}.${part(payload)}.AAAA`, JSON.stringify({ kty: 'RSA', n: 'AQAB', e: 'AQAB', x5u: `${url}key` }))
  await page.waitForTimeout(1500)
  expect(collector.requests.slice(before).map((request) => request.url)).toEqual([])
  expect(await violations()).toEqual([])
})

test('a click on fetch makes exactly one request, that names nobody', async ({ page }) => {
  const before = collector.requests.length
  const address = await serveModule(page, 'src/platform/key-fetcher.ts')
  await page.goto(host.address)
  await paste(page, TOKEN)
  const answer = await page.evaluate(
    async ([module, url]) => ((await import(module!)) as { fetchKeys(url: string): Promise<unknown> }).fetchKeys(url!),
    [address, `${collector.address}jwks`],
  )
  expect(answer).toMatchObject({ ok: true, json: '{"keys":[]}' })
  const requests = collector.requests.slice(before)
  expect(requests.map((request) => request.url)).toEqual(['/jwks'])
  expect(requests[0]!.headers).toMatchObject({ origin: 'null' })
  expect(requests[0]!.headers).not.toHaveProperty('referer')
  expect(requests[0]!.headers).not.toHaveProperty('cookie')
})

test.describe('after a whole journey', () => {
  test.use({ serviceWorkers: 'allow' })

  test('nothing is stored: no token and no key is left anywhere', async ({ page, violations, browserName }) => {
    const secret = 'sealed-secret-that-is-nowhere-kept'
    await page.goto(`${host.address}#token=${TOKEN}`)
    await settled(page)
    await expect(page.getByRole('textbox', { name: 'Payload' })).toContainText('sealed-subject')
    await paste(page, TOKEN, secret)
    await page.getByRole('textbox', { name: 'Payload' }).fill('{"sub":"sealed-subject-2"}')
    await settled(page)
    await page.getByRole('button', { name: 'Samples' }).first().click()
    await page.keyboard.press('Escape')
    await page.evaluate(() => navigator.serviceWorker.ready)
    const kept = await page.evaluate(async () => {
      const cached: string[] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) cached.push(request.url, await (await cache.match(request))!.text())
      }
      const databases = await indexedDB.databases()
      const stores = JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        document.cookie,
        databases,
        window.name,
        history.state,
        document.title,
      ])
      return { stores, cached: cached.join('\n'), address: document.location.href, length: history.length, names: cached.length }
    })
    for (const text of [TOKEN, TOKEN.slice(0, 60), secret, 'sealed-subject']) {
      expect(kept.stores).not.toContain(text)
      expect(kept.cached).not.toContain(text)
      expect(kept.address).not.toContain(text)
    }
    expect(kept.names).toBeGreaterThan(8)
    expect(JSON.parse(kept.stores)).toEqual([[], [], '', [], '', null, expect.any(String)])
    expect(await violations()).toEqual([])
    // Back and forth: the entries before and after hold no token either.
    await page.goto('about:blank')
    if (browserName === 'firefox') await page.goto(host.address)
    else await page.goBack()
    expect(page.url()).not.toContain('token')
    // The editor has arrived only with the page; what stood in it is gone.
    await expect(page.getByRole('textbox', { name: 'Encoded token' })).not.toContainText(TOKEN.slice(0, 30))
  })
})

test('a reload and the way back show empty fields', async ({ page }) => {
  await page.goto(host.address)
  await paste(page, TOKEN, 'a secret')
  await page.reload()
  await settled(page)
  for (const name of ['Encoded token', 'Key']) {
    for (const box of await page.getByRole('textbox', { name, exact: true }).all())
      expect(await box.textContent()).not.toMatch(/eyJhbGciOiJIUzI1NiIs|a secret/)
  }
})

test('no HTML from a token is ever run', async ({ page, violations }) => {
  test.setTimeout(240_000)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(host.address)
  const strings = hostileStrings()
  expect(strings.length).toBeGreaterThanOrEqual(200)
  for (let at = 0; at < strings.length; at += 26) {
    const some = strings.slice(at, at + 26)
    const header = { alg: some[0], kid: some[1], typ: some[2], cty: some[3], crit: some.slice(4, 8), jku: some[8], ...named(some) }
    const payload = {
      iss: some[0],
      sub: some[1],
      aud: some.slice(2, 5),
      jti: some[5],
      scope: some[6],
      picture: some[7],
      email: some[8],
      ...named(some),
    }
    await paste(page, `${part(header)}.${part(payload)}.${'A'.repeat(43)}`, some.join('\n'))
    await paste(page, some.join(' '), JSON.stringify({ kty: some[0], kid: some[1], use: some[2], keys: some }))
    // What takes files arrives a moment after the page.
    await expect(async () => {
      await dropFiles(page, [{ name: some[9]!, text: some[10]! }])
      await expect(page.getByRole('alert', { name: 'Not loaded' })).toContainText(visible(some[9]!.slice(0, 20)), { timeout: 500 })
    }).toPass()
  }
  await page.goto(`${host.address}#token=${encodeURIComponent(strings.slice(0, 20).join(''))}`)
  await settled(page)
  expect(dialogs).toEqual([])
  expect(await page.evaluate(() => (window as unknown as { pwned?: unknown }).pwned)).toBeUndefined()
  expect(await page.locator('main img:not(.cm-widgetBuffer), main script, main iframe, main object, main embed').count()).toBe(0)
  expect(await violations()).toEqual([])
})

function named(strings: readonly string[]): Record<string, string> {
  return Object.fromEntries(strings.map((text) => [text, text]))
}

/** 208 strings that do something where text is taken for HTML, an address, a style, a template or a prototype. */
function hostileStrings(): string[] {
  const doing = ['pwned=1', 'alert(1)', 'window.pwned=1', 'top.pwned=1']
  const forms: ((code: string) => string)[] = [
    (code) => `<script>${code}</script>`,
    (code) => `</script><script>${code}</script>`,
    (code) => `<img src=x onerror=${code}>`,
    (code) => `"><img src=x onerror="${code}">`,
    (code) => `'><svg onload='${code}'>`,
    (code) => `<svg><script>${code}</script></svg>`,
    (code) => `<svg><animate onbegin=${code} attributeName=x dur=1s>`,
    (code) => `<iframe src="javascript:${code}"></iframe>`,
    (code) => `<iframe srcdoc="<script>${code}</script>"></iframe>`,
    (code) => `<body onload=${code}>`,
    (code) => `<details open ontoggle=${code}>`,
    (code) => `<input autofocus onfocus=${code}>`,
    (code) => `<video><source onerror=${code}></video>`,
    (code) => `<math><mtext><table><mglyph><style><img src onerror=${code}>`,
    (code) => `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
    (code) => `<template><script>${code}</script></template>`,
    (code) => `<style>@import "javascript:${code}"</style>`,
    (code) => `<a href="javascript:${code}" autofocus onfocus=${code}>x</a>`,
    (code) => `<form action="javascript:${code}"><button>x</button></form>`,
    (code) => `<object data="data:text/html,<script>${code}</script>">`,
    (code) => `<link rel=stylesheet href="data:text/css,*{}" onload=${code}>`,
    (code) => `<meta http-equiv=refresh content="0;javascript:${code}">`,
    (code) => `<base href="javascript:${code}//">`,
    (code) => `javascript:${code}`,
    (code) => `data:text/html,<script>${code}</script>`,
    (code) => `{{constructor.constructor('${code}')()}}`,
    (code) => `\${${code}}`,
    (code) => `#{${code}}<%= ${code} %>`,
    (code) => `\u2028${code}//`,
    (code) => `*/${code}/*`,
    (code) => `');${code};//`,
    (code) => `";${code};//`,
    (code) => `]]><script>${code}</script>`,
    (code) => `<!--><script>${code}</script>-->`,
    (code) => `\0<script>${code}</script>`,
    (code) => `<scr\0ipt>${code}</scr\0ipt>`,
    (code) => `%3Cscript%3E${code}%3C/script%3E`,
    (code) => `&lt;script&gt;${code}&lt;/script&gt;`,
    (code) => `\u202e<script>${code}</script>`,
    (code) => `<xss style="background:url(javascript:${code})">`,
    (code) => `<textarea></textarea><img src=x onerror=${code}>`,
    (code) => `<title></title><img src=x onerror=${code}>`,
    (code) => `<select><option></select><img src=x onerror=${code}>`,
    (code) => `[data-gate="${code}"]{}`,
    (code) => `"] , * { background: url(x) } /* ${code}`,
    (code) => `__proto__ ${code}`,
    (code) => `constructor.prototype.${code}`,
    (code) => `<marquee onstart=${code}>`,
    (code) => `<div popover id=x onbeforetoggle=${code}></div>`,
    (code) => `<button popovertarget=x onclick=${code}>`,
  ]
  return [
    ...doing.flatMap((code) => forms.map((form) => form(code))),
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '\ud800',
    '\u0000',
    '%',
    '</',
  ]
}

async function dropFiles(page: Page, files: { name: string; text: string }[]) {
  await page.evaluate((given) => {
    const transfer = new DataTransfer()
    for (const { name, text } of given) transfer.items.add(new File([text], name))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, files)
}
