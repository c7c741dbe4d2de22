// Words from a token in the page's own sentences: quoted, spelled out if they can't be seen, and unable to move the text around them.
import type { Locator, Page } from '@playwright/test'
import { box, button, gate, open, openLens, part, settled, typeOver, verdict } from './desk.ts'
import { expect, test } from './page.ts'
import { claims, encode, hs256, SECRET } from './tokens.ts'

/** Turns what follows around, ends a line, rings a bell. */
const EVIL = '\u202eevil\u202c\u0007\u2066\nend”'

/** The text of the page that holds a raw control or direction character, outside the editors and what shows a part as it is. */
async function rawText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const raw: string[] = []
    // oxlint-disable-next-line no-control-regex -- these must not be there
    const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { data, parentElement } = node as Text
      if (unseen.test(data) && !parentElement?.closest('[data-editor], pre, script, textarea'))
        raw.push(`${parentElement?.outerHTML.slice(0, 200)}`)
    }
    for (const element of document.querySelectorAll('[aria-label], [title]'))
      for (const name of ['aria-label', 'title'])
        if (unseen.test(element.getAttribute(name) ?? '') && !element.closest('[data-editor]'))
          raw.push(`${name}: ${element.outerHTML.slice(0, 200)}`)
    return raw
  })
}

const header = { alg: 'HS256', typ: EVIL, kid: EVIL, cty: EVIL, jku: EVIL, [EVIL]: EVIL }
const payload = claims({
  iss: EVIL,
  sub: EVIL,
  aud: [EVIL],
  scope: EVIL,
  roles: [EVIL],
  jti: EVIL,
  [EVIL]: EVIL,
  nested: { [EVIL]: [EVIL] },
})

test('no sentence contains a raw control or direction character', async ({ page }) => {
  await open(page, hs256(payload, header), SECRET)
  expect(await rawText(page)).toEqual([])
  await page.locator('details').evaluateAll((all) => all.forEach((each) => ((each as HTMLDetailsElement).open = true)))
  await button(page, 'Check it for your service').click()
  await page.getByRole('textbox', { name: 'Issuer', exact: true }).fill('https://login.example')
  await page.getByLabel('Audience', { exact: true }).fill('billing-api')
  await settled(page)
  await expect(page.locator('[data-expectation=issuer]')).toContainText('“[U+202E]evil[U+202C][U+0007]')
  expect(await rawText(page)).toEqual([])
})

test.describe('nor of a token', () => {
  const set = JSON.stringify({
    keys: [
      { kty: 'oct', kid: EVIL, k: encode(SECRET), alg: EVIL },
      { kty: EVIL, kid: EVIL },
      { kty: 'EC', crv: EVIL, x: EVIL, y: EVIL },
    ],
  })
  const cases: Record<string, [token: string, key?: string]> = {
    'whose algorithm is unknown': [`${encode({ ...header, alg: EVIL })}.${encode(payload)}.AAAA`],
    'with unknown critical names': [hs256(payload, { ...header, crit: [EVIL] }), SECRET],
    'that another secret signed': [hs256(payload, header), 'another secret, just as long as the first'],
    'whose keys have such names': [hs256(payload, header), set],
    'found under such a name, twice': [JSON.stringify({ [EVIL]: hs256(payload, header), ['b' + EVIL]: hs256({ a: EVIL }) })],
    'that is encrypted': [`${encode({ alg: EVIL, enc: EVIL, kid: EVIL })}.AAAA.AAAA.AAAA.AAAA`, SECRET],
  }
  for (const [name, [text, key]] of Object.entries(cases))
    test(name, async ({ page }) => {
      await open(page, text, key)
      await page.locator('details').evaluateAll((all) => all.forEach((each) => ((each as HTMLDetailsElement).open = true)))
      expect(await rawText(page)).toEqual([])
    })
})

/** Words that would run, close their quotation, turn what follows around, and go on for long. */
const HOSTILE = `\u202e<b onclick=alert(1)>”\u0007\u2066${'x'.repeat(300)}`

/** The texts of the elements that hold the hostile words, each of which must stand in its own direction. */
async function isolated(place: Locator): Promise<string[]> {
  return place.locator('bdi, [dir=auto]').filter({ hasText: '[U+202E]<b' }).allTextContents()
}

