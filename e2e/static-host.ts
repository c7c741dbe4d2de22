// Serves the production build as the plainest of hosts does: no header but the type. Also an unprotected twin, and a collector that counts.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve, sep } from 'node:path'

const dist = resolve(import.meta.dirname, '../dist')

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
}

export interface Host {
  /** "http://127.0.0.1:PORT/" */
  readonly address: string
  readonly requests: readonly IncomingMessage[]
  close(): Promise<void>
}

/** The build as it is; as `unprotected`, without the policy in its head and without the check that would miss it. */
export function serveBuild({ unprotected = false } = {}): Promise<Host> {
  return listen((path) => {
    const file = resolve(dist, `.${path.endsWith('/') ? `${path}index.html` : path}`)
    if (!file.startsWith(dist + sep)) return undefined
    const body = readFileSync(file)
    const type = types[file.split('.').at(-1) ?? ''] ?? 'text/plain'
    if (!unprotected || !file.endsWith('index.html')) return { type, body }
    const open = body.toString().replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    if (open.length === body.toString().length) throw new Error('the build has no policy to leave out')
    return { type, body: Buffer.from(open) }
  })
}

/** Answers everything, to everyone, and writes it down. */
export function collect(): Promise<Host> {
  return listen((path) => ({ type: path.endsWith('.js') ? 'text/javascript' : 'text/plain', body: Buffer.from('{"keys":[]}') }), {
    'access-control-allow-origin': '*',
  })
}

async function listen(
  answer: (path: string) => { type: string; body: Buffer } | undefined,
  headers: Record<string, string> = {},
): Promise<Host> {
  const requests: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    requests.push(request)
    try {
      const found = answer(new URL(request.url ?? '/', 'http://localhost').pathname)
      if (!found) throw new Error('nothing there')
      response.writeHead(200, { ...headers, 'content-type': found.type }).end(found.body)
    } catch {
      response.writeHead(404, headers).end()
    }
  })
  // A WebSocket handshake is a request too.
  server.on('upgrade', (request: IncomingMessage, socket) => {
    requests.push(request)
    socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
