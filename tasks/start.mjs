// npm start: installs what is missing, builds, and serves the inspector until it is stopped.
import { install, node, program, stop } from './node.mjs'

install()
if ((await node([program('vite'), 'build', '--logLevel', 'warn'])) !== 0) stop('The build failed, see above.')
const { preview } = await import('vite')
try {
  const server = await preview()
  console.log(`\nJWT Inspector: ${server.resolvedUrls?.local[0] ?? 'http://localhost:4173/'}\n\nCtrl+C stops it.`)
} catch (error) {
  stop(`Could not serve on port 4173: ${error instanceof Error ? error.message : String(error)}`)
}
