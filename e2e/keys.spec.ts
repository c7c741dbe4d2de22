// Keys through the page: read from others, made for others, tried, kept, dropped, and never taken for more than they are.
import { execFileSync } from 'node:child_process'
import * as node from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { ED25519, LOCKED } from '../src/core/keys/openssh.fixture.ts'
import { expect, test, WHOLE } from './page.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const digests: Record<string, string | null> = { RS256: 'sha256', ES256: 'sha256', EdDSA: null }

function makeToken(alg: string, key: node.KeyObject, header: object = {}): string {
  const input = `${encode({ alg, typ: 'JWT', ...header })}.${encode({ sub: 'fernando', exp: Math.floor(Date.now() / 1000) + 900 })}`
  const signature = node.sign(digests[alg] ?? null, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const gate = (page: Page) => page.locator('[data-gate=signature]')
const settled = (page: Page) => expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
const keySection = (page: Page) => page.getByRole('region', { name: 'Key', exact: true })

const rsa = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
const token = makeToken('RS256', rsa.privateKey, { kid: 'current' })
const pem = (key: node.KeyObject) => key.export({ format: 'pem', type: key.type === 'public' ? 'spki' : 'pkcs8' }).toString()
const jwk = (key: node.KeyObject) => key.export({ format: 'jwk' })

async function give(page: Page, text: string, key: string) {
  await box(page, 'Encoded token').fill(text)
  await box(page, 'Key').fill(key)
  await settled(page)
}

test.describe('keys that others made', () => {
  let folder = ''
  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'))
  })
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

  test('by openssl are read, named back, and verify', async ({ page }) => {
    writeFileSync(join(folder, 'rsa.pem'), pem(rsa.privateKey))
    const pkcs1 = openssl('rsa', '-in', 'rsa.pem', '-RSAPublicKey_out')
    const sec1 = openssl('ecparam', '-name', 'prime256v1', '-genkey')
    await page.goto('./')
    await give(page, token, pkcs1)
    await expect(keySection(page)).toContainText('RSA public key, 2048 bits, PKCS#1 PEM')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
    await expect(gate(page)).toHaveAttribute('data-key-source', 'yours')
    await give(page, makeToken('ES256', node.createPrivateKey(sec1)), sec1)
    await expect(keySection(page)).toContainText('EC P-256 private key, SEC1 PEM')
    await expect(page.locator('main')).toContainText('This is a private key.')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  })

  test('as certificates say whose they are, and the header’s thumbprint is compared', async ({ page }) => {
    writeFileSync(join(folder, 'rsa.pem'), pem(rsa.privateKey))
    const certificate = openssl(
      'req',
      '-x509',
      '-key',
      'rsa.pem',
      '-subj',
      '/CN=Payroll Signing',
      '-days',
      '9',
      '-addext',
      'subjectAltName=DNS:a.example',
    )
    const thumbprint = node.createHash('sha256').update(new node.X509Certificate(certificate).raw).digest('base64url')
    await page.goto('./')
    await give(page, makeToken('RS256', rsa.privateKey, { 'x5t#S256': thumbprint, x5t: 'another' }), certificate)
    const facts = keySection(page).locator('dl[aria-label=Certificate]')
    await expect(facts).toContainText('CN=Payroll Signing')
    await expect(facts).toContainText('DNS:a.example')
    await expect(facts).toContainText(`${thumbprint} The header names it.`)
    await expect(facts).toContainText('The header names another certificate.')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  })

  test('under a passphrase open with it alone, and it goes nowhere else', WHOLE, async ({ page }) => {
    writeFileSync(join(folder, 'rsa.pem'), pem(rsa.privateKey))
    const locked = openssl('pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', 'pass:swordfish-8', '-v2', 'aes-256-cbc')
    await page.goto('./')
    await give(page, token, locked)
    await expect(gate(page)).toHaveAttribute('data-state', 'key-problem')
    await page.getByLabel('Passphrase').fill('guess')
    await page.getByRole('button', { name: 'Unlock the key' }).click()
    await expect(keySection(page)).toContainText('This passphrase doesn’t unlock it.')
    await page.getByLabel('Passphrase').fill('swordfish-8')
    await page.keyboard.press('Enter')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
    const left = await page.evaluate(
      () =>
        JSON.stringify([location.href, history.state, Object.entries(localStorage), Object.entries(sessionStorage)]) +
        document.documentElement.outerHTML,
    )
    expect(left).not.toContain('swordfish-8')
    // Changing the key forgets it; changing it back asks again.
    await box(page, 'Key').fill('x')
    await settled(page)
    await box(page, 'Key').fill(locked)
    await expect(page.getByLabel('Passphrase')).toHaveValue('')
    await expect(gate(page)).toHaveAttribute('data-state', 'key-problem')
  })
})

