// Real pastes of whatever people have: every token in it is found, one is opened, and what was ignored is struck through.
import type { Page } from '@playwright/test'
import { box, editorsReady, gate, settled, textOf } from './desk.ts'
import { expect, test, WHOLE } from './page.ts'
import { claims, encode, hs256, SECRET } from './tokens.ts'

const A = hs256(claims({ n: 1 }))
const B = hs256(claims({ n: 2 }))
const [header, payload, signature] = A.split('.') as [string, string, string]
const lines = (token: string, width: number, indent = '') =>
  token
    .match(new RegExp(`.{1,${width}}`, 'g'))!
    .map((line) => indent + line)
    .join('\n')

/** Puts text on the system's clipboard by a real copy. */
async function copy(page: Page, text: string): Promise<void> {
  await page.evaluate((content) => {
    const area = document.createElement('textarea')
    area.id = 'clipboard'
    area.value = content
    document.body.append(area)
    area.select()
  }, text)
  await page.keyboard.press('ControlOrMeta+c')
  await page.evaluate(() => document.getElementById('clipboard')!.remove())
}

/** Pastes text over the whole token box. */
async function paste(page: Page, text: string): Promise<void> {
  await copy(page, text)
  await box(page, 'Encoded token').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
  await settled(page)
}

const har = JSON.stringify({
  log: {
    entries: [
      {
        request: { headers: [{ name: 'Authorization', value: `Bearer ${A}` }], cookies: [{ name: 'sid', value: B }] },
        response: { content: { text: '{}' } },
      },
    ],
  },
})

/** What is pasted; the numbers of the claims found, and the names they stood under. */
const wrappers: [what: string, text: string, found: string[]][] = [
  ['a bare token', A, []],
  ['spaces and line breaks around it', `\n  ${A} \n\n`, []],
  ['lines with an indentation', lines(A, 64, '    '), []],
  ['a line break at each dot', `${header}.\n${payload}.\n${signature}\n`, []],
  ['quotes', `"${A}"`, []],
  ['Bearer', `Bearer ${A}`, []],
  ['an Authorization line', `Authorization: Bearer ${A}`, ['Authorization']],
  ['a cookie header', `Cookie: theme=dark; session=${A}; lang=en`, ['session']],
  ['a curl command', `curl -H 'Authorization: Bearer ${A}' https://api.example/v1`, ['Authorization']],
  ['an HTTP request', `GET / HTTP/1.1\nHost: api.example\nAuthorization: Bearer ${A}\nAccept: */*\n\n`, ['Authorization']],
  ['a URL with a query', `https://api.example/cb?state=x&token=${A}&x=1`, ['token']],
  ['a URL with a fragment', `https://app.example/#access_token=${A}&id_token=${B}`, ['access_token', 'id_token']],
  ['percent-encoding', `https://api.example/cb?back=${encodeURIComponent(`https://x.example/?jwt=${A}`)}`, ['jwt']],
  [
    'a token response',
    JSON.stringify({ access_token: A, token_type: 'Bearer', expires_in: 900, id_token: B }, null, 2),
    ['access_token', 'id_token'],
  ],
  ['a .env file', `# local\nAPI_TOKEN=${A}\nOTHER_TOKEN="${B}"\n`, ['API_TOKEN', 'OTHER_TOKEN']],
  ['a log', `10:00:00 INFO user=ada token=${A} status=200\n10:00:01 INFO user=ada token=${A} status=200\n`, ['token']],
  ['a HAR file', har, ['Authorization', 'sid']],
]

test('every token is found in whatever was pasted, and one is opened', WHOLE, async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('./')
  await editorsReady(page)
  for (const [what, text, names] of wrappers) {
    await test.step(what, async () => {
      // Of the one before nothing is left that could pass for this one.
      await paste(page, 'nothing')
      await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'malformed')
      await paste(page, text)
      await expect(gate(page, 'structure'), what).toHaveAttribute('data-state', 'well-formed')
      await expect(box(page, 'Payload'), what).toContainText('"n": 1')
      await expect(page.locator('[data-token-index]'), what).toHaveCount(names.length)
      for (const [i, name] of names.entries()) await expect(page.locator(`[data-token-index="${i}"]`), what).toContainText(name)
      const struck = await page.locator('[data-editor="Encoded token"] [title="Not part of a token"]').allTextContents()
      if (names.length > 0) expect(struck.join(''), what).not.toBe('')
      expect(struck.join(''), what).not.toContain(payload)
      if (names.length > 1) {
        await page.locator('[data-token-index="1"]').getByRole('button').click()
        await expect(box(page, 'Payload'), what).toContainText('"n": 2')
      }
    })
  }
})

