// Puts the icon into the page itself: browsers ask for it anew when a page's links change, and this page asks for nothing once it stands.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Replaces the address of `name`, an SVG in the public folder, by its content (`img-src data:`). The file stays for the manifest. */
export function inlineIcon(name: string): Plugin {
  let publicDir = ''
  return {
    name: 'inline-icon',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const link = `href="./${name}"`
        if (!html.includes(link)) throw new Error(`index.html has no ${link}`)
        const svg = readFileSync(join(publicDir, name), 'utf8').replace(/>\s+</g, '><').trim()
        return html.replace(link, () => `href="data:image/svg+xml,${encodeURIComponent(svg)}"`)
      },
    },
  }
}
