// The automation contract (docs/automation.md), every line of it, on the production build.
import { createCipheriv } from 'node:crypto'
import type { Page } from '@playwright/test'
import { box, button, editorsReady, fillWhole, gate, open, part, settled, textOf, typeOver, verdict, type BoxName } from './desk.ts'
import { ANY_ENGINE, expect, test } from './page.ts'
import { claims, ec, ed25519, encode, hs256, jwk, pem, rsa, SECRET, signed } from './tokens.ts'

const phrase = 'correct horse battery staple, 32+ bytes'
const now = () => Math.floor(Date.now() / 1000)
const jwe = `${encode({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })}.${encode(new Uint8Array(256))}.${encode(new Uint8Array(12))}.${encode('secret content')}.${encode(new Uint8Array(16))}`

const sharedKey = (byte: number) => JSON.stringify({ kty: 'oct', k: encode(new Uint8Array(32).fill(byte)) })
const sealed = encrypted('secret content', new Uint8Array(32).fill(1))

/** A compact JWE under a shared key of 32 bytes. */
function encrypted(content: string, key: Uint8Array): string {
  const header = encode({ alg: 'dir', enc: 'A256GCM' })
  const iv = new Uint8Array(12).fill(7)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header))
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()])
  return [header, '', encode(iv), encode(ciphertext), encode(cipher.getAuthTag())].join('.')
}

/** The same payload under two signatures. */
function twice(...algs: Parameters<typeof signed>[0][]): string {
  const content = claims()
  const parts = algs.map((alg) => signed(alg, content).split('.'))
  return JSON.stringify({ payload: encode(content), signatures: parts.map(([head, , signature]) => ({ protected: head, signature })) })
}

test.describe('links', ANY_ENGINE, () => {
  for (const name of ['token', 'access_token', 'id_token', 'value']) {
    test(`#${name}= loads a token, and the address bar forgets it`, async ({ page, violations }) => {
      const token = hs256()
      await page.goto(`./#${name}=${token}`)
      await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
      expect(await textOf(page, 'Encoded token')).toBe(token)
      expect(new URL(page.url()).hash).toBe('')
      expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2)
      expect(await violations()).toEqual([])
    })
  }

  test('of several names id_token counts most, then access_token, value, token', async ({ page }) => {
    const tokens = { token: hs256({ n: 1 }), value: hs256({ n: 2 }), access_token: hs256({ n: 3 }), id_token: hs256({ n: 4 }) }
    const fragment = (names: (keyof typeof tokens)[]) => names.map((name) => `${name}=${tokens[name]}`).join('&')
    await page.goto(`./#${fragment(['token', 'value', 'access_token', 'id_token'])}`)
    await expect(box(page, 'Payload')).toContainText('"n": 4')
    // Following another link stays on the page, which asks before it replaces what it holds.
    for (const [names, n] of [
      [['token', 'value', 'access_token'], 3],
      [['token', 'value'], 2],
      [['token'], 1],
    ] as const) {
      await page.evaluate((hash) => (location.hash = hash), fragment([...names]))
      await page.getByRole('button', { name: 'Open the link' }).click()
      await expect(box(page, 'Payload')).toContainText(`"n": ${n}`)
    }
    expect(new URL(page.url()).hash).toBe('')
  })

  test('any text may be in it, percent-encoded', async ({ page }) => {
    const token = hs256()
    await page.goto(`./#token=${encodeURIComponent(`Authorization: Bearer ${token}\n`)}`)
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
    expect(await textOf(page, 'Encoded token')).toContain(token)
  })

  for (const [what, name, key] of [
    ['PEM', 'key', pem(ec.publicKey)],
    ['a JWK', 'publicKey', jwk(ec.publicKey)],
    ['a JWK Set', 'key', `{"keys":[${jwk(rsa.publicKey)},${jwk(ec.publicKey)}]}`],
  ] as const) {
    test(`&${name}= brings a public key as ${what}`, async ({ page }) => {
      await page.goto(`./#token=${signed('ES256')}&${name}=${encodeURIComponent(key)}`)
      await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
      await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'link')
      await expect(page.getByRole('alert')).toHaveCount(0)
    })
  }

  for (const [what, key] of [
    ['a private key as PEM', pem(ec.privateKey)],
    ['a private JWK', jwk(ec.privateKey)],
    ['a secret as JWK', '{"kty":"oct","k":"c2VjcmV0"}'],
    ['a secret as text', SECRET],
  ] as const) {
    test(`${what} in a link is refused with a message, and the token is loaded`, async ({ page }) => {
      await page.goto(`./#token=${signed('ES256')}&key=${encodeURIComponent(key)}`)
      await expect(page.getByRole('alert')).toContainText('It was not loaded')
      await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
      await settled(page)
      await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
      await editorsReady(page)
      expect((await textOf(page, 'Key')).trim()).not.toContain(key.slice(0, 20))
      expect(page.url()).not.toContain('key')
      await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
      await expect(page.getByRole('alert')).toHaveCount(0)
    })
  }

  test('#/keys and #/learn are the other rooms, and the way back keeps the token', async ({ page }) => {
    const token = hs256()
    await open(page, token)
    for (const [name, hash] of [
      ['Keys', '#/keys'],
      ['Learn', '#/learn'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()
      await expect(page).toHaveURL(new RegExp(`${hash}$`))
      await expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
      await expect(page.locator('main').getByRole('heading').first()).toBeVisible()
      await page.evaluate(() => history.back())
      await expect(box(page, 'Payload')).toContainText('fernando')
    }
    expect(await textOf(page, 'Encoded token')).toBe(token)
  })
})

