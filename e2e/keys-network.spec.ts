// Keys over the network: nothing before the click, one request for it, and every way in which an address can fail is named.
import { execFileSync } from 'node:child_process'
import * as node from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './page.ts'

const rsa = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
const keySet = { keys: [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function makeToken(header: object, claims: object = {}): string {
  const input = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'one', ...header })}.${encode({ exp: Math.floor(Date.now() / 1000) + 900, ...claims })}`
  return `${input}.${node.sign('sha256', Buffer.from(input), rsa.privateKey).toString('base64url')}`
}

let server: Server
let origin: string
let seen: IncomingMessage[]
let answers: Record<string, (response: ServerResponse) => void>

const json =
  (value: unknown, headers: Record<string, string> = { 'access-control-allow-origin': '*' }) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
  }

test.beforeEach(async () => {
  seen = []
  answers = {}
  server = createServer((request, response) => {
    seen.push(request)
    const answer = answers[request.url ?? '']
    if (answer) answer(response)
    else response.writeHead(404, { 'access-control-allow-origin': '*' }).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

test.afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const gate = (page: Page) => page.locator('[data-gate=signature]')
const panel = (page: Page) => page.getByRole('region', { name: 'Keys from the network' })
const asked = () => seen.map(({ url }) => url)

async function open(page: Page, token: string) {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(token)
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
}

async function askForSet(page: Page, path: string) {
  await open(page, makeToken({}))
  await page.getByRole('button', { name: 'From JWKS' }).click()
  await page.getByRole('radio', { name: 'The URL of its JWK Set' }).check()
  await page.getByRole('textbox', { name: 'JWK Set URL' }).fill(origin + path)
  await page.getByRole('button', { name: 'Fetch the keys' }).click()
}

test('an issuer’s keys, from its metadata, are the issuer’s', async ({ page, violations }) => {
  answers = {
    '/.well-known/openid-configuration': json({ issuer: origin, jwks_uri: `${origin}/jwks` }),
    '/jwks': json(keySet),
  }
  await open(page, makeToken({}, { iss: origin }))
  await page.getByRole('button', { name: 'From JWKS' }).click()
  await expect(panel(page)).toContainText(`${origin}/.well-known/oauth-authorization-server`)
  await expect(panel(page)).toContainText(`${origin}/.well-known/openid-configuration`)
  expect(asked()).toEqual([])
  await page.getByRole('button', { name: 'Fetch the metadata' }).nth(1).click()
  await expect(panel(page)).toContainText(`${origin}/jwks`)
  expect(asked()).toEqual(['/.well-known/openid-configuration'])
  await page.getByRole('button', { name: 'Fetch the keys' }).click()
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  await expect(gate(page)).toHaveAttribute('data-key-source', 'issuer')
  expect(asked()).toEqual(['/.well-known/openid-configuration', '/jwks'])
  expect([seen[1]?.headers.origin, seen[1]?.headers.referer, seen[1]?.headers.cookie]).toEqual(['null', undefined, undefined])
  await expect(panel(page)).toContainText('Answered just now')
  expect(await violations()).toEqual([])
})

test('RFC 8414 puts the well-known path before the issuer’s own', async ({ page }) => {
  answers = { '/.well-known/oauth-authorization-server/realms/one': json({ issuer: `${origin}/realms/one`, jwks_uri: `${origin}/jwks` }) }
  await open(page, makeToken({}, { iss: `${origin}/realms/one` }))
  await page.getByRole('button', { name: 'From JWKS' }).click()
  await page.getByRole('button', { name: 'Fetch the metadata' }).first().click()
  await expect(page.getByRole('button', { name: 'Fetch the keys' })).toBeVisible()
})

test('metadata of another issuer is refused', async ({ page }) => {
  answers = { '/.well-known/oauth-authorization-server': json({ issuer: `${origin}/`, jwks_uri: `${origin}/jwks` }) }
  await open(page, makeToken({}, { iss: origin }))
  await page.getByRole('button', { name: 'From JWKS' }).click()
  await page.getByRole('button', { name: 'Fetch the metadata' }).first().click()
  await expect(panel(page)).toContainText('It is the metadata of another issuer')
  await expect(page.getByRole('button', { name: 'Fetch the keys' })).toHaveCount(0)
})

test('a JWK Set by its own address is a key set, and its answer is kept for a while', async ({ page }) => {
  answers = { '/jwks': json(keySet) }
  await askForSet(page, '/jwks')
  await expect(gate(page)).toHaveAttribute('data-key-source', 'key-set')
  await page.getByRole('button', { name: 'Close keys from the network' }).click()
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('')
  await page.getByRole('button', { name: 'From JWKS' }).click()
  await page.getByRole('radio', { name: 'The URL of its JWK Set' }).check()
  await page.getByRole('textbox', { name: 'JWK Set URL' }).fill(`${origin}/jwks`)
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  expect(asked()).toEqual(['/jwks'])
})

test.describe('an address that gives no keys says why, and gives the command for a terminal', () => {
  const failures: [name: string, answer: ((response: ServerResponse) => void) | undefined, says: string, noisy?: true][] = [
    ['404', undefined, 'It answered 404', true],
    ['no CORS', json(keySet, {}), 'does not allow pages from other origins', true],
    [
      'no JSON',
      (response) => void response.writeHead(200, { 'access-control-allow-origin': '*' }).end('<!doctype html>'),
      'not with a JSON object',
    ],
    ['over 1 MB', json({ keys: ['x'.repeat(1_100_000)] }), 'more than 1 MB'],
    ['no answer', () => {}, 'No complete answer within 10 seconds'],
  ]
  for (const [name, answer, says, noisy] of failures) {
    test(name, async ({ page, complaints }) => {
      if (answer) answers = { '/jwks': answer }
      await askForSet(page, '/jwks')
      await expect(panel(page)).toContainText(says, { timeout: 15_000 })
      await expect(panel(page)).toContainText(`curl -sSL '${origin}/jwks'`)
      expect(asked()).toEqual(['/jwks'])
      // The browser writes a failed request to the console by itself.
      if (noisy) complaints.length = 0
    })
  }

  test('no keys', async ({ page }) => {
    answers = { '/jwks': json({ keys: [] }) }
    await askForSet(page, '/jwks')
    await expect(panel(page)).toContainText('but without any keys')
  })

  for (const status of [429, 503])
    test(`busy (${status}): it is asked once, and says so`, async ({ page, complaints }) => {
      answers = { '/jwks': (response) => void response.writeHead(status, { 'access-control-allow-origin': '*' }).end() }
      await askForSet(page, '/jwks')
      await expect(panel(page)).toContainText(`It answered with status ${status}.`)
      // Longer than a second try would wait.
      await page.waitForTimeout(1500)
      expect(asked()).toEqual(['/jwks'])
      complaints.length = 0
    })

  test('an address that is never asked', async ({ page }) => {
    await open(page, makeToken({}))
    await page.getByRole('button', { name: 'From JWKS' }).click()
    await page.getByRole('radio', { name: 'The URL of its JWK Set' }).check()
    await page.getByRole('textbox', { name: 'JWK Set URL' }).fill('http://login.example/jwks')
    await expect(panel(page)).toContainText('Keys are fetched only over https')
    await expect(page.getByRole('button', { name: 'Fetch the keys' })).toHaveCount(0)
  })
})

test.describe('what the token itself points at', () => {
  test('is asked only by a click, and proves nothing', async ({ page }) => {
    answers = { '/jwks': json(keySet) }
    await open(page, makeToken({ jku: `${origin}/jwks` }, { iss: origin }))
    await expect(page.getByRole('button', { name: 'Fetch it and try' })).toBeVisible()
    expect(asked()).toEqual([])
    await page.getByRole('button', { name: 'Fetch it and try' }).click()
    await expect(gate(page)).toHaveAttribute('data-key-source', 'token')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('this proves nothing')
    expect(asked()).toEqual(['/jwks'])
    await page.getByRole('button', { name: 'Stop using it' }).click()
    await expect(gate(page)).toHaveAttribute('data-state', 'no-key')
  })

  test('may be a certificate', async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'x5u-'))
    writeFileSync(join(folder, 'key.pem'), rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }))
    const certificate = execFileSync('openssl', ['req', '-x509', '-key', 'key.pem', '-subj', '/CN=Ada', '-days', '9'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    rmSync(folder, { recursive: true })
    answers = { '/cert.pem': (response) => void response.writeHead(200, { 'access-control-allow-origin': '*' }).end(certificate) }
    await open(page, makeToken({ x5u: `${origin}/cert.pem` }))
    await page.getByRole('button', { name: 'Fetch it and try' }).click()
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
    await expect(gate(page)).toHaveAttribute('data-key-source', 'token')
  })
})
