// Writes the service worker, which serves all built files from a versioned cache. A new version waits until the reader activates it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { responseHeaders } from './policy.ts'

// The fetcher needs the network, and a service worker never sees a sandboxed frame; _headers is for the host; the single file is for keeping elsewhere.
const NOT_CACHED = /^(_headers|fetcher\.html|jwt-inspector\.html)$|\.map$|^\.vite\//

/** Adds sw.js to the build. Its cache is named after the hash of all files, so that one changed byte makes a new version. */
export function serviceWorker(): Plugin {
  let publicDir = ''
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const hash = createHash('sha256')
        const files: string[] = []
        const add = (name: string, content: string | Uint8Array) => {
          if (NOT_CACHED.test(name)) return
          files.push(name)
          hash.update(name).update(content)
        }
        for (const file of Object.values(bundle)) add(file.fileName, file.type === 'chunk' ? file.code : file.source)
        for (const name of publicFiles(publicDir)) add(name, readFileSync(join(publicDir, name)))
        const version = hash.update(JSON.stringify(responseHeaders)).digest('hex').slice(0, 12)
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: workerSource(version, files) })
      },
    },
  }
}

function publicFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted()
}

// `ignoreVary`: hosts send `Vary: Origin`, and the copy fetched without Origin must answer a module script's request with it.
// The POST to ./share comes from the system's share sheet (manifest, share_target). The text goes into the fragment, not to a server.
function workerSource(version: string, files: string[]): string {
  const urls = ['./', ...files.filter((name) => name !== 'index.html')]
  return `// JWT Inspector ${version}: answers from the cache filled at installation, and uses the network only for what is not in it.
const ours = ' of ' + registration.scope
const cacheName = 'jwt-inspector-${version}' + ours
const urls = ${JSON.stringify(urls)}
const added = ${JSON.stringify(responseHeaders)}
addEventListener('install', (event) =>
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(urls.map((url) => new Request(url, { cache: 'reload' }))))))
addEventListener('message', (event) => { if (event.data === 'skip-waiting') skipWaiting() })
addEventListener('activate', (event) =>
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith('jwt-inspector-') && name.endsWith(ours) && name !== cacheName).map((name) => caches.delete(name))))
    .then(() => clients.claim())))
const page = async () => {
  const cached = await caches.match('./', { ignoreVary: true, cacheName })
  if (!cached) return undefined
  const headers = new Headers(cached.headers)
  for (const name in added) headers.set(name, added[name])
  return new Response(cached.body, { status: 200, headers })
}
const share = async (request) => {
  const form = await request.formData()
  const text = ['text', 'url', 'title'].map((name) => form.get(name)).filter((value) => typeof value === 'string' && value).join('\\n')
  return Response.redirect('./#token=' + encodeURIComponent(text), 303)
}
addEventListener('fetch', (event) => {
  const request = event.request
  const url = new URL(request.url)
  const scope = new URL('./', location.href)
  if (url.origin !== scope.origin) return
  if (request.method === 'POST' && url.pathname === scope.pathname + 'share') return event.respondWith(share(request))
  if (request.method !== 'GET') return
  const isPage = request.mode === 'navigate' && (url.pathname === scope.pathname || url.pathname === scope.pathname + 'index.html')
  event.respondWith((isPage ? page() : caches.match(request, { ignoreVary: true, cacheName })).then((found) => found || fetch(request)))
})
`
}
