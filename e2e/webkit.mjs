// A smoke journey in WebKit, by the driver of WebKitGTK over plain WebDriver: the page opens, decodes, verifies, is edited, and stays sealed.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { delimiter, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from './free-port.mjs'

const dist = resolve(import.meta.dirname, '../dist')
/** @type {Record<string, string>} */
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }

// The article's token without its signature.
const TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJJc3MiOiJmZXJuYW5kbyIsIkV4cCI6MTU1MDk0NjY4OSwiQWRtaW4iOmZhbHNlfQ.'

/** Signs as a server would, in the page: HS256 over the given characters, and the same signature over other claims. */
const SIGN = `return (async () => {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode('A secret API example'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const input = arguments[0].slice(0, -1)
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input)))
  const signature = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return { signed: input + '.' + signature, unsigned: input.replace(/[^.]+$/, 'eyJJc3MiOiJtYWxsb3J5In0') + '.' + signature }
})()`

const browser = findMiniBrowser()
if (!browser || !isOnPath('WebKitWebDriver') || !isOnPath('Xvfb')) {
  console.log('WebKit: MiniBrowser, WebKitWebDriver or Xvfb is not on this machine, so its journey is left out.')
  process.exit(0)
}
const port = await freePort()

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = resolve(dist, `.${path.endsWith('/') ? `${path}index.html` : path}`)
  if (!file.startsWith(dist + sep) || !existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[file.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(readFileSync(file))
})
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
const address = server.address()
const home = `http://localhost:${typeof address === 'object' && address ? address.port : 0}/`

const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
  stdio: ['ignore', 'pipe', 'ignore'],
})
const display = `:${String((await once(screen.stdout, 'data'))[0]).trim()}`
const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
  stdio: 'ignore',
  env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' },
})

/** How WebDriver names an element (WebDriver, section 12.3). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
/** @type {string | undefined} */
let session
try {
  await until(() => call('GET', '/status'))
  const options = { binary: browser, args: ['--automation'] }
  session = `/session/${(await call('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } })).sessionId}`
  await journey()
  console.log('WebKit: the journey passed.')
  await copyJourney()
  console.log('WebKit: the journey in the kept copy passed.')
} finally {
  // Before the driver ends, or its browser stays.
  if (session) await call('DELETE', session).catch(() => {})
  driver.kill()
  screen.kill()
  server.closeAllConnections()
  server.close()
}

async function journey() {
  await call('POST', `${session}/url`, { url: home })
  await until(() => js(`return document.querySelectorAll('.cm-content').length >= 1`))
  const token = await find('[aria-label="Encoded token"].cm-content')
  assert.equal(await call('GET', `${session}/element/${token}/computedrole`), 'textbox')
  assert.equal(await call('GET', `${session}/element/${token}/computedlabel`), 'Encoded token')

  const { signed, unsigned } = await js(SIGN, TOKEN)
  await js(`location.hash = 'token=' + encodeURIComponent(arguments[0])`, signed)
  await until(() => js(`return document.querySelector('[data-gate=structure]')?.dataset.state === 'well-formed'`))
  assert.equal(await js(`return location.hash`), '', 'the token is taken out of the address')

  await until(() => js(`return !!document.querySelector('[aria-label="Key"].cm-content')`))
  const key = await find('[aria-label="Key"].cm-content')
  await call('POST', `${session}/element/${key}/value`, { text: 'A secret API example' })
  await until(() => js(`return document.querySelector('[data-gate=signature]')?.dataset.state === 'valid'`))

  await js(`location.hash = 'token=' + encodeURIComponent(arguments[0])`, unsigned)
  // What the page holds is replaced only after a press.
  const opens = `[...document.querySelectorAll('[role=alert] button')].find((each) => each.textContent === 'Open the link')`
  await until(() => js(`return ${opens} !== undefined`))
  await js(`${opens}.click()`)
  await until(() => js(`return document.querySelector('[data-gate=signature]')?.dataset.state === 'mismatch'`))

  const sent = await js(`return fetch('./favicon.svg').then(() => 'sent', () => 'blocked')`)
  assert.equal(sent, 'blocked', 'the page has no network')

  await js(`location.hash = '#/sealed'`)
  const result = await until(
    () => js(`return document.querySelector('[data-part=ways-out][data-done=true] [role=status]')?.textContent`),
    60_000,
  )
  console.log(`WebKit: ${result}`)
  const open = await js(`return [...document.querySelectorAll('[data-way][data-state=open]')].map((each) => each.dataset.way)`)
  assert.deepEqual(open, [], 'ways out that WebKit left open')
}

