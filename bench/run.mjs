// npm run bench: measures the production build and two minimal pages ("floors") in a real browser, and prints a table.
// BENCH_RUNS sets the repetitions (default 5); the median is printed. BENCH_ONLY=paste,key,held,cold,files,heap,tasks,rules,
// BENCH_CPU=1,4 and BENCH_SIZES=1,2,3 (1 kB, 100 kB, 1 MB) select what to measure.
// @ts-nocheck Most of it runs in the measured page, where these types don't apply.
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { findChromium } from '../e2e/browser.mjs'

const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const ONLY = process.env.BENCH_ONLY?.split(',')
const SECRET = 'a secret for measuring, long enough for HS256'
const SIZES = [
  ['1 kB', 1e3],
  ['100 kB', 1e5],
  ['1 MB', 1e6],
].filter((_, i) => process.env.BENCH_SIZES?.includes(String(i + 1)) ?? true)
const here = fileURLToPath(new URL('.', import.meta.url))
const wants = (name) => !ONLY || ONLY.includes(name)

if (wants('rules')) await rules()
if (ONLY?.length === 1 && ONLY[0] === 'rules') process.exit()

const floors = await buildFloors()
const app = await serve(resolve('dist'))
const reactFloor = await serve(floors.react)
const editorFloor = await serve(floors.codemirror)
const browser = await chromium.launch({ executablePath: findChromium()?.path, args: ['--no-sandbox', '--disable-gpu'] })
const rows = []

for (const slow of (process.env.BENCH_CPU ?? '1,4').split(',').map(Number)) {
  if (wants('paste')) {
    for (const [name, size] of SIZES) {
      const token = tokenOf(size)
      row(
        `paste ${name}, decoded and painted`,
        slow,
        {
          app: await median(() => paste(app, token, slow, 'decoded')),
          codemirror: await median(() => paste(editorFloor, token, slow, 'decoded')),
          react: size > 1e5 ? undefined : await median(() => paste(reactFloor, token, slow, 'decoded')),
        },
        size > 1e4 ? 1.2 : 1,
      )
      row(`paste ${name}, and verified`, slow, { app: await median(() => paste(app, token, slow, 'verified')) })
    }
  }
  if (wants('tasks')) {
    for (const [name, size] of SIZES.filter(([, size]) => size > 1e4)) {
      row(`longest task, paste ${name}`, slow, {
        app: await median(() => longestTask(app, tokenOf(size), slow)),
        codemirror: await median(() => longestTask(editorFloor, tokenOf(size), slow)),
      })
    }
  }
  if (wants('key')) {
    for (const [name, size] of SIZES.filter(([, size]) => size < 1e6)) {
      const token = tokenOf(size)
      row(
        `a key in the payload, ${name}`,
        slow,
        {
          app: await median(() => keystroke(app, token, slow)),
          codemirror: await median(() => keystroke(editorFloor, token, slow)),
        },
        size > 1e4 ? 1.2 : 1,
      )
    }
  }
  if (wants('held')) {
    for (const [name, size] of SIZES.filter(([, size]) => size < 1e6)) {
      const [ours, floor] = [await heldByKeys(app, tokenOf(size), slow), await heldByKeys(editorFloor, tokenOf(size), slow)]
      row(`main thread per key, ${name}`, slow, { app: ours.held, codemirror: floor.held }, 1.6)
      row(`key to the token changed, ${name}`, slow, { app: ours.token })
    }
    for (const [name, size] of SIZES.filter(([, size]) => size !== 1e5)) {
      row(
        `main thread per paste, ${name}`,
        slow,
        {
          app: await median(() => heldByPaste(app, tokenOf(size), slow)),
          codemirror: await median(() => heldByPaste(editorFloor, tokenOf(size), slow)),
        },
        1.6,
      )
    }
  }
}
if (wants('files')) {
  const { requests, bytes, last } = await filesOfPaste()
  row('files asked for, with one paste', 1, { app: requests }, undefined)
  row('  the last begun after the paste, ms', 1, { app: last }, undefined)
  row('  kB with Brotli', 1, { app: bytes / 1000 }, undefined)
}
if (wants('cold')) {
  const token = tokenOf(1e3)
  const runs = async (server) => {
    const all = []
    for (let i = 0; i < RUNS; i++) all.push(await cold(server, token))
    return (what) => middle(all.map((each) => each[what]))
  }
  const [ours, codemirror, react] = [await runs(app), await runs(editorFloor), await runs(reactFloor)]
  const figures = (what) => ({ app: ours(what), codemirror: codemirror(what), react: react(what) })
  row('cold start to decoded, 1.6 Mbit/s', 4, figures('decoded'), 0.45)
  row('  first box on the screen, of React', 4, figures('box'), 1.3, 'react')
}
if (wants('heap')) {
  const [ours, floor] = [await heapOfEdits(app), await heapOfEdits(editorFloor)]
  row('heap of the first 200 edits, kB', 1, { app: ours.first, codemirror: floor.first }, 2)
  row('  of 200 edits later on', 1, { app: ours.later, codemirror: floor.later })
}