test('private keys in older forms verify and sign: OpenSSH, and PEM encrypted with AES', WHOLE, async ({ page }) => {
  const pair = node.createPrivateKey(pem(rsa.privateKey))
  const locked = pair.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'swordfish-8' }).toString()
  await page.goto('./')
  await give(page, token, locked)
  await expect(gate(page)).toHaveAttribute('data-state', 'key-problem')
  await page.getByLabel('Passphrase').fill('swordfish-8')
  await page.keyboard.press('Enter')
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  await expect(keySection(page)).toContainText('RSA private key, 2048 bits, PKCS#1 PEM')
  await give(page, makeToken('EdDSA', node.generateKeyPairSync('ed25519').privateKey), ED25519.private)
  await expect(keySection(page)).toContainText('Ed25519 private key, OpenSSH')
  await expect(gate(page)).toHaveAttribute('data-state', 'mismatch')
  await page.getByRole('button', { name: 'Sign again' }).click()
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  await box(page, 'Key').fill(ED25519.public)
  await settled(page)
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  await box(page, 'Key').fill(LOCKED.private)
  await settled(page)
  await expect(gate(page)).toHaveAttribute('data-state', 'mismatch')
  await expect(keySection(page)).toContainText('Its private half is locked with a passphrase')
})

test('a set says which key verified and why the others were skipped', async ({ page }) => {
  const other = node.generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
  const ec = node.generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
  const keys = [
    { ...jwk(other), kid: 'old' },
    { ...jwk(ec), kid: 'ec' },
    { ...jwk(rsa.publicKey), kid: 'current' },
  ]
  await page.goto('./')
  await give(page, token, JSON.stringify({ keys }))
  const list = page.getByRole('list', { name: 'Keys of the set' })
  await expect(list.getByRole('listitem').first()).toContainText('current')
  await expect(list.getByRole('listitem').first()).toContainText('verified; its kid matches the token’s')
  await expect(list).toContainText('has a different kid')
  await expect(list).toContainText('not the type that the algorithm needs')
  await expect(gate(page)).toHaveAttribute('data-key-source', 'key-set')
})

test('a key problem says what was found, what was expected and what to do', async ({ page }) => {
  await page.goto('./')
  await give(page, token, pem(node.generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey))
  await expect(page.locator('main')).toContainText('This is an EC P-256 key; RS256 needs an RSA key.')
  await expect(keySection(page)).toContainText('an EC P-256 key')
  await expect(keySection(page)).toContainText('an RSA key')
  await expect(gate(page)).toHaveAttribute('data-state', 'key-problem')
})

test('a key inside the token is tried on a click, and proves nothing', async ({ page }) => {
  await page.goto('./')
  await box(page, 'Encoded token').fill(makeToken('RS256', rsa.privateKey, { jwk: jwk(rsa.publicKey) }))
  await settled(page)
  await expect(gate(page)).toHaveAttribute('data-state', 'no-key')
  await page.getByRole('button', { name: 'Try this key' }).click()
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  await expect(gate(page)).toHaveAttribute('data-key-source', 'token')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('this proves nothing')
  await expect(box(page, 'Key')).not.toContainText('kty')
  // The user's own key takes over with its first character.
  await box(page, 'Key').fill(pem(rsa.publicKey))
  await settled(page)
  // The very key that the token brings is still the token's, until the reader says that they compared it.
  await expect(gate(page)).toHaveAttribute('data-key-source', 'token')
  await page.getByRole('button', { name: 'I compared it' }).click()
  await expect(gate(page)).toHaveAttribute('data-key-source', 'yours')
})

