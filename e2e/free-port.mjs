// A port for a server that tests start, so that they run beside `npm start` and beside each other.
import { createServer } from 'node:net'

/** A port of localhost that nothing listens on. The system's choice is above those that browsers refuse. @returns {Promise<number>} */
export async function freePort() {
  const probe = createServer()
  await new Promise((done) => probe.listen(0, 'localhost', () => done(undefined)))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port of localhost is free')
  return address.port
}