await browser.close()
for (const each of [app, reactFloor, editorFloor]) each.close()
print()

/** `of`: the floor that the ratio is to. */
function row(name, slow, figures, goal, of = 'codemirror') {
  rows.push({ name, slow, goal, ratio: figures.app && figures[of] ? figures.app / figures[of] : undefined, ...figures })
  console.error(`  ${name}, ${slow}x: ${[figures.app, figures.codemirror].map((n) => n?.toFixed(1) ?? '').join(' / ')}`)
}

function print() {
  const figure = (n) => (n === undefined ? '–' : n.toFixed(1)).padStart(9)
  console.log(
    `milliseconds, median of ${RUNS}`.padEnd(38),
    'CPU'.padStart(4),
    'app'.padStart(9),
    'CM floor'.padStart(9),
    'React'.padStart(9),
    'ratio'.padStart(7),
    'goal'.padStart(6),
  )
  for (const { name, slow, goal, ratio, app: ours, codemirror, react: bare } of rows) {
    console.log(
      name.padEnd(38),
      `${slow}x`.padStart(4),
      figure(ours),
      figure(codemirror),
      figure(bare),
      (ratio?.toFixed(2) ?? '').padStart(7),
      (goal ? `≤${goal}` : '').padStart(6),
    )
  }
}

async function median(measure) {
  const all = []
  for (let i = 0; i < RUNS; i++) all.push(await measure())
  return middle(all)
}

function middle(all) {
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)]
}

