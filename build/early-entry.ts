// Builds src/early.ts as a file of its own: Vite would melt all module scripts of a page into one, and the early one must not wait for the rest.
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** index.html names the entry as `<script type="module" src="/ENTRY" vite-ignore>`; the build swaps in the built file. */
export function earlyEntry(entry: string): Plugin {
  let root = process.cwd()
  return {
    name: 'early-entry',
    apply: 'build',
    config: (config) => {
      root = config.root ?? root
      return { build: { rolldownOptions: { input: { index: resolve(root, 'index.html'), early: resolve(root, entry) } } } }
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        const chunk = Object.values(context.bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.facadeModuleId === resolve(root, entry),
        )
        if (!chunk || !html.includes(`src="/${entry}"`)) throw new Error(`index.html does not load /${entry}`)
        return html.replace(`src="/${entry}"`, () => `src="./${chunk.fileName}"`)
      },
    },
  }
}
