// What the page says where it cannot check: its code did not arrive, or it came over plain http, where browsers offer no cryptography.
import type { Page } from '@playwright/test'
import { ANY_ENGINE, expect, provoked, test } from './page.ts'
import { serveBuild, type Host } from './static-host.ts'
import { ec, hs256, pem, SECRET } from './tokens.ts'

const HOST = 'inspector.test'

test.use({
  launchOptions: [
    async ({ launchOptions, browserName }, use) => {
      const args = browserName === 'chromium' ? [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`] : []
      const prefs = browserName === 'firefox' ? { firefoxUserPrefs: { 'network.dns.localDomains': HOST } } : {}
      await use({ ...launchOptions, ...prefs, args: [...(launchOptions?.args ?? []), ...args] })
    },
    { scope: 'worker' },
  ],
})

/** Both the check and the judgement; what they share with the desk comes in another file. */
const CHECK = /\/check-[^/]*\.js$/

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })
const gate = (page: Page, name: string) => page.locator(`[data-gate="${name}"]`)
const main = (page: Page) => page.locator('main')

test.describe('code that does not arrive', () => {
  test('is said, and another try asks for it again', async ({ page, complaints }) => {
    provoked(complaints)
    await page.route(CHECK, (route) => route.abort())
    await page.goto('./')
    await box(page, 'Encoded token').fill(hs256())
    await expect(verdict(page).getByRole('heading')).toHaveText('Not checked: part of this page did not load.')
    await expect(main(page)).toHaveAttribute('aria-busy', 'false')
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
    await expect(gate(page, 'signature')).toContainText('Not checked')
    await expect(gate(page, 'claims')).toContainText('Not checked')
    await page.unroute(CHECK)
    await verdict(page).getByRole('button', { name: 'Try again' }).click()
    await expect(verdict(page).getByRole('heading')).toHaveText('Readable, but not proven.')
    await expect(verdict(page).getByRole('button', { name: 'Try again' })).toHaveCount(0)
    await box(page, 'Key').fill(SECRET)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  })

  test('is asked for again by typing on', async ({ page, complaints }) => {
    provoked(complaints)
    await page.route(CHECK, (route) => route.abort())
    await page.goto('./')
    await box(page, 'Encoded token').fill(hs256())
    await expect(verdict(page).getByRole('heading')).toHaveText('Not checked: part of this page did not load.')
    await page.unrouteAll()
    await box(page, 'Key').fill(SECRET)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    await expect(main(page)).toHaveAttribute('aria-busy', 'false')
  })

  test('takes nothing but the causes away where only theirs is missing', async ({ page, complaints }) => {
    provoked(complaints)
    await page.route(/\/search-causes-[^/]*\.js$/, (route) => route.abort())
    await page.goto('./')
    await box(page, 'Encoded token').fill(hs256())
    await box(page, 'Key').fill('another')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
    await expect(main(page)).toHaveAttribute('aria-busy', 'false')
  })
})

test.describe('code that arrives and throws', () => {
  // The page checks its code by hashes, and would not run what is put in its place here.
  test.beforeEach(async ({ page, baseURL }) => {
    await page.route(baseURL!, async (route) => {
      const response = await route.fetch()
      const html = await response.text()
      const without = html.replace(/<script type="importmap">[^]*?<\/script>/, '')
      expect(without.length).toBeLessThan(html.length)
      await route.fulfill({ response, body: without })
    })
  })

  async function expectBroken(page: Page, sentence: string): Promise<void> {
    await expect(verdict(page).getByRole('heading')).toHaveText(sentence)
    await expect(main(page)).toHaveAttribute('aria-busy', 'false')
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
    await expect(gate(page, 'signature')).toContainText('Not checked')
    await expect(gate(page, 'claims')).toContainText('Not checked')
    await expect(box(page, 'Payload')).toContainText('ada')
  }

  test('is called a mistake of the page, and another try checks again', async ({ page, complaints }) => {
    provoked(complaints)
    await page.route(CHECK, async (route) => {
      const response = await route.fetch()
      const code = await response.text()
      // As an export of its own, or as a member of the module's object.
      const exported = /\b(?:([\w$]+) as check\b|check:\(\)=>([\w$]+))/
      const [whole = '', ...names] = exported.exec(code) ?? []
      const name = names.find((each) => each !== undefined) ?? ''
      expect(name).not.toBe('')
      const body = `${code.replace(whole, whole.includes('=>') ? 'check:()=>throwsTwice' : 'throwsTwice as check')}
        let tries = 0
        function throwsTwice(...asked) { if (tries++ < 2) throw new Error('thrown on purpose'); return ${name}(...asked) }`
      await route.fulfill({ response, body })
    })
    await page.goto('./')
    await box(page, 'Encoded token').fill(hs256({ sub: 'ada' }))
    const sentence = 'Not checked: this page made a mistake.'
    await expectBroken(page, sentence)
    await verdict(page).getByRole('button', { name: 'Try again' }).click()
    await expectBroken(page, sentence)
    await verdict(page).getByRole('button', { name: 'Try again' }).click()
    await expect(verdict(page).getByRole('heading')).toHaveText('Readable, but not proven.')
    await expect(verdict(page).getByRole('button', { name: 'Try again' })).toHaveCount(0)
    await box(page, 'Key').fill(SECRET)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  })

  test('as it starts counts as not loaded, however often it is tried: the browser keeps what became of it', async ({
    page,
    complaints,
  }) => {
    provoked(complaints)
    await page.route(CHECK, (route) => route.fulfill({ contentType: 'text/javascript', body: "throw new Error('thrown on purpose')" }))
    await page.goto('./')
    await box(page, 'Encoded token').fill(hs256({ sub: 'ada' }))
    const sentence = 'Not checked: part of this page did not load.'
    await expectBroken(page, sentence)
    await verdict(page).getByRole('button', { name: 'Try again' }).click()
    await expectBroken(page, sentence)
  })
})

test.describe('over plain http', ANY_ENGINE, () => {
  const SENTENCE = 'This page needs https (or localhost), since browsers offer no cryptography without it; decoding works.'
  let host: Host
  test.beforeAll(async () => {
    host = await serveBuild()
  })
  test.afterAll(() => host.close())

  async function open(page: Page): Promise<void> {
    await page.goto(host.address.replace('127.0.0.1', HOST))
    expect(await page.evaluate(() => globalThis.isSecureContext)).toBe(false)
  }

  test('the page says what it needs, and decodes, edits and finds as ever', async ({ page }) => {
    await open(page)
    await expect(verdict(page)).toContainText(SENTENCE)
    await box(page, 'Encoded token').fill(hs256({ sub: 'fernando', exp: 1_550_946_689 }))
    await expect(main(page)).toHaveAttribute('aria-busy', 'false')
    await expect(verdict(page)).toContainText(SENTENCE)
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'well-formed')
    await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
    await expect(page.locator('[data-rule="exp-expired"]')).toBeAttached()
    await box(page, 'Payload').fill('{"sub":"mallory"}')
    await expect(page.locator('[data-part="edits"]')).toHaveAttribute('data-count', '2')
    for (const key of [SECRET, pem(ec.publicKey), pem(ec.privateKey), 'not a key']) {
      await box(page, 'Key').fill(key)
      await expect(main(page)).toHaveAttribute('aria-busy', 'false')
      await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'key-problem')
      await expect(verdict(page)).toContainText(SENTENCE)
    }
    await page.getByRole('button', { name: /^Sign( again)?$/ }).click()
    await expect(page.getByText(/open this page over https/).first()).toBeVisible()
  })

  test('what needs no cryptography is said of an unsecured token', async ({ page }) => {
    await open(page)
    await box(page, 'Encoded token').fill('eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'unsecured')
  })

  test('no sample, no room and no button breaks', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: /A good token/ }).click()
    await expect(verdict(page)).toContainText(SENTENCE)
    await expect(main(page)).toHaveAttribute('aria-busy', 'false')
    await page.getByRole('button', { name: 'Samples', exact: true }).click()
    await page.getByRole('menuitem', { name: 'ES256', exact: true }).click()
    await expect(verdict(page)).toContainText(SENTENCE)
    await page.getByRole('button', { name: 'Generate', exact: true }).click()
    await expect(page.getByText(/could not generate a key/)).toBeVisible()
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByRole('button', { name: /^How (it was|the signature is) computed$/ }).click()
    await page.getByRole('link', { name: 'Keys', exact: true }).click()
    await page
      .getByRole('textbox', { name: /A key you have|Import a key/ })
      .first()
      .fill(pem(ec.privateKey))
    await page.getByRole('link', { name: 'Learn', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})
