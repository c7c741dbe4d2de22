// npm test: installs what is missing, then runs every check in order, and stops at the first that fails.
import { install, node, program } from './node.mjs'

install()

/** Name, then the Node program and its arguments. Cheap ones first.
 * @type {[name: string, command: string[]][]} */
const steps = [
  ['browser', ['e2e/browser.mjs']],
  ['format', [program('oxfmt'), '--check']],
  ['lint', [program('oxlint')]],
  ['types', [program('typescript', 'tsc'), '-b']],
  ['unused code', [program('knip')]],
  ['unit tests', [program('vitest'), 'run']],
  ['build', [program('vite'), 'build', '--logLevel', 'warn']],
  ['bundle', ['checks/bundle.mjs']],
  ['end-to-end tests', [program('@playwright/test', 'playwright'), 'test']],
]

const begin = Date.now()
let passed = 0
for (const [name, command] of steps) {
  console.log(`\n== ${name}`)
  const start = Date.now()
  const code = await node(command)
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  if (code !== 0) {
    console.error(`\n== ${name}: failed after ${seconds} s (exit code ${code}). ${steps.length - passed - 1} later checks did not run.\n`)
    console.log(`${passed} passed, 1 failed`)
    process.exit(1)
  }
  passed++
  console.log(`== ${name}: passed in ${seconds} s`)
}
console.log(`\nAll checks took ${((Date.now() - begin) / 1000).toFixed(0)} s.\n`)
console.log(`${passed} passed, 0 failed`)
