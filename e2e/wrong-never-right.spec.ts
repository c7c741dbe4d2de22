// Wrong never looks right: each byte of a signed token is changed in turn, and the browser's own mathematics is asked by the page's own code.
import type * as Base64url from '../src/core/text/base64url.ts'
import type * as Inspecting from '../src/core/inspect.ts'
import type * as Reading from '../src/core/keys/read/read-key.ts'
import type * as Verifying from '../src/core/crypto/verify.ts'
import { serveModule } from './built-module.ts'
import { box, gate, open, settled } from './desk.ts'
import { expect, test } from './page.ts'
import { ec, ed25519, hs256, jwk, rsa, SECRET, signed } from './tokens.ts'

type Core = typeof Inspecting & typeof Verifying & typeof Reading & typeof Base64url

const tokens: readonly [alg: string, token: string, key: string][] = [
  ['HS256', hs256(), SECRET],
  ['RS256', signed('RS256'), jwk(rsa.publicKey)],
  ['PS256', signed('PS256'), jwk(rsa.publicKey)],
  ['ES256', signed('ES256'), jwk(ec.publicKey)],
  ['EdDSA', signed('EdDSA'), jwk(ed25519.publicKey)],
]

for (const [alg, token, key] of tokens) {
  test(`${alg}: no token with one byte changed verifies`, async ({ page }) => {
    const addresses = []
    for (const name of ['inspect', 'crypto/verify', 'keys/read/read-key', 'text/base64url'])
      addresses.push(await serveModule(page, `src/core/${name}.ts`))
    await page.goto('./')
    const { asIs, tried, verified } = await page.evaluate(
      async ([modules, text, keyText, name]) => {
        const core = Object.assign({}, ...(await Promise.all(modules.map((each) => import(each) as Promise<object>)))) as Core
        const reading = await core.readKey(keyText, { alg: name })
        const stateOf = async (compact: string) => {
          const { object } = core.inspect(compact).token ?? {}
          return object?.kind === 'jws' ? (await core.verifyJws(object, reading)).state : 'no JWS'
        }
        const seen: string[] = []
        let count = 0
        const parts = text.split('.')
        for (const [i, each] of parts.entries()) {
          const { bytes } = core.decodeBase64url(each)
          for (let at = 0; at < bytes.length; at++) {
            const changed = bytes.slice()
            changed[at]! ^= 1 << (at % 8)
            count++
            const state = await stateOf(parts.with(i, core.encodeBase64url(changed)).join('.'))
            if (state === 'valid') seen.push(`part ${i}, byte ${at}`)
          }
        }
        return { asIs: await stateOf(text), tried: count, verified: seen }
      },
      [addresses, token, key, alg] as const,
    )
    expect(asIs).toBe('valid')
    expect(tried).toBe(token.split('.').reduce((sum, part) => sum + Buffer.from(part, 'base64url').length, 0))
    expect(verified).toEqual([])
  })
}

test('a cause that holds is told, and the page stays red', async ({ page }) => {
  await open(page, hs256(undefined, undefined, Buffer.from(SECRET, 'base64url')), SECRET)
  await expect(page.locator('[data-cause]').first()).toBeVisible()
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/^Good|verifies/)
  await box(page, 'Key').fill('')
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
})