test.describe('controls', () => {
  test('each is there once, by role and name', async ({ page }) => {
    await open(page, hs256())
    for (const name of ['Encoded token', 'Header', 'Payload', 'Key']) await expect(page.getByRole('textbox', { name })).toHaveCount(1)
    for (const name of ['Sign again', 'Undo edits', 'Clear', 'Samples']) await expect(page.getByRole('button', { name })).toHaveCount(1)
    await expect(page.getByRole('combobox', { name: 'Secret encoding' })).toHaveCount(1)
  })

  test('filling a box behaves as typing does: nothing waits for a blur', async ({ page }) => {
    await open(page, hs256(), SECRET)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    const payload = (await textOf(page, 'Payload')).replace('false', 'true')
    await box(page, 'Payload').fill(payload)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await expect(box(page, 'Payload')).toBeFocused()
    await box(page, 'Header').fill('{"alg":"HS384","typ":"JWT"}')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '2')
    await box(page, 'Key').fill('another')
    await settled(page)
    expect((await textOf(page, 'Encoded token')).split('.')[0]).toBe(encode('{"alg":"HS384","typ":"JWT"}'))
  })

  test('a payload signed with whitespace is laid out, edited without losing a byte, and with As signed taken exactly', async ({ page }) => {
    const payload = '{"sub": "ada", "limits": {"daily": 700, "roles": ["x", "y"]}, "admin": false}'
    const token = hs256(payload, '{"alg": "HS256", "typ": "JWT"}')
    const written = async () => {
      await settled(page)
      return Buffer.from((await textOf(page, 'Encoded token')).split('.')[1]!, 'base64url').toString()
    }
    await open(page, token, SECRET)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    const asSigned = page.getByRole('switch', { name: 'As signed' })
    await expect(asSigned).not.toBeChecked()
    await expect(page.getByRole('region', { name: 'Payload' })).toContainText('Signed with whitespace; shown formatted')
    expect(await textOf(page, 'Header')).toBe('{\n  "alg": "HS256",\n  "typ": "JWT"\n}')
    const laidOut = JSON.stringify(JSON.parse(payload), null, 2)
    expect(await textOf(page, 'Payload')).toBe(laidOut)
    // A note for each member that has one, at its own line.
    const noted = page.locator('[data-editor=Payload] .cm-line[data-note]')
    await expect(noted).toHaveCount(1)
    await expect(noted).toContainText('"sub"')

    await box(page, 'Payload').fill(laidOut.replace('700', '999').replace('"y"', '"y", "z"').replace('false', 'true, "aud": ["b"]'))
    expect(await written()).toBe(payload.replace('700', '999').replace('"y"', '"y", "z"').replace('false', 'true, "aud": ["b"]'))
    await box(page, 'Payload').fill(laidOut)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    expect(await textOf(page, 'Encoded token')).toBe(token)

    await asSigned.check()
    expect(await textOf(page, 'Payload')).toBe(payload)
    expect(await textOf(page, 'Header')).toBe('{"alg": "HS256", "typ": "JWT"}')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await box(page, 'Payload').fill('{ "sub":"ada" }')
    expect(await written()).toBe('{ "sub":"ada" }')
    await button(page, 'Undo edits').click()
    await asSigned.uncheck()
    expect(await textOf(page, 'Payload')).toBe(laidOut)
    expect(await textOf(page, 'Encoded token')).toBe(token)
  })

  test('the secret encoding offers UTF-8, base64url, base64 and hex, and each is taken', async ({ page }) => {
    const bytes = Buffer.from(SECRET, 'base64url')
    const token = hs256(claims(), { alg: 'HS256', typ: 'JWT' }, bytes)
    const encoding = page.getByRole('combobox', { name: 'Secret encoding' })
    await open(page, token, SECRET)
    expect(await encoding.getByRole('option').allTextContents()).toEqual(['UTF-8', 'base64url', 'base64', 'hex'])
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    for (const [label, text] of [
      ['base64url', SECRET],
      ['base64', bytes.toString('base64')],
      ['hex', bytes.toString('hex')],
    ] as const) {
      await encoding.selectOption(label)
      await box(page, 'Key').fill(text)
      await settled(page)
      await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    }
    await encoding.selectOption('UTF-8')
    await settled(page)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  })

  test('the secret encoding is there only where the key is a secret', async ({ page }) => {
    await open(page, signed('ES256'), pem(ec.publicKey))
    await expect(page.getByRole('combobox', { name: 'Secret encoding' })).toHaveCount(0)
  })

  test('Clear empties the page and goes back to its beginning', async ({ page }) => {
    await open(page, hs256(), SECRET)
    await button(page, 'Clear').click()
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'empty')
    expect((await textOf(page, 'Encoded token')).replace(/eyJhbGciOi.*/s, '')).toBe('')
    await expect(box(page, 'Encoded token')).toBeFocused()
    await expect(box(page, 'Key')).toHaveCount(0)
  })

  test('Samples opens a menu, and a sample opens with its key', async ({ page }) => {
    await page.goto('./')
    await button(page, 'Samples').click()
    await page.getByRole('menuitem', { name: /^ES256\b(?!K)/ }).click()
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await expect(box(page, 'Header')).toContainText('ES256')
  })
})

