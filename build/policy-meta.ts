// Puts the Content Security Policy first in <head> of the built page, before anything that it should govern.
import type { Plugin } from 'vite'

/** The dev server stays without: it inlines scripts and styles. */
export function policyMeta(policy: string): Plugin {
  return {
    name: 'policy-meta',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(/<head>\s*/, (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    `),
    },
  }
}
