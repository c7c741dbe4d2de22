// Puts the Content Security Policy first in <head> of the built page, before anything that it governs.
import type { Plugin } from 'vite'

/** Not for the dev server, which inlines scripts and styles. */
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