function tokenOf(size) {
  const claims = { iss: 'https://login.payroll.example', sub: 'fernando', iat: 1795339320, exp: 4102444800, admin: false }
  let i = 0
  for (let length = 180; length < size; i++) {
    const value = `value ${i} of a claim that is as long as claims are`
    claims[`claim_${i}`] = i % 3 === 0 ? { id: i, name: value, on: true } : value
    length += value.length + 20 + (i % 3 === 0 ? 30 : 0)
  }
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`
}

async function open(server, slow) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(server.url)
  await page.waitForSelector(server === reactFloor ? 'textarea' : '.cm-content')
  if (server === app) {
    // Pastes another token first, so that the key is set and every chunk has loaded.
    await page.getByRole('textbox', { name: 'Encoded token' }).fill(tokenOf(500))
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill(SECRET)
    await page.waitForSelector('[data-gate=signature][data-state=valid]')
    await page.waitForTimeout(150)
  }
  const client = await context.newCDPSession(page)
  if (slow > 1) await client.send('Emulation.setCPUThrottlingRate', { rate: slow })
  return { context, page, client }
}

async function paste(server, token, slow, until) {
  const { context, page } = await open(server, slow)
  const time = await page.evaluate(pasteInPage, { token, until, ours: server === app })
  await context.close()
  return time
}

/** Runs in the page: pastes, and waits for the frame that shows the entire payload, or the verified signature. */
async function pasteInPage({ token, until, ours }) {
  const box = document.querySelector(ours ? '[aria-label="Encoded token"]' : 'textarea')
  box.focus()
  if (ours) getSelection().selectAllChildren(box)
  const data = new DataTransfer()
  data.setData('text/plain', token)
  const size = JSON.stringify(JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))), null, 2).length
  const shown = () => {
    if (!ours) return Number(document.querySelector('[data-shown]')?.dataset.shown) === size
    const about = document.querySelector('section[aria-labelledby=card-payload] header')?.textContent ?? ''
    const bytes = Number(about.match(/([\d,]+) byte/)?.[1]?.replace(/,/g, '') ?? 0)
    if (bytes !== Math.floor((token.split('.')[1].length * 3) / 4)) return false
    return (
      until === 'decoded' ||
      (document.querySelector('main').ariaBusy === 'false' && document.querySelector('[data-gate=signature]').dataset.state === 'valid')
    )
  }
  await new Promise((done) => setTimeout(done, 60))
  const start = performance.now()
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  // After a real paste, microtasks run before anything else.
  await Promise.resolve()
  return new Promise((done) => {
    const frame = () => {
      if (!shown()) requestAnimationFrame(frame)
      else {
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0))
      }
    }
    frame()
  })
}

async function longestTask(server, token, slow) {
  const { context, page } = await open(server, slow)
  await page.evaluate(() => {
    globalThis.longest = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, entry.duration)
    }).observe({ type: 'longtask' })
  })
  await page.evaluate(pasteInPage, { token, until: 'verified', ours: server === app })
  await page.waitForTimeout(1500)
  const longest = await page.evaluate(() => globalThis.longest)
  await context.close()
  return longest
}

async function keystroke(server, token, slow) {
  const { context, page } = await open(server, slow)
  await page.evaluate(pasteInPage, { token, until: 'verified', ours: server === app })
  await page.waitForTimeout(slow * 500)
  const line = page.locator('[aria-label=Payload] .cm-line').nth(2)
  await line.click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.evaluate(() => {
    globalThis.keys = []
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key.length > 1) return
        const start = performance.now()
        requestAnimationFrame(() => setTimeout(() => globalThis.keys.push(performance.now() - start), 0))
      },
      true,
    )
  })
  for (const key of 'abcdefghijkl') {
    await page.keyboard.press(key)
    await page.waitForTimeout(slow * 120)
  }
  const keys = await page.evaluate(() => globalThis.keys)
  await context.close()
  return keys.sort((a, b) => a - b)[Math.floor(keys.length / 2)]
}

/** Milliseconds that the main thread has worked so far. */
async function taskTime(client) {
  const { metrics } = await client.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000
}

/** Types 30 letters into the payload, each once the previous one is painted. Returns milliseconds per key, and until the token shows it. */
async function heldByKeys(server, token, slow) {
  const { context, page, client } = await open(server, slow)
  await client.send('Performance.enable')
  await page.evaluate(pasteInPage, { token, until: 'verified', ours: server === app })
  await page.waitForTimeout(700)
  await page.locator('[aria-label=Payload] .cm-line').nth(2).click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.evaluate(() => {
    globalThis.keys = []
    const shown = () => document.querySelector('[aria-label="Encoded token"]')?.textContent
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key.length > 1) return
        const [start, before] = [performance.now(), shown()]
        const look = () =>
          requestAnimationFrame(() =>
            shown() !== before || performance.now() - start > 1000 ? globalThis.keys.push(performance.now() - start) : look(),
          )
        look()
      },
      true,
    )
  })
  const before = await taskTime(client)
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('abcdefghij'[i % 10])
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.waitForTimeout(40)
  }
  const held = ((await taskTime(client)) - before) / 30
  const keys = await page.evaluate(() => globalThis.keys)
  await context.close()
  return { held, token: keys.sort((a, b) => a - b)[Math.floor(keys.length / 2)] }
}

/** The main thread's work for pasting over another token, until the page is idle. */
async function heldByPaste(server, token, slow) {
  const { context, page, client } = await open(server, slow)
  await client.send('Performance.enable')
  await page.evaluate(pasteInPage, { token: tokenOf(1000), until: 'verified', ours: server === app })
  await page.waitForTimeout(500)
  const before = await taskTime(client)
  await page.evaluate(pasteInPage, { token, until: 'verified', ours: server === app })
  await page.waitForTimeout(400 * slow)
  const held = (await taskTime(client)) - before
  await context.close()
  return held
}

/** The files requested in a visit with one paste: how many, their bytes with Brotli, and when the last one after the paste was requested. */
async function filesOfPaste() {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const asked = []
  page.on('request', (request) => request.url().startsWith('http') && asked.push({ url: request.url(), at: performance.now() }))
  await page.goto(app.url)
  await page.waitForTimeout(3000)
  const pasted = performance.now()
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(tokenOf(1000))
  await page.waitForTimeout(3000)
  await context.close()
  const files = asked.map(({ url }) => join('dist', new URL(url).pathname.replace(/\/$/, '/index.html')))
  return {
    requests: files.length,
    bytes: files.reduce(
      (sum, file) => sum + (file.endsWith('.woff2') ? statSync(file).size : brotliCompressSync(readFileSync(file)).length),
      0,
    ),
    last: Math.max(0, ...asked.map(({ at }) => at - pasted)),
  }
}

/** From navigation until a claim can be read, with the token put in the box as soon as there is one. */
async function cold(server, token) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 1e5,
  })
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.addInitScript((text) => {
    globalThis.times = new Promise((done) => {
      let shown
      const look = () => {
        const box = document.querySelector('textarea')
        if (box && shown === undefined) {
          shown = performance.now()
          // Bypasses React's own setter, as a browser's paste does.
          Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text)
          box.dispatchEvent(new Event('input', { bubbles: true }))
        }
        if (document.body && /"sub":\s*"fernando"/.test(document.body.innerText))
          requestAnimationFrame(() => done({ box: shown, decoded: performance.now() }))
        else requestAnimationFrame(look)
      }
      look()
    })
  }, token)
  await page.goto(server.url, { waitUntil: 'commit' })
  const times = await page.evaluate(() => globalThis.times)
  await context.close()
  return times
}

/** Growth in kB after collection: over the first 200 edits behind 20, and the median of five times 200 later on. */
async function heapOfEdits(server) {
  const { context, page, client } = await open(server, 1)
  await page.evaluate(pasteInPage, { token: tokenOf(1e3), until: 'verified', ours: server === app })
  await client.send('HeapProfiler.enable')
  const used = async () => {
    for (let i = 0; i < 3; i++) await client.send('HeapProfiler.collectGarbage')
    return (await client.send('Runtime.getHeapUsage')).usedSize
  }
  await page.locator('[aria-label=Payload] .cm-line').nth(2).click()
  await page.keyboard.press('End')
  const type = async (count) => {
    for (let i = 0; i < count; i++) {
      await page.keyboard.press(i % 2 ? 'Backspace' : 'x')
      if (i % 10 === 9) await page.waitForTimeout(30)
    }
    await page.waitForTimeout(1500)
  }
  const growth = async () => {
    const before = await used()
    await type(200)
    return ((await used()) - before) / 1024
  }
  await type(20)
  const first = await growth()
  // What the browser compiles and keeps for a new page isn't growth from edits. The rest varies, hence the median.
  await type(400)
  const later = []
  for (let i = 0; i < 5; i++) later.push(await growth())
  await context.close()
  return { first, later: middle(later) }
}

/** All rules on a token, in Node, without the inspection, which the editor has already done on the page. */
async function rules() {
  const directory = join(tmpdir(), `jwt-inspector-rules-${process.pid}`)
  await build({
    root: resolve(here, '..'),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(here, 'rules.ts'),
      outDir: directory,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'rules.mjs' } },
    },
    ssr: { noExternal: true },
  })
  const { inspect, readContext, diagnose } = await import(pathToFileURL(join(directory, 'rules.mjs')).href)
  console.log('all rules on a token, milliseconds'.padEnd(38), 'first'.padStart(9), 'median'.padStart(9), 'goal'.padStart(6))
  for (const [name, size, goal] of [
    ['1 kB', 1e3, 2],
    ['100 kB', 1e5, 30],
  ]) {
    const text = tokenOf(size)
    const times = Array.from({ length: 40 * RUNS }, () => {
      // Rules cache what they found in a tree, so each run gets a new one.
      const context = readContext(inspect(text), { now: 1_795_340_220, leeway: 0 })
      const start = performance.now()
      diagnose(context)
      return performance.now() - start
    })
    const [first] = times
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
    console.log(name.padEnd(38), first.toFixed(2).padStart(9), median.toFixed(2).padStart(9), `≤${goal}`.padStart(6))
  }
}

async function buildFloors() {
  const out = join(tmpdir(), `jwt-inspector-floors-${process.pid}`)
  const made = {}
  for (const name of ['react', 'codemirror']) {
    await build({
      root: join(here, 'floors'),
      configFile: false,
      logLevel: 'error',
      base: './',
      plugins: [react()],
      build: {
        outDir: join(out, name),
        emptyOutDir: true,
        target: 'es2024',
        modulePreload: { polyfill: false },
        rollupOptions: { input: join(here, 'floors', `${name}.html`) },
      },
    })
    made[name] = join(out, name)
  }
  return made
}

async function serve(directory) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' }
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    if (path.endsWith('/')) path += existsSync(join(directory, 'index.html')) ? 'index.html' : `${directory.split('/').pop()}.html`
    const file = join(directory, path)
    if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() }
}
