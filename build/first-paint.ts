// Puts what the first picture and the first decode need into the page itself: the style sheet of the entry and src/early.ts. One answer of
// the host, and the box can be pasted into; the app follows at low priority (docs/decisions/007-decoding-before-the-app.md).
import { resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * `early` is a module that index.html names as `<script type="module" src="/EARLY" vite-ignore>`, which Vite leaves alone; the page
 * carries it without imports.
 * Fails the build where index.html does not name it, or where the entry has not exactly one style sheet.
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
      // Before Vite names the sheet in the page, and in the lists of what an import() waits for.
      order: 'pre',
      handler(_, bundle) {
        const sheets = Object.values(bundle)
          .filter((file) => file.type === 'chunk' && file.isEntry)
          .flatMap((file) => [...(file.type === 'chunk' ? (file.viteMetadata?.importedCss ?? []) : [])])
        const sheet = bundle[sheets[0] ?? '']
        if (sheets.length !== 1 || sheet?.type !== 'asset') throw new Error('The entry has not exactly one style sheet')
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
        // Not a module: it would wait for the app's. The app comes last, so that nothing that belongs to it delays the box.
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

/** A module and all it imports as one script without imports or exports. */
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
        // Of a package that is not used, nothing: jsonc-parser's enumerations would come along.
        treeshake: { moduleSideEffects: (id) => id === resolve(root, entry) },
      },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  const [chunk] = outputs
  if (outputs.length !== 1 || chunk?.type !== 'chunk' || chunk.imports.length > 0) throw new Error(`${entry} is not one script`)
  return chunk.code.trim()
}