test('the tokens of a log are told apart, sorted, filtered and opened from the keyboard', async ({ page }) => {
  const now = Math.floor(Date.now() / 1000)
  const tokens = Array.from({ length: 120 }, (_, n) =>
    hs256(
      claims({ n, sub: `user ${n % 60}`, exp: now + (n % 4 === 3 ? -86_400 : 60 * (120 - n)) }),
      undefined,
      n % 4 === 1 ? 'other' : SECRET,
    ),
  )
  await page.goto('./')
  await editorsReady(page)
  await paste(page, tokens.map((token, n) => `10:00 INFO session_${n}=${token} status=200`).join('\n'))
  await box(page, 'Key').fill(SECRET)
  await settled(page)
  const table = page.getByRole('table', { name: '120 tokens in what you pasted' })
  const row = (index: number) => page.locator(`[data-token-index="${index}"]`)
  await expect(row(0)).toHaveAttribute('aria-current', 'true')
  await expect(row(0)).toContainText(/session_0.*line 1.*JWT.*HS256.*user 0.*left.*Verifies/)
  await expect(row(1)).toContainText('Mismatch')
  await expect(row(3)).toContainText('expired 1 day ago')
  await expect(page.locator('[data-token-index]')).toHaveCount(50)

  await row(0).getByRole('button').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect(row(2)).toHaveAttribute('aria-current', 'true')
  await expect(box(page, 'Payload')).toContainText('"sub": "user 2"')
  await page.keyboard.press('End')
  await expect(row(119).getByRole('button')).toBeFocused()

  const expires = table.getByRole('columnheader', { name: 'Expires' })
  await expires.getByRole('button').click()
  await expect(expires).toHaveAttribute('aria-sort', 'ascending')
  await expires.getByRole('button').click()
  await expect(expires).toHaveAttribute('aria-sort', 'descending')
  await expect(table.getByRole('row').nth(1)).toContainText('session_0')

  await page.getByRole('textbox', { name: 'Filter tokens' }).fill('session_6 expired')
  await expect(page.getByText('2 of 120 match.')).toBeVisible()
  await expect(page.locator('[data-token-index]')).toHaveCount(2)
  await row(67).getByRole('button').click()
  await expect(box(page, 'Payload')).toContainText('"n": 67')
})

test('a text without a token leaves the empty page, and says what is missing', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  await paste(page, 'hello, this is not a token at all')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no token in this text.')
  await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'malformed')
  await expect(page.getByRole('group', { name: 'Samples' })).toBeVisible()
  await expect(box(page, 'Payload')).toHaveCount(0)
  expect(await textOf(page, 'Encoded token')).toBe('hello, this is not a token at all')
  await box(page, 'Encoded token').press('End')
  await page.keyboard.type(` ${A}`)
  await expect(box(page, 'Payload')).toContainText('"n": 1')
  await box(page, 'Encoded token').fill('gone again')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no token in this text.')
  await expect(box(page, 'Key')).toBeVisible()
})

test('what was ignored is struck through, and the token is not', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  await paste(page, `Authorization: Bearer ${A}`)
  const ignored = page.locator('[data-editor="Encoded token"] [title="Not part of a token"]').first()
  await expect(ignored).toHaveText(/Authorization: Bearer/)
  expect(await ignored.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe('line-through')
  const part = page.locator('[data-editor="Encoded token"] [title="Payload"]').first()
  expect(await part.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe('none')
})

test('a paste outside of any box is meant for the token box', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  await paste(page, B)
  await paste(page, A)
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await expect(box(page, 'Payload')).toContainText('"n": 1')
  await copy(page, B)
  await page.keyboard.press('ControlOrMeta+v')
  await expect(box(page, 'Payload')).toContainText('"n": 2')
})

test('a paste over the whole token is a new token, not an edit', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  await paste(page, A)
  await paste(page, B)
  await expect(box(page, 'Payload')).toContainText('"n": 2')
  await expect(page.locator('[data-part=edits]')).toHaveAttribute('data-count', '0')
})

const jwe = [{ alg: 'dir', enc: 'A128GCM' }, '', 'iv', 'ciphertext', 'tag'].map((each) => encode(each)).join('.')
const damaged: [what: string, text: string, sentence: string][] = [
  ['cut off', A.slice(0, 100), 'cut off'],
  ['one segment', header, 'cut off'],
  ['two segments', `${header}.${payload}`, 'cut off'],
  ['four segments', `${A}.${signature}`, '4 parts'],
  ['an unknown alg', hs256(claims(), { alg: 'XS1' }), 'XS1'],
  ['a payload that isn’t JSON', hs256('plain text'), 'Readable'],
  ['a payload that isn’t an object', hs256('[1,2]'), 'Readable'],
  ['five segments', jwe, 'Encrypted'],
  ['text without a token', 'hello world', 'no token'],
]
test('what is damaged is decoded as far as it goes, and named', async ({ page }) => {
  await page.goto('./')
  await editorsReady(page)
  for (const [what, text, sentence] of damaged) {
    await paste(page, text)
    await expect(page.getByRole('heading', { level: 1 }), what).toContainText(sentence)
  }
  await paste(page, `${header}.${payload}`)
  await expect(box(page, 'Payload')).toContainText('fernando')
  await paste(page, jwe)
  await expect(page.getByRole('region', { name: 'Encrypted parts' })).toContainText('Initialization vector')
  await expect(box(page, 'Header')).toContainText('A128GCM')
  await paste(page, `${A}~${encode(['salt', 'street', 'Main St. 1'])}~`)
  await expect(page.getByRole('list', { name: 'Disclosures' })).toContainText(/street\s*"Main St. 1"\s*Not signed/)
})
