// Watches the loopback from outside of the browser: counts requests, connections and packets, for each way that is tried by itself.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface Observer {
  /** Where requests go: "http://127.0.0.1:PORT/". */
  readonly address: string
  /** "127.0.0.1:PORT", for packets. */
  readonly udp: string
  readonly paths: readonly string[]
  readonly counts: { connections: number; packets: number }
  close(): Promise<void>
}

/** Answers every request with an empty text for everyone. */
export async function observe(): Promise<Observer> {
  const paths: string[] = []
  const counts = { connections: 0, packets: 0 }
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' }).end()
  })
  server.on('connection', () => counts.connections++)
  server.on('upgrade', (request, socket: Socket) => {
    paths.push(request.url ?? '')
    socket.destroy()
  })
  // What speaks no HTTP, as TURN over TCP.
  server.on('clientError', (_, socket) => socket.destroy())
  const packets = createSocket('udp4')
  packets.on('message', () => counts.packets++)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  await new Promise<void>((done) => packets.bind(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    udp: `127.0.0.1:${packets.address().port}`,
    paths,
    counts,
    async close() {
      server.closeAllConnections()
      await Promise.all([new Promise((done) => server.close(done)), new Promise<void>((done) => packets.close(done))])
    },
  }
}
