// Makes `vite preview` answer like a host that reads public/_headers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { headersFor, parseHeadersFile } from './headers-file.ts'

/** Reads the built _headers once, at the start. */
export function previewHeaders(): Plugin {
  return {
    name: 'preview-headers',
    configurePreviewServer(server) {
      const rules = parseHeadersFile(readFileSync(join(server.config.root, server.config.build.outDir, '_headers'), 'utf8'))
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname
        for (const [name, value] of headersFor(rules, path)) response.setHeader(name, value)
        next()
      })
    },
  }
}
