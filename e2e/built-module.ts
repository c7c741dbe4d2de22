// Brings one module of src/ into the page under test, under its real policy: bundled alone and answered as a file of the page's own origin.
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'vite'

const bundled = new Map<string, Promise<string>>()

/** After this, `await import(address)` inside page.evaluate gives the module's exports; resolves with the address. Call it before page.goto. */
export async function serveModule(page: Page, path: string): Promise<string> {
  const code = await bundleModule(path)
  const address = `/e2e-module/${path.replace(/\.tsx?$/, '.js')}`
  await page.route(`**${address}`, (route) => route.fulfill({ contentType: 'text/javascript', body: code }))
  return address
}

/** The text of a module of the sources, with all that it imports, as one module. */
export function bundleModule(path: string): Promise<string> {
  return bundled.get(path) ?? bundle(path)
}

function bundle(path: string): Promise<string> {
  const code = build({
    configFile: false,
    logLevel: 'error',
    root: resolve(import.meta.dirname, '..'),
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: path, formats: ['es'], fileName: 'module' },
      // One file, what it would load later included.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  }).then((result) => {
    const output = Array.isArray(result) ? result[0]?.output : 'output' in result ? result.output : undefined
    if (!output) throw new Error(`${path} could not be bundled`)
    return output[0].code
  })
  bundled.set(path, code)
  return code
}