test('nor where two tokens are compared', async ({ page }) => {
  await open(page, hs256(claims({ sub: 'a' })), SECRET)
  await box(page, 'Encoded token').fill(hs256(claims({ sub: HOSTILE, [HOSTILE]: [HOSTILE] }), { alg: 'HS256', kid: HOSTILE }))
  await settled(page)
  await page.getByRole('button', { name: /^Compare with the (?:one before|previous token)$/ }).click()
  const comparison = page.locator('[data-part="comparison"]')
  await expect(comparison.locator('[data-difference]')).not.toHaveCount(0)
  expect(await rawText(page)).toEqual([])
  const said = await isolated(comparison)
  // The name of the claim, the value of each of the three, and the path into the list.
  expect(said.length).toBeGreaterThanOrEqual(4)
  for (const each of said) expect(each.length).toBeLessThan(500)
  await expect(comparison.locator('b')).toHaveCount(0)
})

test('nor under the lens', async ({ page }) => {
  await open(page, hs256(claims({ sub: HOSTILE, [HOSTILE]: { [HOSTILE]: HOSTILE } })), SECRET)
  const lens = await openLens(page)
  await page.locator('summary', { hasText: 'Bytes of each part' }).click()
  await lens.focus()
  const words = new Set<string>()
  for (let steps = 0; steps < 30; steps++) {
    await page.keyboard.press('PageDown')
    for (const each of await isolated(page.locator('article, section').filter({ has: lens }).last())) words.add(each)
    expect(await rawText(page)).toEqual([])
  }
  expect(words.size).toBeGreaterThan(0)
  for (const each of words) expect(each.length).toBeLessThan(250)
})

test('nor in the Keys room, where a key has its name from its kid', async ({ page }) => {
  await page.goto('./#/keys')
  const key = { kty: 'oct', kid: HOSTILE, k: encode(SECRET), alg: HOSTILE, use: HOSTILE }
  await page.getByRole('textbox', { name: /^(?:A key you have|Import a key)$/ }).fill(JSON.stringify(key))
  await page.getByRole('button', { name: /^(?:Keep it|Add)$/ }).click()
  const kept = page.getByRole('article')
  await expect(kept.getByRole('heading', { level: 3 }).locator('bdi')).toHaveText(/^\[U\+202E\]<b/)
  await expect(page.getByRole('status').filter({ hasText: '[U+202E]' }).locator('bdi')).toHaveText(/^“.*”$/)
  expect(await rawText(page)).toEqual([])
  expect(await isolated(kept)).not.toEqual([])
  await expect(kept.locator('b')).toHaveCount(0)
  // The key goes to the inspector with its metadata.
  await kept.getByRole('button', { name: / in the inspector$/ }).click()
  await expect(box(page, 'Encoded token')).toBeVisible()
  expect(await rawText(page)).toEqual([])
})

test('a claim cannot turn the verdict around', async ({ page }) => {
  await open(page, hs256(`{"\u202eadmin\u202c":false,"a":1}`), SECRET)
  await typeOver(page, 'Payload', 'false', 'true')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  const section = page.getByRole('region', { name: 'Verdict' })
  await expect(section.locator('bdi')).toHaveText('“[U+202E]admin[U+202C]”')
  await expect(section).toContainText('“[U+202E]admin[U+202C]” went from false to true.')
  await expect(part(page, 'edits')).toContainText('[U+202E]admin[U+202C]: false → true')
  await button(page, 'Undo edits').click()
  await expect(verdict(page)).not.toContainText('Reject')
})

test('a name in a right-to-left script keeps its place before its value', async ({ page }) => {
  await open(page, hs256('{"שם":"דוד","גיל":"abc"}'), SECRET)
  const strings = box(page, 'Payload').locator('[dir=auto]')
  await expect(strings).toHaveText(['"שם"', '"דוד"', '"גיל"'])
  const [name, value] = await Promise.all([strings.nth(0).boundingBox(), strings.nth(1).boundingBox()])
  expect(name!.x + name!.width).toBeLessThanOrEqual(value!.x)
})
