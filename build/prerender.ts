// Puts the server-rendered empty page into #root at build time, so that the first paint waits for no script.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createServer, type Plugin } from 'vite'
import { className } from './class-names.ts'

const PLACE = '<div id="root"></div>'

/**
 * `entry` is a module of the project that exports `render(): string` (HTML). If it does not exist, the page stays as it is.
 * Fails the build if the entry throws, if index.html has no empty #root, or if the HTML contains anything that the policy blocks.
 */
export function prerender(entry: string): Plugin {
  let root = process.cwd()
  return {
    name: 'prerender',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      // After Vite's own pass, which must not change React's markup.
      order: 'post',
      async handler(html) {
        if (!existsSync(resolve(root, entry))) return html
        if (!html.includes(PLACE)) throw new Error(`index.html has no ${PLACE} to render ${entry} into`)
        const rendered = await renderEntry(root, entry)
        // `style-src 'self'` blocks style attributes in markup (React's style={{}} is fine only once it runs).
        const blocked = /<[a-z][^>]*\s(style|on[a-z]+)=/.exec(rendered)
        if (blocked) throw new Error(`${entry} renders a ${blocked[1]} attribute, which the page's policy blocks: ${blocked[0]}`)
        return html.replace(PLACE, () => `<div id="root">${rendered}</div>`)
      },
    },
  }
}

async function renderEntry(root: string, entry: string): Promise<string> {
  const server = await createServer({
    root,
    configFile: false,
    mode: 'production',
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    css: { modules: { generateScopedName: className } },
  })
  try {
    const module: unknown = await server.ssrLoadModule(`/${entry}`)
    if (!hasRender(module)) throw new Error(`${entry} does not export render()`)
    return module.render()
  } finally {
    await server.close()
  }
}

function hasRender(module: unknown): module is { render(): string } {
  return typeof (module as { render?: unknown }).render === 'function'
}
