// Runs the snippet for browsers in Chromium, as a module in a page with an import map for jose.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../../e2e/browser.mjs'
import { root } from '../../tasks/node.mjs'
import { joseVersion } from './runtimes.mjs'

const PAGE = '<!doctype html><script type="importmap">{"imports":{"jose":"/jose/index.js"}}</script>'

/** @returns functions to call the snippet's `verifyToken` and to close the browser */
export async function inBrowser() {
  /** @type {string[]} */
  const modules = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const answer = (/** @type {string} */ type, /** @type {string | undefined} */ text) =>
      response.writeHead(200, { 'content-type': type }).end(text)
    const at = pathname.match(/^\/snippet-(\d+)\.js$/)?.[1]
    if (pathname.startsWith('/jose/'))
      answer('text/javascript', readFileSync(join(root, 'node_modules/jose/dist/webapi', pathname.slice('/jose/'.length)), 'utf8'))
    else if (at === undefined) answer('text/html', PAGE)
    else answer('text/javascript', modules[Number(at)])
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const executablePath = findChromium()?.path
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  return {
    version: `jose ${joseVersion()} in Chromium`,
    /** @param {string} code @param {readonly string[]} tokens @returns {Promise<string[]>} */
    async answersOf(code, tokens) {
      modules.push(code)
      return page.evaluate(
        async ([path, tokens]) => {
          const { verifyToken } = await import(path)
          const answers = []
          for (const token of tokens)
            answers.push(
              await verifyToken(token).then(
                () => 'accept',
                (/** @type {unknown} */ error) => (error instanceof Error ? 'reject' : 'no answer'),
              ),
            )
          return answers
        },
        /** @type {[string, readonly string[]]} */ ([`/snippet-${modules.length - 1}.js`, tokens]),
      )
    },
    async close() {
      await browser.close()
      server.close()
    },
  }
}
