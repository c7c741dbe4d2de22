// Adds a hash to every script and style of the page, so that a changed file fails instead of running.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/** Files whose hash cannot be in the page: the page itself, and the service worker, whose version depends on all files, including the page. */
const WITHOUT_HASH = /^(index\.html|sw\.js|SHA256SUMS)$|^\.|\.map$/

/**
 * Reads the finished index.html and adds `integrity` to each script, style sheet and preloaded module that it names. An import map lists the
 * hashes of all files, by which browsers check modules (HTML, "module integrity map") and the chunk loader checks styles. The hashes of
 * inline code go into the policy. Subresource Integrity, section 3.
 */
export function integrity(): Plugin {
  let publicDir = ''
  let helped = false
  return {
    name: 'integrity',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir
    },
    // Vite's loader adds the styles of later chunks to the page. The browser checks them only if the link has the attribute.
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler(code) {
        const before = 'link.href = dep.href;'
        if (!code.includes(before)) throw new Error("Vite's preload helper has changed: build/integrity.ts can't find its link.")
        helped = true
        return `import { integrityOf } from '/src/platform/integrity.ts';\n${code.replace(before, () => `link.integrity = integrityOf(dep.href);\n${before}`)}`
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        if (!helped) throw new Error("Vite's preload helper was not seen: later styles would load without a hash.")
        const page = bundle['index.html']
        if (page?.type !== 'asset') throw new Error('There is no index.html to write hashes into.')
        page.source = withIntegrity(String(page.source), hashesOf(bundle, publicDir))
      },
    },
  }
}

/** "sha256-BASE64" of each file, by name, sorted by name. */
function hashesOf(bundle: Rolldown.OutputBundle, publicDir: string): Map<string, string> {
  const contents = new Map<string, string | Uint8Array>()
  for (const file of Object.values(bundle)) contents.set(file.fileName, file.type === 'chunk' ? file.code : file.source)
  for (const name of readdirSync(publicDir)) contents.set(name, readFileSync(join(publicDir, name)))
  return new Map(
    [...contents]
      .filter(([name]) => !WITHOUT_HASH.test(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, content]) => [name, hashOf(content)]),
  )
}

/** The hash in the form that `integrity` attributes and policies use. */
export function hashOf(content: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`
}

/** Adds hashes to the page; `hashes` are by file name below it. Throws if the page names a script or style without one. */
export function withIntegrity(html: string, hashes: ReadonlyMap<string, string>): string {
  const named = html.replace(/<(script|link)\b[^>]*>/g, (tag, name: string) => {
    const address = / (?:src|href)="\.\/([^"]+)"/.exec(tag)?.[1]
    const checked = name === 'script' ? / src=/.test(tag) : / rel="(?:stylesheet|modulepreload)"/.test(tag)
    if (!checked || / integrity=/.test(tag)) return tag
    const hash = address && hashes.get(address)
    if (!hash) throw new Error(`index.html loads ${tag}, which has no hash`)
    return tag.replace(/\s*\/?>$/, (end) => ` integrity="${hash}"${end.trim() === '/>' ? ' />' : '>'}`)
  })
  const map = JSON.stringify({ integrity: Object.fromEntries([...hashes].map(([name, hash]) => [`./${name}`, hash])) })
  // Before the first module, even a preloaded one, since the map doesn't apply to earlier ones.
  const first = named.search(/<link rel="modulepreload"|<script type="module"/)
  if (first < 0) throw new Error('index.html loads no module')
  return withInlineHashes(`${named.slice(0, first)}<script type="importmap">${map}</script>\n    ${named.slice(first)}`)
}

/** Adds the hashes of inline scripts and styles to the page's policy, unless they are there already. */
function withInlineHashes(html: string): string {
  const inline = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => `'${hashOf(match[1] ?? '')}'`)
  const scripts = inline(/<script(?![^>]* src=)[^>]*>([\s\S]*?)<\/script>/g)
  const styles = inline(/<style[^>]*>([\s\S]*?)<\/style>/g)
  return html.replace(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/, (meta, policy: string) =>
    meta.replace(policy, () => allow(allow(policy, 'script-src', scripts), 'style-src', styles)),
  )
}

function allow(policy: string, directive: string, sources: readonly string[]): string {
  const added = sources.filter((source) => !policy.includes(source))
  if (added.length === 0) return policy
  return policy.replace(new RegExp(`(^|; )${directive} [^;]*`), (all) => `${all} ${added.join(' ')}`)
}
