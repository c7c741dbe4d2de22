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
      const early = resolve(root, entry)
      return {
        build: {
          rolldownOptions: {
            input: { index: resolve(root, 'index.html'), early },
            output: {
              // Two files of what the page needs first, however much of it later code shares: the early one, and the rest.
              codeSplitting: {
                groups: [
                  { tags: ['$initial'], priority: 2, name: (id, graph) => (reaches(early, id, graph) ? 'first' : null) },
                  { tags: ['$initial'], priority: 1, name: 'page' },
                ],
              },
            },
          },
        },
      }
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

/** Whether a module is imported from another, directly or on a way of imports that all run with it. */
function reaches(
  from: string,
  to: string,
  graph: { getModuleInfo(id: string): { readonly importers: readonly string[] } | null },
): boolean {
  const seen = new Set([to])
  for (const id of seen) {
    if (id === from) return true
    for (const importer of graph.getModuleInfo(id)?.importers ?? []) seen.add(importer)
  }
  return false
}
