// Writes jwt-inspector.html, the entire inspector in one file and in a sealed frame, for people to keep (docs/decisions/017-your-own-copy.md).
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, runnerImport, type Plugin, type Rolldown, type UserConfig } from 'vite'
import { className } from './class-names.ts'
import { documentationPages } from './documentation-pages.ts'
import { hashOf } from './integrity.ts'

export const COPY = 'jwt-inspector.html'
const ENTRY = 'virtual:vault'
const vault = resolve(import.meta.dirname, 'vault')

interface Parts {
  readonly script: string
  readonly style: string
  /** The pages that the shell may open. */
  readonly pages: readonly string[]
}

/** Takes the markup from the finished page, so that the first paint is the same, and builds the sources again as one script. */
export function singleFile(): Plugin {
  let root = process.cwd()
  let define: UserConfig['define']
  return {
    name: 'single-file',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root
      define = config.define
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const text = (name: string) => {
          const file = bundle[name]
          if (file?.type !== 'asset') throw new Error(`The build has no ${name}`)
          return String(file.source)
        }
        const source = write(text('index.html'), text, await buildWhole(root, define), await placesOf(root))
        this.emitFile({ type: 'asset', fileName: COPY, source })
      },
    },
  }
}

/** Builds all code as one script, with the files in src/platform/vault/ replacing those of the same name in src/platform/. */
async function buildWhole(root: string, define: UserConfig['define']): Promise<Parts> {
  const pages = new Set<string>()
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    publicDir: false,
    ...(define && { define }),
    plugins: [react(), vaultModules(root, pages)],
    css: { modules: { generateScopedName: className } },
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      cssCodeSplit: false,
      // Fonts.
      assetsInlineLimit: Infinity,
      rolldownOptions: { input: ENTRY, output: { codeSplitting: false }, checks: { pluginTimings: false } },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput
  const [chunk, ...chunks] = output.filter((file) => file.type === 'chunk')
  const [style, ...others] = output.filter((file) => file.type === 'asset')
  if (!chunk || !style || chunks.length > 0 || others.length > 0)
    throw new Error(`Not one script and one style: ${output.map(({ fileName }) => fileName).join(', ')}`)
  return { script: chunk.code, style: String(style.source), pages: [...pages].toSorted() }
}

function vaultModules(root: string, pages: Set<string>): Plugin {
  const platform = join(root, 'src/platform')
  return {
    name: 'vault-modules',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      async handler(id, importer) {
        if (id === ENTRY) return `\0${ENTRY}`
        // A replacement may import the file that it replaces.
        if (!importer || importer.startsWith(join(platform, 'vault'))) return undefined
        const found = await this.resolve(id, importer, { skipSelf: true })
        if (!found || resolve(found.id, '..') !== platform) return found
        const standIn = join(platform, 'vault', basename(found.id))
        return existsSync(standIn) ? standIn : found
      },
    },
    load(id) {
      // Nothing is loaded later, and the helper would create a link when it starts.
      if (id.includes('vite/preload-helper')) return 'export const __vitePreload = (load) => load()'
      if (id !== `\0${ENTRY}`) return undefined
      return ['early.ts', 'main.tsx', 'platform/vault/start.ts'].map((name) => `import '/src/${name}'\n`).join('')
    },
    transform: {
      order: 'pre',
      filter: { id: /\/src\/.*\.tsx?$/ },
      handler(code) {
        for (const page of documentationPages(code)) pages.add(page)
      },
    },
  }
}

interface Titled {
  readonly id: string
  readonly title: string
}

/** The fragments of all rooms and lessons, with their titles. */
async function placesOf(root: string): Promise<Record<string, string>> {
  const load = async <T>(path: string) => (await runnerImport<T>(join(root, path), { root, configFile: false, logLevel: 'error' })).module
  const { LESSONS } = await load<{ LESSONS: readonly Titled[] }>('src/lessons/index.ts')
  const { PAGES } = await load<{ PAGES: readonly Titled[] }>('src/features/learn/route.ts')
  const places = [...LESSONS, ...PAGES].flatMap(({ id, title }) =>
    [`#/learn/${id}`, `#/learn/${id}?present`].map((place) => [place, `${title} · Learn`] as const),
  )
  return {
    '#/': '',
    '#/keys': 'Keys',
    '#/learn': 'Learn',
    '#/libraries': 'Libraries',
    '#/sealed': 'How we keep this page sealed',
    ...Object.fromEntries(places),
  }
}

function write(page: string, asset: (name: string) => string, { script, style, pages }: Parts, places: Record<string, string>): string {
  const [shell, shellStyle, shellScript, guard] = ['shell.html', 'shell.css', 'shell.js', 'guard.js'].map((name) =>
    readFileSync(join(vault, name), 'utf8').replaceAll('\r\n', '\n'),
  ) as [string, string, string, string]
  const commit = one(page, /<meta name="commit" content="([^"]*)"/)
  const paper = [...page.matchAll(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]* media="([^"]+)"/g)].map(
    ([, href = '', media = '']) => ({ media, text: asset(href) }),
  )
  const styles = [{ media: 'all', text: style }, ...paper]
  const code = `\n${inScript(script)}\n`
  const lists = shellScript
    .replace('const PLACES = {}', () => `const PLACES = ${JSON.stringify(places)}`)
    .replace('const PAGES = []', () => `const PAGES = ${JSON.stringify(pages)}`)
  const scriptHashes = [lists, guard, code].map((text) => `'${hashOf(text)}'`)
  const styleHashes = [shellStyle, ...styles.map(({ text }) => text)].map((text) => `'${hashOf(text)}'`)
  const head = `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="${policy(scriptHashes.slice(1), styleHashes.slice(1))}" />
    <script>${guard}</script>
    <meta charset="utf-8" />
    <meta http-equiv="x-dns-prefetch-control" content="off" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    <meta name="commit" content="${commit}" />
    <title>JWT Inspector</title>
${styles.map(({ media, text }) => `    <style media="${media}">${inStyle(text)}</style>`).join('\n')}
  </head>`
  // Without its scripts, which are in the one below.
  const body = one(page, /(<body>[\s\S]*)<\/body>/).replace(/\s*<script[\s\S]*?<\/script>/g, '\n')
  const inside = `${head}\n  ${body}<script type="module">${code}</script>\n  </body>\n</html>\n`
  const notices = asset('third-party.txt')
  if (/--!?>/.test(notices)) throw new Error('The licenses would end the comment that contains them')
  const filled: Record<string, string> = {
    policy: policy(scriptHashes, styleHashes),
    commit,
    icon: one(page, /(<link\s+rel="icon"[\s\S]*?\/>)/),
    style: shellStyle,
    script: lists,
    srcdoc: inside.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    notices,
  }
  return shell.replace(/\{(\w+)\}/g, (place, name: string) => filled[name] ?? place)
}

/** The frame has its own policy and inherits the shell's, so what it may run must be in both. It loads nothing, so no host is named. */
function policy(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    `style-src ${styles.join(' ')}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function one(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`index.html has nothing like ${String(pattern)}`)
  return found
}

// The hash is of what the HTML parser reads, so the text must not contain anything that it would change or that would end the element.
function inScript(code: string): string {
  const bad = /<!--|\r|\0/.exec(code)
  if (bad) throw new Error(`The script contains ${JSON.stringify(bad[0])}, which HTML does not preserve`)
  return code.replace(/<\/(?=script)/gi, '<\\/')
}

function inStyle(text: string): string {
  if (/<\/style|\r|\0/i.test(text)) throw new Error('The style would be cut off')
  return text
}
