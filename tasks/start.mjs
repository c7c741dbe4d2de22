// npm start: installs missing packages, builds, and serves the inspector until stopped. `npm start -- --port 4174` uses another port.
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { install, node, program, stop } from './node.mjs'

const port = readPort()
await checkPort()
install()
if ((await node([program('vite'), 'build', '--logLevel', 'warn'])) !== 0) stop('The build failed, see above.')
const { preview } = await import('vite')
try {
  const server = await preview({ preview: { port } })
  console.log(`\nJWT Inspector: ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`}\n\nCtrl+C stops it.`)
} catch (error) {
  stop(`Could not serve on port ${port}: ${error instanceof Error ? error.message : String(error)}`)
}

function readPort() {
  try {
    const { port: given = '4173' } = parseArgs({ options: { port: { type: 'string' } } }).values
    if (/^\d+$/.test(given) && Number(given) > 0 && Number(given) < 65_536) return Number(given)
    return stop(`${given} is not a port, which is a number from 1 to 65535.`)
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\nnpm start takes "-- --port 4174" and nothing else.`)
  }
}

/** Runs before the build, so that no one waits for it in vain. Ends the process with a message if the port is in use. */
async function checkPort() {
  const probe = createServer()
  const code = await new Promise((done) => {
    probe.once('error', (error) => done('code' in error ? error.code : error.message))
    probe.listen(port, 'localhost', () => done(undefined))
  })
  if (code === undefined) return void (await new Promise((done) => probe.close(done)))
  if (code !== 'EADDRINUSE') stop(`Could not listen on port ${port} (${code}). Choose another: npm start -- --port 8080`)
  stop(
    `Port ${port} is in use, perhaps by an inspector that you started earlier: http://localhost:${port}/\n` +
      `Stop what uses it, or choose another port: npm start -- --port ${port === 65_535 ? 8080 : port + 1}`,
  )
}
