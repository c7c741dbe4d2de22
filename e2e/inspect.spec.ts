// Reading a token: the notes on its members, its size, and the verdict as shown and announced.
import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { box, gate, open, part, settled, textOf, verdict } from './desk.ts'
import { expect, test, WHOLE } from './page.ts'
import { claims, ec, encode, hs256, pem, rsa, SECRET, signed } from './tokens.ts'

interface Vector {
  readonly id: string
  readonly type: string
  readonly token?: string
  readonly key: { readonly value: unknown; readonly format: string } | null
  readonly expected: { readonly verdict: string }
}
const vectors = (name: string) =>
  (JSON.parse(readFileSync(new URL(`../src/core/vectors/${name}.json`, import.meta.url), 'utf8')) as { cases: Vector[] }).cases

test('a payload that is compressed, as health cards are, is unpacked beside it', async ({ page }) => {
  const packed = deflateRawSync('{"iss":"https://health.example","vc":{"type":["#immunization"]}}').toString('base64url')
  await page.goto('./')
  await page
    .getByRole('textbox', { name: 'Encoded token' })
    .fill(`${encode({ alg: 'ES256', zip: 'DEF', kid: 'k' })}.${packed}.${encode(new Uint8Array(64).fill(7))}`)
  await expect(page.getByRole('region', { name: 'Payload, unpacked' })).toContainText('"iss": "https://health.example"')
  await page.getByRole('textbox', { name: 'Encoded token' }).fill(`${encode({ alg: 'ES256', zip: 'DEF' })}.AAAA.AAAA`)
  await expect(page.getByText('it does not inflate')).toBeVisible()
})

test('each member is annotated at its line', async ({ page }) => {
  await open(page, hs256(claims({ exp: Math.floor(Date.now() / 1000) - 1380, Iss: 'x' })))
  const line = (text: string) => page.locator('[data-editor=Payload] .cm-line', { hasText: text })
  await expect(line('"exp"')).toHaveAttribute('data-note', /^expired 23 minutes ago, .*UTC/)
  await expect(line('"exp"')).toHaveAttribute('data-tone', 'bad')
  await expect(line('"sub"')).toHaveAttribute('data-note', /./)
  await expect(page.locator('[data-editor=Header] .cm-line', { hasText: '"alg"' })).toHaveAttribute('data-note', /HMAC/)
  await expect(page.getByRole('list', { name: 'Notes on the payload' })).toContainText('exp: expired 23 minutes ago')
})

test('a long name or address goes on under its value, and leaves no empty row', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 })
  const long = `https://claims.example.com/${'a-long-path/'.repeat(6)}${'z'.repeat(60)}`
  await open(page, hs256(JSON.stringify({ iss: long, [`${long}/name`]: true })))
  const lines = page.locator('[data-editor=Payload] .cm-line', { hasText: 'https://' })
  await expect(lines).toHaveCount(2)
  for (const line of await lines.all()) {
    await line.scrollIntoViewIfNeeded()
    // The row of each character, and the position of its first one that isn't a space.
    const rows = await line.evaluate((element) => {
      const rows = new Map<number, { text: string; left: number }>()
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.nodeValue!.length; at++) {
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const { top, left, height } = range.getBoundingClientRect()
          const row = rows.get(Math.round(top + height / 2)) ?? { text: '', left: Infinity }
          const character = node.nodeValue![at]!
          rows.set(Math.round(top + height / 2), {
            text: row.text + character,
            left: character === ' ' ? row.left : Math.min(row.left, left),
          })
        }
      }
      return [...rows.values()]
    })
    expect(rows.length).toBeGreaterThan(2)
    expect(rows[0]!.text).toContain('https:')
    for (const row of rows.slice(1)) expect(row.left).toBeGreaterThan(rows[0]!.left + 4)
  }
})

test('the notes are not part of the text that is read or copied', async ({ page }) => {
  const token = hs256('{"sub":"a","exp":1}')
  await open(page, token)
  expect(await textOf(page, 'Payload')).toBe('{\n  "sub": "a",\n  "exp": 1\n}')
})

test('signature and time are two verdicts', async ({ page }) => {
  await open(page, hs256(claims({ exp: Math.floor(Date.now() / 1000) - 1380 })), SECRET)
  await expect(verdict(page)).toHaveText('The signature verifies, but the token expired 23 minutes ago.')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
})

