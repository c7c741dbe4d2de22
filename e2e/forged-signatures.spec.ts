// Forged signatures put before the browser's own mathematics: engines differ.
import { FORGERIES } from '../src/core/crypto/forged-signatures.fixture.ts'
import type * as Inspecting from '../src/core/inspect.ts'
import type * as Reading from '../src/core/keys/read/read-key.ts'
import type * as Verifying from '../src/core/crypto/verify.ts'
import { serveModule } from './built-module.ts'
import { expect, test } from './page.ts'

type Core = typeof Inspecting & typeof Verifying & typeof Reading

for (const [family, make] of Object.entries(FORGERIES)) {
  test(`${family}: no forged signature verifies`, async ({ page }) => {
    const attacks = make()
    const addresses = []
    for (const name of ['inspect', 'crypto/verify', 'keys/read/read-key']) addresses.push(await serveModule(page, `src/core/${name}.ts`))
    await page.goto('./')
    const valid = await page.evaluate(
      async ([modules, all]) => {
        const core = Object.assign({}, ...(await Promise.all(modules.map((each) => import(each) as Promise<object>)))) as Core
        const seen: string[] = []
        for (const [name, token, key] of all) {
          const object = core.inspect(token).token?.object
          if (object?.kind !== 'jws') throw new Error(`${name}: no JWS`)
          const reading = await core.readKey(JSON.stringify(key), { alg: name.slice(0, name.indexOf(':')) })
          if ((await core.verifyJws(object, reading)).state === 'valid') seen.push(name)
        }
        return seen
      },
      [addresses, attacks] as const,
    )
    // The genuine ones show that it sees.
    expect(valid, `of ${attacks.length}`).toEqual(attacks.map(([name]) => name).filter((name) => name.endsWith('genuine')))
    test.info().annotations.push({ type: 'tried', description: String(attacks.length) })
  })
}