test('main is busy while a check is under way, and says so', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await page.evaluate(() => {
    const main = document.querySelector('main')!
    const seen: string[] = []
    Object.assign(window, { seenBusy: seen })
    new MutationObserver(() => seen.push(main.getAttribute('aria-busy') ?? '')).observe(main, { attributeFilter: ['aria-busy'] })
  })
  await typeOver(page, 'Payload', 'fernando', 'mallory')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await settled(page)
  const seen = await page.evaluate(() => (window as unknown as { seenBusy: string[] }).seenBusy)
  expect(seen).toContain('true')
  expect(seen.at(-1)).toBe('false')
})

test.describe('gates', ANY_ENGINE, () => {
  async function states(page: Page): Promise<string[]> {
    return page
      .locator('[data-gate]')
      .evaluateAll((gates) => gates.map((each) => `${(each as HTMLElement).dataset['gate']} ${(each as HTMLElement).dataset['state']}`))
  }

  test('are four, in the order in which a server checks, each with a text', async ({ page }) => {
    await page.goto('./')
    expect(await states(page)).toEqual(['structure empty', 'signature empty', 'time empty', 'claims empty'])
    await open(page, hs256(), SECRET)
    expect((await states(page)).slice(0, 3)).toEqual(['structure well-formed', 'signature valid', 'time current'])
    for (const text of await page.locator('[data-gate]').allInnerTexts()) expect(text.trim()).not.toBe('')
  })

  const none = `${encode({ alg: 'none' })}.${encode(claims())}.`
  const small = hs256(claims({ big: 'x'.repeat(10) }))
  const table: [gate: 'structure' | 'signature' | 'time' | 'claims', state: string, token: () => string, key?: string][] = [
    ['structure', 'malformed', () => hs256().slice(0, 60)],
    ['structure', 'well-formed', () => hs256()],
    ['signature', 'no-key', () => hs256()],
    ['signature', 'unsecured', () => none],
    ['signature', 'unsecured', () => none, SECRET],
    ['signature', 'valid', () => small, SECRET],
    ['signature', 'valid', () => signed('ES256'), pem(ec.publicKey)],
    ['signature', 'valid', () => signed('RS256'), pem(rsa.publicKey)],
    ['signature', 'valid', () => signed('PS256'), jwk(rsa.publicKey)],
    ['signature', 'valid', () => signed('EdDSA'), jwk(ed25519.publicKey)],
    ['signature', 'mismatch', () => small, 'another secret'],
    ['signature', 'mismatch', () => signed('RS256').slice(0, -8) + 'AAAAAAAA', pem(rsa.publicKey)],
    ['signature', 'mismatch', () => `${none}AAAA`],
    ['signature', 'key-problem', () => signed('RS256'), pem(ec.publicKey)],
    ['signature', 'key-problem', () => signed('RS256'), 'no key at all'],
    ['signature', 'key-problem', () => hs256(), pem(rsa.publicKey)],
    ['signature', 'unsupported', () => hs256(claims(), { alg: 'XS999' }), SECRET],
    ['signature', 'unsupported', () => hs256(claims(), { alg: 'HS256', crit: ['urn:x'], 'urn:x': 1 }), SECRET],
    ['signature', 'unsigned', () => `${small.slice(0, small.lastIndexOf('.'))}.`, SECRET],
    ['signature', 'unsigned', () => small.slice(0, small.lastIndexOf('.'))],
    ['signature', 'partial', () => twice('ES256', 'RS256'), pem(ec.publicKey)],
    ['signature', 'valid', () => twice('ES256', 'ES256'), pem(ec.publicKey)],
    ['signature', 'unreadable', () => small.replace(/.(?=\.[^.]*$)/, '*'), SECRET],
    ['signature', 'encrypted', () => jwe],
    ['signature', 'encrypted', () => sealed],
    ['signature', 'decrypted', () => sealed, sharedKey(1)],
    ['signature', 'key-problem', () => sealed, pem(ec.publicKey)],
    ['signature', 'mismatch', () => sealed, sharedKey(2)],
    ['signature', 'unreadable', () => sealed.replace(/.$/, '*'), sharedKey(1)],
    ['time', 'empty', () => hs256('no claims')],
    ['time', 'current', () => hs256()],
    ['time', 'expired', () => hs256(claims({ exp: now() - 1380 }))],
    ['time', 'not-yet-valid', () => hs256(claims({ nbf: now() + 300 }))],
    ['time', 'unlimited', () => hs256({ sub: 'a' })],
    ['time', 'unreadable', () => hs256(claims({ exp: 'tomorrow' }))],
    ['time', 'unreadable', () => hs256(claims({ nbf: '2026-01-01' }))],
    ['claims', 'clean', () => signed('ES256', claims({ admin: undefined })), pem(ec.publicKey)],
    ['claims', 'info', () => signed('ES256', claims({ admin: undefined, sub: 'fernando@payroll.example' }))],
    ['claims', 'clean', () => hs256(claims({ admin: undefined }), undefined, phrase), phrase],
    ['claims', 'warning', () => hs256(claims({ admin: 'true' })), SECRET],
    ['claims', 'error', () => hs256(claims({ exp: undefined, Exp: 1 })), SECRET],
  ]
  test('reach each of their states by a real token', async ({ page }) => {
    await page.goto('./')
    for (const [name, state, token, key = ''] of table) {
      await fillWhole(page, 'Encoded token', token())
      await box(page, 'Key').fill(key)
      await settled(page)
      await expect(gate(page, name), `${name} of ${token().slice(0, 60)}`).toHaveAttribute('data-state', state)
    }
  })
})