test('the verdict is announced once a change has settled', WHOLE, async ({ page }) => {
  await open(page, hs256(), SECRET)
  const said = page.getByRole('region', { name: 'Verdict' }).getByRole('status')
  await expect(said).toContainText('Good. The signature verifies')
  await page.evaluate(() => {
    const status = document.querySelector('section[aria-label=Verdict] [role=status]')!
    Object.assign(window, { announcements: [] as string[] })
    new MutationObserver(() => (window as unknown as { announcements: string[] }).announcements.push(status.textContent ?? '')).observe(
      status,
      { childList: true, characterData: true, subtree: true },
    )
  })
  await box(page, 'Key').click()
  await page.keyboard.press('ControlOrMeta+End')
  // Slowly: the sentence stays the same from the second key on, and is still not said before the last.
  await page.keyboard.type('abcdef', { delay: 400 })
  expect(await said.textContent()).toContain('Good.')
  await expect(said).toContainText('Reject it.')
  expect(await page.evaluate(() => (window as unknown as { announcements: string[] }).announcements.length)).toBe(1)
})

test('the size of the token is shown next to it', async ({ page }) => {
  const token = hs256('{"a":1}', '{"alg":"HS256"}')
  await open(page, token)
  const section = page.getByRole('region', { name: 'Encoded token' })
  await expect(section).toContainText(`${token.length} characters in 3 segments: 15 + 7 + 32 bytes`)
  await expect(section).toContainText('of an 8 kB header')
  await expect(section).toContainText('of a 4 kB cookie')
})

test('why there is no single expected signature is said for ECDSA and RSA-PSS, on request', async ({ page }) => {
  await open(page, signed('ES256'), pem(ec.privateKey))
  await expect(page.getByText('There is no single expected signature.')).toBeVisible()
  const why = page.getByRole('region', { name: 'Signature', exact: true }).locator('details', { hasText: 'Why?' })
  await why.locator('summary').click()
  await expect(why.getByText(/ECDSA usually takes a new random number/)).toBeVisible()
  await box(page, 'Encoded token').fill(signed('PS256'))
  await box(page, 'Key').fill(pem(rsa.privateKey))
  await settled(page)
  await expect(why).toContainText('RSASSA-PSS adds a new random salt')
  await expect(part(page, 'expected-signature')).toHaveCount(0)
})

test('the parts are told by three colors', async ({ page }) => {
  const token = hs256()
  await open(page, token)
  const colors = new Set<string>()
  for (const [i, title] of ['Header', 'Payload', 'Signature'].entries()) {
    const marks = page.locator(`[data-editor="Encoded token"] [title="${title}"]`)
    expect((await marks.allTextContents()).join('')).toBe(token.split('.')[i])
    colors.add(await marks.first().evaluate((element) => getComputedStyle(element).color))
  }
  expect(colors.size).toBe(3)
})

test('a token of the world outside: article, RFC 7515, RFC 7519 and jwt.io, through the page', WHOLE, async ({ page }) => {
  const states: Record<string, RegExp> = {
    valid: /^valid$/,
    invalid: /^(mismatch|key-problem|unsupported|unreadable)$/,
    unsecured: /^unsecured$/,
    unsupported: /^unsupported$/,
    unverifiable: /^no-key$/,
  }
  const chosen = ['article', 'rfc7515-jws', 'rfc7519-jwt', 'jwtio']
    .flatMap((name) =>
      vectors(name)
        .filter(({ type, token }) => type === 'jws' && token !== undefined)
        .filter((_, i) => i % 3 === 0),
    )
    .slice(0, 24)
  expect(chosen.length).toBeGreaterThan(12)
  await page.goto('./')
  for (const { id, token, key, expected } of chosen) {
    await box(page, 'Encoded token').fill(token!)
    const encoding = page.getByRole('combobox', { name: 'Secret encoding' })
    await box(page, 'Key').fill('')
    await settled(page)
    if ((await encoding.count()) > 0) await encoding.selectOption(key?.format === 'base64url' ? 'base64url' : 'UTF-8')
    await box(page, 'Key').fill(key === null ? '' : typeof key.value === 'string' ? key.value : JSON.stringify(key.value))
    await settled(page)
    await expect(gate(page, 'signature'), id).toHaveAttribute('data-state', states[expected.verdict]!)
  }
})

test('a token of 300 kB and one of nonsense neither freeze nor crash the page', async ({ page }) => {
  const large = hs256(claims({ data: 'x'.repeat(300_000) }))
  await open(page, large, SECRET)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  for (const text of [
    '.'.repeat(5000),
    'ey'.repeat(50_000),
    `${encode('['.repeat(20_000))}.${encode('['.repeat(20_000))}.`,
    '\u202e<script>alert(1)</script>',
  ]) {
    await box(page, 'Encoded token').fill(text)
    await settled(page)
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'malformed')
  }
})
