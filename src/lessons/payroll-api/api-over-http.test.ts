// Tests the payroll API through a real HTTP server on loopback.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { PayrollApi } from './api.ts'
import { payrollSuite } from './payroll-suite.fixture.ts'

async function listen(api: PayrollApi) {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const headers = new Headers()
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) headers.append(incoming.rawHeaders[i]!, incoming.rawHeaders[i + 1]!)
    const method = incoming.method ?? 'GET'
    const body = method === 'GET' || method === 'HEAD' ? null : await buffer(incoming)
    const response = await api.fetch(new Request(`http://${incoming.headers.host}${incoming.url}`, { method, headers, body }))
    for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
    const cookies = response.headers.getSetCookie()
    if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
    outgoing.writeHead(response.status)
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    send: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

payrollSuite('over HTTP', listen)
