// The sealed fetcher: what it asks, what it refuses, and what it hands back, under the production page's policy.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { serveModule } from './built-module.ts'
import { expect, test } from './page.ts'

const keySet = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AA' }], secret_of_the_server: 1 }

interface Collector {
  origin: string
  seen: IncomingMessage[]
  server: Server
}

// Each answer by its path; every request is written down.
const answers: Record<string, (response: ServerResponse) => void> = {
  '/jwks': (response) => send(response, 200, JSON.stringify(keySet)),
  '/metadata': (response) => send(response, 200, JSON.stringify({ issuer: 'https://a.example', jwks_uri: 'https://a.example/k', x: [] })),
  '/certificates': (response) => send(response, 200, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\nsecret\n'),
  '/no-cors': (response) => response.writeHead(200).end('{}'),
  '/redirect': (response) => response.writeHead(302, { location: '/jwks', 'access-control-allow-origin': '*' }).end(),
  '/gone': (response) => send(response, 404, '{}'),
  '/html': (response) => send(response, 200, '<!doctype html>'),
  '/array': (response) => send(response, 200, '[]'),
  '/latin1': (response) => send(response, 200, Buffer.from('{"issuer":"\xe4"}', 'latin1')),
  '/large': (response) => send(response, 200, JSON.stringify({ keys: ['x'.repeat(1_000_001)] })),
  '/endless': (response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*' })
    const chunk = Buffer.alloc(100_000, ' ')
    const timer = setInterval(() => response.write(chunk), 5)
    response.once('close', () => clearInterval(timer))
  },
  '/silent': () => {},
}

function send(response: ServerResponse, status: number, body: string | Buffer) {
  response.writeHead(status, { 'access-control-allow-origin': '*', 'content-type': 'application/json', 'set-cookie': 'seen=1' }).end(body)
}

let collector: Collector

test.beforeEach(async () => {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    const answer = answers[request.url ?? '']
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  collector = { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server }
})

test.afterEach(async () => {
  collector.server.closeAllConnections()
  await new Promise((done) => collector.server.close(done))
})

async function fetchKeys(page: Page, url: string): Promise<unknown> {
  const address = await serveModule(page, 'src/platform/key-fetcher.ts')
  await page.goto('./')
  return page.evaluate(
    async ([module, wanted]) => {
      const { fetchKeys: ask } = (await import(module!)) as { fetchKeys(url: string): Promise<unknown> }
      const answer = await ask(wanted!)
      return { answer, framesLeft: document.querySelectorAll('iframe').length }
    },
    [address, url],
  )
}

test('hands back the keys and nothing else, and asks without a trace', async ({ page, violations }) => {
  const result = await fetchKeys(page, `${collector.origin}/jwks`)
  expect(result).toEqual({
    answer: { ok: true, json: JSON.stringify({ keys: keySet.keys }), bytes: JSON.stringify(keySet).length },
    framesLeft: 0,
  })
  expect(collector.seen).toHaveLength(1)
  const { headers } = collector.seen[0]!
  expect(headers.origin).toBe('null')
  expect(headers.referer).toBeUndefined()
  expect(headers.cookie).toBeUndefined()
  expect(await violations()).toEqual([])
})

test('reduces metadata to issuer and jwks_uri', async ({ page }) => {
  const result = await fetchKeys(page, `${collector.origin}/metadata`)
  expect(result).toMatchObject({ answer: { ok: true, json: '{"issuer":"https://a.example","jwks_uri":"https://a.example/k"}' } })
})

test('reduces PEM to its certificates', async ({ page }) => {
  const result = await fetchKeys(page, `${collector.origin}/certificates`)
  const json = JSON.stringify({ certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] })
  expect(result).toMatchObject({ answer: { ok: true, json } })
})

const refusals: [path: string, answer: object, noisy?: true][] = [
  ['/gone', { ok: false, reason: 'http-status', status: 404 }, true],
  ['/html', { ok: false, reason: 'not-json' }],
  ['/array', { ok: false, reason: 'not-json' }],
  ['/latin1', { ok: false, reason: 'not-json' }],
  ['/large', { ok: false, reason: 'too-large' }],
  ['/endless', { ok: false, reason: 'too-large' }],
  ['/no-cors', { ok: false, reason: 'cors-or-network' }, true],
  ['/redirect', { ok: false, reason: 'cors-or-network' }, true],
  ['/silent', { ok: false, reason: 'timeout' }],
]
for (const [path, answer, noisy] of refusals) {
  test(`says why ${path} gave no keys`, async ({ page, complaints }) => {
    expect(await fetchKeys(page, collector.origin + path)).toEqual({ answer, framesLeft: 0 })
    expect(collector.seen).toHaveLength(1)
    // The browser writes a failed request to the console by itself.
    if (noisy) complaints.length = 0
  })
}

test('asks no URL that the rules refuse', async ({ page }) => {
  const result = await fetchKeys(page, `${collector.origin.replace('http://', 'http://user@')}/jwks`)
  expect(result).toEqual({ answer: { ok: false, reason: 'bad-url', refusal: 'user-info' }, framesLeft: 0 })
  expect(collector.seen).toHaveLength(0)
})

test('the fetcher answers no one outside its sandbox', async ({ page, baseURL }) => {
  await page.goto('./')
  const answered = await page.evaluate(async (address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
    await new Promise((loaded) => frame.addEventListener('load', loaded, { once: true }))
    const { port1, port2 } = new MessageChannel()
    const answer = new Promise((heard) => port1.addEventListener('message', ({ data }) => heard(data), { once: true }))
    port1.start()
    frame.contentWindow?.postMessage('https://login.example/jwks', '*', [port2])
    return Promise.race([answer, new Promise((silence) => setTimeout(() => silence('silence'), 700))])
  }, new URL('fetcher.html', baseURL).href)
  expect(answered).toBe('silence')
})