test.describe('files', () => {
  const choose = (page: Page, name: string, buffer: Buffer) =>
    keySection(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })

  async function drop(page: Page, name: string, text: string, times = 1) {
    const dataTransfer = await page.evaluateHandle(
      ([fileName, content, count]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([content.repeat(count)], fileName))
        return transfer
      },
      [name, text, times] as const,
    )
    await box(page, 'Key').dispatchEvent('drop', { dataTransfer })
  }

  test('of keys are taken, DER as well', async ({ page }) => {
    await page.goto('./')
    await box(page, 'Encoded token').fill(token)
    await settled(page)
    await choose(page, 'public.der', rsa.publicKey.export({ format: 'der', type: 'spki' }))
    await expect(keySection(page)).toContainText('Read from “public.der”.')
    await expect(keySection(page)).toContainText('RSA public key, 2048 bits, SPKI DER in base64')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  })

  test('that are not a key change nothing, and are named', async ({ page }) => {
    await page.goto('./')
    await give(page, token, pem(rsa.publicKey))
    await choose(page, 'cat.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))
    await expect(keySection(page)).toContainText('“cat.png” is a PNG image.')
    await choose(page, 'notes.txt', Buffer.from('dear diary'))
    await expect(keySection(page)).toContainText('“notes.txt” holds text that isn’t a recognized key format')
    await drop(page, 'disk.img', 'x'.repeat(21), 1024 * 1024)
    await expect(keySection(page)).toContainText('“disk.img” is 21 MB.')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  })

  test('can be dropped on the box', async ({ page }) => {
    await page.goto('./')
    await box(page, 'Encoded token').fill(token)
    await settled(page)
    await drop(page, 'key.pem', pem(rsa.publicKey))
    await expect(keySection(page)).toContainText('Read from “key.pem”.')
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  })
})

test('Generate makes a key for the token’s algorithm, signs with it, and undo brings the old key back', async ({ page }) => {
  await page.goto('./')
  await give(page, makeToken('ES256', node.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey), 'mine')
  await page.getByRole('button', { name: 'Generate' }).click()
  await expect(keySection(page)).toContainText('Generated “ES256 key”.')
  await expect(gate(page)).toHaveAttribute('data-state', 'mismatch')
  await page.getByRole('button', { name: 'Sign again' }).click()
  await expect(gate(page)).toHaveAttribute('data-state', 'valid')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(box(page, 'Key')).toHaveText('mine')
  // It is kept, and offered wherever a token has no key yet that it fits.
  await box(page, 'Key').fill('')
  await expect(keySection(page)).toContainText('One of your keys fits: “ES256 key”.')
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(box(page, 'Key')).toContainText('"crv": "P-256"')
})