test.describe('data attributes', ANY_ENGINE, () => {
  test('each finding has its rule and its severity', async ({ page }) => {
    await open(page, `${encode({ alg: 'none' })}.${encode(claims())}.`)
    const finding = page.locator('[data-rule=alg-none]')
    await expect(finding).toHaveAttribute('data-severity', 'error')
    for (const severity of await page
      .locator('[data-rule]')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['severity']))) {
      expect(['error', 'warning', 'info']).toContain(severity)
    }
  })

  test('a tested cause of a mismatch has its id', async ({ page }) => {
    await open(page, hs256(claims(), { alg: 'HS256', typ: 'JWT' }, Buffer.from(SECRET, 'base64url')), SECRET)
    await expect(page.locator('[data-cause]').first()).toHaveAttribute('data-cause', 'secret-is-encoded')
  })

  test('the signature gate says whose key verified', async ({ page }) => {
    await open(page, signed('ES256'), pem(ec.publicKey))
    await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'yours')
    await box(page, 'Key').fill(`{"keys":[${jwk(ec.publicKey)}]}`)
    await settled(page)
    await expect(gate(page, 'signature')).toHaveAttribute('data-key-source', 'key-set')
    await box(page, 'Key').fill('')
    await settled(page)
    await expect(gate(page, 'signature')).not.toHaveAttribute('data-key-source')
  })

  test('received and expected signature are base64url text, the expected one where there is only one', async ({ page }) => {
    const token = hs256()
    const signature = token.split('.')[2]!
    const wrong = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    await open(page, token.replace(signature, wrong), SECRET)
    await expect(part(page, 'received-signature')).toHaveText(wrong)
    await expect(part(page, 'expected-signature')).toHaveText(signature)
    for (const [alg, key, has] of [
      ['RS256', pem(rsa.privateKey), 1],
      ['EdDSA', jwk(ed25519.privateKey), 1],
      ['ES256', pem(ec.privateKey), 0],
      ['PS256', pem(rsa.privateKey), 0],
      ['RS256', pem(rsa.publicKey), 0],
    ] as const) {
      const other = signed(alg)
      await box(page, 'Encoded token').fill(other)
      await box(page, 'Key').fill(key)
      await settled(page)
      await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
      await expect(part(page, 'received-signature')).toHaveText(other.split('.')[2]!)
      await expect(part(page, 'expected-signature')).toHaveCount(has)
      if (has) await expect(part(page, 'expected-signature')).toHaveText(other.split('.')[2]!)
    }
  })

  test('the edit summary counts claims and header parameters', async ({ page }) => {
    await open(page, hs256())
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '0')
    await typeOver(page, 'Payload', 'false', 'true')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '1')
    await typeOver(page, 'Header', 'JWT', 'at+jwt')
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '2')
    await button(page, 'Undo edits').click()
    await expect(part(page, 'edits')).toHaveAttribute('data-count', '0')
  })

  test('each signature of a JSON serialization has its index and its state, and can be signed, edited and removed', async ({ page }) => {
    await open(page, twice('ES256', 'RS256'), pem(ec.publicKey))
    const rows = page.locator('[data-signature-index]')
    await expect(rows).toHaveCount(2)
    for (const [index, state] of [
      [0, 'valid'],
      [1, 'key-problem'],
    ] as const)
      await expect(page.locator(`[data-signature-index="${index}"]`)).toHaveAttribute('data-state', state)
    for (const name of ['Sign signature 2 again', 'Edit header of signature 2', 'Add a signature'])
      await expect(button(page, name)).toBeVisible()
    await button(page, 'Remove signature 2').click()
    await expect(rows).toHaveCount(1)
    await button(page, 'Convert to flattened JSON').click()
    await expect(page.getByRole('region', { name: 'Serialization' }).getByRole('button')).toHaveText([
      'Convert to compact',
      'Convert to general JSON',
    ])
    await button(page, 'Convert to compact').click()
    await expect(rows).toHaveCount(0)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  })

  test('each token found in a paste has its index', async ({ page }) => {
    const [a, b] = [hs256({ n: 1 }), hs256({ n: 2 })]
    await open(page, JSON.stringify({ access_token: a, token_type: 'Bearer', id_token: b }))
    await expect(page.locator('[data-token-index]')).toHaveCount(2)
    await expect(page.locator('[data-token-index="0"]')).toContainText('access_token')
    await page.locator('[data-token-index="1"]').getByRole('button').click()
    await expect(box(page, 'Payload')).toContainText('"n": 2')
  })
})

test('the boxes answer before the editor’s code has arrived', async ({ page }) => {
  await page.route('**/assets/code-editor*', () => {})
  // Not until "load": in Firefox that waits for the very file that is held back.
  await page.goto('./', { waitUntil: 'domcontentloaded' })
  for (const [name, text] of [
    ['Encoded token', hs256()],
    ['Key', SECRET],
  ] satisfies [BoxName, string][])
    await box(page, name).fill(text)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Payload').fill('{"sub":"mallory"}')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await expect(verdict(page)).toContainText('was edited')
})

test('a box that held several lines is filled with one, and holds that one alone', async ({ page }) => {
  await open(page, hs256(), `${SECRET}\n`)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await box(page, 'Key').fill(SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await textOf(page, 'Key')).toBe(SECRET)
})
