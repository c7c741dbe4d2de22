// Puts the Content Security Policy first in <head> of the built page, before anything that it should govern.
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** The dev server stays without: it inlines scripts and styles. Stands last, so that it knows everything that is inline. */
export function policyMeta(policy: string): Plugin {
  return {
    name: 'policy-meta',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          /<head>\s*/,
          (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${withHashes(policy, html)}" />\n    `,
        ),
    },
  }
}

/**
 * The policy with the hash of each inline script and style of `html`, and nothing else inline (Content Security Policy Level 3, section
 * 2.3.1). A style element holds no text of a token, so what it hashes to is known when the page is built.
 */
export function withHashes(policy: string, html: string): string {
  const sources = (element: string) =>
    [...html.matchAll(new RegExp(`<${element}(?![^>]*\\ssrc=)[^>]*>([^]*?)</${element}>`, 'g'))]
      .map(([, content = '']) => ` 'sha256-${createHash('sha256').update(content).digest('base64')}'`)
      .join('')
  return policy
    .replace("script-src 'self'", (directive) => directive + sources('script'))
    .replace("style-src 'self'", (directive) => directive + sources('style'))
}