test.describe('the Keys room', () => {
  const shown = (card: Locator, half: string, form: string) => card.getByRole('textbox', { name: `, ${half}, ${form}` })

  async function make(page: Page, alg: string, name: string): Promise<Locator> {
    await page.getByLabel('Algorithm').selectOption(alg)
    await page.getByRole('region', { name: 'Generate a key' }).getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Generate', exact: true }).click()
    const card = page.getByRole('article', { name })
    await expect(card).toBeVisible()
    return card
  }

  test('says what it is for while it is empty', async ({ page, violations }) => {
    await page.goto('./#/keys')
    await expect(page.getByRole('heading', { level: 1, name: /^Your keys/ })).toBeVisible()
    await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
    await expect(page.locator('main')).toContainText('None yet.')
    await expect(page).toHaveTitle('Keys · JWT Inspector')
    expect(await violations()).toEqual([])
  })

  test('makes keys that Node reads, in every form', WHOLE, async ({ page }) => {
    await page.goto('./#/keys')
    for (const alg of ['RS256', 'ES384', 'Ed25519', 'ES256K', 'Ed448']) {
      const card = await make(page, alg, `my ${alg}`)
      await card.getByRole('radio', { name: 'PEM' }).check()
      await expect(shown(card, 'public half', 'PEM')).toHaveValue(/BEGIN PUBLIC KEY/)
      const publicPem = await shown(card, 'public half', 'PEM').inputValue()
      await card.getByRole('radio', { name: 'Private key' }).check()
      await expect(shown(card, 'private key', 'PEM')).toHaveValue(/BEGIN PRIVATE KEY/)
      const privateKey = node.createPrivateKey(await shown(card, 'private key', 'PEM').inputValue())
      expect(pem(node.createPublicKey(privateKey)).trim()).toBe(publicPem.trim())
      await card.getByRole('radio', { name: 'JWK', exact: true }).check()
      await expect(shown(card, 'private key', 'JWK')).toHaveValue(/^\{/)
      const members = JSON.parse(await shown(card, 'private key', 'JWK').inputValue()) as node.JsonWebKey
      expect(pem(node.createPrivateKey({ key: members, format: 'jwk' }))).toBe(pem(privateKey))
    }
  })

  test('makes the thumbprint the kid, in the JWK Set as well', async ({ page }) => {
    await page.goto('./#/keys')
    const card = await make(page, 'ES256', 'k')
    await card.getByRole('button', { name: 'Use as kid: the thumbprint of k' }).click()
    await card.getByRole('radio', { name: 'JWK Set' }).check()
    await expect(shown(card, 'public half', 'JWK Set')).toHaveValue(/"kid"/)
    const { keys } = JSON.parse(await shown(card, 'public half', 'JWK Set').inputValue()) as { keys: Record<string, string>[] }
    const { crv, kty, x, y, kid, d } = keys[0]!
    const thumbprint = node.createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
    expect([kid, d]).toEqual([thumbprint, undefined])
  })

  test('turns a pasted key into the other forms, and offers it in the inspector by name', WHOLE, async ({ page }) => {
    await page.goto('./')
    await box(page, 'Encoded token').fill(token)
    await settled(page)
    await page.getByRole('link', { name: 'Keys' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await box(page, 'Import a key').fill(pem(rsa.privateKey))
    await expect(page.locator('main')).toContainText('RSA private key, 2048 bits, PKCS#8 PEM')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const card = page.getByRole('article', { name: 'RSA private key' })
    await expect(shown(card, 'public half', 'JWK')).toHaveValue(new RegExp(String(jwk(rsa.publicKey).n)))
    await box(page, 'Name').last().fill('Payroll')
    await box(page, 'Name').last().press('Enter')
    await page.getByRole('link', { name: 'Inspect', exact: true }).click()
    await page.getByRole('button', { name: 'Use key from Keys' }).click()
    await page.getByRole('menuitem', { name: 'Payroll, public half' }).click()
    await settled(page)
    await expect(gate(page)).toHaveAttribute('data-state', 'valid')
    await expect(keySection(page)).toContainText('RSA public key, 2048 bits, JWK')
  })

  test('downloads, and asks before it loses what was never exported', async ({ page, browserName }) => {
    await page.goto('./#/keys')
    const card = await make(page, 'HS256', 'my secret')
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await expect(card).toContainText('Generated here and not exported')
    await card.getByRole('radio', { name: 'base64url' }).check()
    await expect(shown(card, 'secret', 'base64url')).toHaveValue(/^[\w-]{43}$/)
    const secret = await shown(card, 'secret', 'base64url').inputValue()
    const saves = card.getByRole('button', { name: /^Download/ })
    // The driver does not hear of Firefox's downloads.
    const [download] = await Promise.all([browserName === 'chromium' ? page.waitForEvent('download') : undefined, saves.click()])
    if (download) {
      expect(download.suggestedFilename()).toBe('my-secret.secret.txt')
      expect(readFileSync(await download.path(), 'utf8')).toBe(secret)
    }
    await expect(card).not.toContainText('Generated here and not exported')
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => page.isClosed()).toBe(true)
    expect(asked).toEqual(['beforeunload'])
  })

  test('forgets a key, and asks once more where nothing else has it', async ({ page }) => {
    await page.goto('./#/keys')
    const card = await make(page, 'Ed25519', 'one')
    await card.getByRole('button', { name: 'Remove one' }).click()
    await card.getByRole('button', { name: 'Remove one for good: it was never exported' }).click()
    await expect(card).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Your keys', level: 2 })).toBeFocused()
  })

  test('leaves nothing behind', async ({ page }) => {
    await page.goto('./#/keys')
    await make(page, 'HS256', 'one')
    const left = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      (await indexedDB.databases()).length,
      location.href.includes('one'),
    ])
    expect(left).toEqual([0, 0, '', 0, false])
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await expect(page.locator('main')).toContainText('None yet.')
  })
})
