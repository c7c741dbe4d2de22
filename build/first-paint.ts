// Inlines in the page what the first paint and the first decode need: the entry's style sheet and src/early.ts. After one response from the
// host, a token can be pasted; the app follows at low priority (docs/decisions/007-decoding-before-the-app.md).
import { resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * `early` is a module that index.html names as `<script type="module" src="/EARLY" vite-ignore>`, which Vite leaves alone. It is inlined
 * without imports.
 * Fails the build if index.html does not name it, or if the entry does not have exactly one style sheet.
 */
export function firstPaint(early: string): Plugin {
  let root = process.cwd()
  let style = ''
  return {
    name: 'first-paint',
    apply: 'build',
    config: (config) => {
      root = config.root ?? root
    },
    generateBundle: {
      // Before Vite adds the sheet to the page and to the lists of files that an import() waits for.
      order: 'pre',
      handler(_, bundle) {
        const sheets = Object.values(bundle)
          .filter((file) => file.type === 'chunk' && file.isEntry)
          .flatMap((file) => [...(file.type === 'chunk' ? (file.viteMetadata?.importedCss ?? []) : [])])
        const sheet = bundle[sheets[0] ?? '']
        if (sheets.length !== 1 || sheet?.type !== 'asset') throw new Error('The entry does not have exactly one style sheet')
        style = String(sheet.source).trim()
        for (const file of Object.values(bundle)) if (file.type === 'chunk') file.viteMetadata?.importedCss.delete(sheet.fileName)
        delete bundle[sheet.fileName]
      },
    },
    transformIndexHtml: {
      // After Vite's own pass, which writes the elements that are changed here.
      order: 'post',
      async handler(html) {
        const place = `<script type="module" src="/${early}" ></script>`
        if (!html.includes(place)) throw new Error(`index.html does not load /${early}`)
        const script = await bundled(root, early)
        const app = /\s*(<script type="module" crossorigin src="[^"]+"><\/script>)/.exec(html)
        if (!app) throw new Error('The page loads no app')
        // Not a module, which would wait for the app's. The app comes last, so that it doesn't delay the box.
        const last = `  <script>${script}</script>\n    ${app[1]!.replace(' src=', ' fetchpriority="low" src=')}\n  </body>`
        return html
          .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
          .replace(place, '')
          .replace(app[0], '')
          .replace(/\s*<link rel="modulepreload"[^>]*>/g, '')
          .replace('</body>', () => last)
      },
    },
  }
}

/** Bundles a module and its imports into one script without imports or exports. */
async function bundled(root: string, entry: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: {
        input: resolve(root, entry),
        output: { format: 'iife' },
        // Drops everything unused; otherwise jsonc-parser's enumerations would be included.
        treeshake: { moduleSideEffects: (id) => id === resolve(root, entry) },
      },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  const [chunk] = outputs
  if (outputs.length !== 1 || chunk?.type !== 'chunk' || chunk.imports.length > 0) throw new Error(`${entry} is not one script`)
  return chunk.code.trim()
}