/** The same in the file that people keep, opened from the disk. What the shell does is asked of the shell, the rest of the frame. */
async function copyJourney() {
  const shell = () => call('POST', `${session}/frame`, { id: null })
  const frame = async () => {
    await shell()
    const element = await find('#frame')
    await call('POST', `${session}/frame`, { id: { [ELEMENT]: element } })
  }
  // The driver neither focuses nor types in a frame of another origin, so text comes as a paste does.
  /** @param {string} label @param {string} text */
  const paste = (label, text) =>
    js(
      `const data = new DataTransfer()
      data.setData('text/plain', arguments[1])
      document.querySelector('[aria-label="' + arguments[0] + '"].cm-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))`,
      label,
      text,
    )
  /** @param {string} name */
  const press = async (name) => {
    const button = `[...document.querySelectorAll('button, a')].find((each) => (each.getAttribute('aria-label') ?? each.textContent) === ${JSON.stringify(name)})`
    await until(() => js(`return ${button} !== undefined`), 20_000, `a button “${name}”`)
    await js(`${button}.click()`)
  }
  /** @param {string} state */
  const signature = (state) =>
    until(() => js(`return document.querySelector('[data-gate=signature]')?.dataset.state === ${JSON.stringify(state)}`))
  const file = pathToFileURL(join(dist, 'jwt-inspector.html')).href

  const { signed, unsigned } = await js(SIGN, TOKEN)
  await call('POST', `${session}/url`, { url: `${file}#token=${signed}` })
  await frame()
  await until(() => js(`return document.querySelector('[data-gate=structure]')?.dataset.state === 'well-formed'`))
  assert.equal(await js(`return location.href + ' ' + origin`), 'about:srcdoc null')
  await until(() => js(`return !!document.querySelector('[aria-label="Key"].cm-content')`))
  await paste('Key', 'A secret API example')
  await signature('valid')
  await paste('Payload', '1')
  await signature('mismatch')
  await press('Undo edits')
  await signature('valid')
  await js(
    `const data = new DataTransfer(); data.setData('text/plain', arguments[0]); document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))`,
    unsigned,
  )
  await signature('mismatch')
  await press('Sign again')
  await signature('valid')
  await press('Variations…')
  await press('Download fixture')
  await shell()
  assert.equal(await js(`return location.href`), file, 'the token is taken out of the address')
  await until(() =>
    js(`return document.querySelector('#save').textContent === 'Save jwt-variations.json' && !document.querySelector('#offer').hidden`),
  )
  await js(`document.querySelector('#discard').click()`)

  await js(`location.hash = '#/learn/make-yourself-admin'`)
  assert.match(await until(() => js(`return document.title.includes('Learn') && document.title`)), /^Make yourself admin/)
  await frame()
  await press('Ask for a payment anyway')
  await press('Send it on')
  await press('Keys')
  // The driver forgets the frame with every entry of the history.
  await new Promise((done) => setTimeout(done, 300))
  await frame()
  await until(() => js(`return document.querySelector('form button[type=submit]') !== null`))
  await js(`document.querySelector('form button[type=submit]').click()`)
  await until(() => js(`return document.querySelector('article textarea')?.value.includes('"kty"')`), 60_000)
  await shell()
  assert.equal(await js(`return location.hash`), '#/keys')
  await js(`history.back()`)
  await new Promise((done) => setTimeout(done, 300))
  await frame()
  await until(() => js(`return document.querySelector('h1')?.textContent === 'Make yourself admin'`))

  const sent = await js(`return fetch(${JSON.stringify(home)}).then(() => 'sent', () => 'blocked')`)
  assert.equal(sent, 'blocked', 'the copy has no network')
  assert.equal(await js(`return typeof RTCPeerConnection`), 'undefined')
  assert.equal(await js(`try { document.createElement('link'); return 'made' } catch (error) { return error.name }`), 'SecurityError')
  await shell()
  await js(`location.hash = '#/sealed'`)
  await new Promise((done) => setTimeout(done, 300))
  await frame()
  const result = await until(
    () => js(`return document.querySelector('[data-part=ways-out][data-done=true] [role=status]')?.textContent`),
    60_000,
  )
  console.log(`WebKit, kept copy: ${result}`)
  const open = await js(`return [...document.querySelectorAll('[data-way][data-state=open]')].map((each) => each.dataset.way)`)
  assert.deepEqual(open, [], 'ways out that WebKit left open in the copy')
}

/** @param {string} script @param {unknown[]} args */
function js(script, ...args) {
  return call('POST', `${session}/execute/sync`, { script, args })
}

/** @param {string} selector @returns {Promise<string>} */
async function find(selector) {
  return String(Object.values(await call('POST', `${session}/element`, { using: 'css selector', value: selector }))[0])
}

/** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
async function call(method, path, body) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const { value } = /** @type {{ value: any }} */ (await response.json())
  if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`)
  return value
}

/** Asks until the answer is true. @template T @param {() => Promise<T>} ask @param {number} [patience] milliseconds @param {string} [what] named in the error @returns {Promise<T>} */
async function until(ask, patience = 20_000, what = String(ask)) {
  const end = Date.now() + patience
  for (;;) {
    const answer = await ask().catch((error) => {
      if (Date.now() > end) throw error
      return undefined
    })
    if (answer) return answer
    if (Date.now() > end) throw new Error(`waited ${patience} ms for ${what}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** The browser that comes with the library; its folder is named after the machine. */
function findMiniBrowser() {
  const libraries = [
    '/usr/lib',
    '/usr/libexec',
    ...(existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => join('/usr/lib', name)) : []),
  ]
  return libraries
    .flatMap((folder) => ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser')))
    .find(existsSync)
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}
