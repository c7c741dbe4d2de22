// npm test: installs what is missing, then runs every check in order, and stops at the first that fails.
// With --whole, as continuous integration does, also the tests that are tagged @whole and the smoke journey in WebKit.
// E2E_ALL=1 runs every journey in Firefox, too.
import { install, program } from './node.mjs'
import { runSteps } from './steps.mjs'

const whole = process.argv.includes('--whole')

install()

// Cheap ones first.
await runSteps([
  ['browser', ['e2e/browser.mjs']],
  ['format', [program('oxfmt'), '--check']],
  ['lint', [program('oxlint')]],
  ['types', [program('typescript', 'tsc'), '-b']],
  ['unused code', [program('knip')]],
  ['unit tests', [program('vitest'), 'run']],
  ['build', [program('vite'), 'build', '--logLevel', 'warn']],
  ['bundle', ['checks/bundle.mjs']],
  ['end-to-end tests', [program('@playwright/test', 'playwright'), 'test', ...(whole ? [] : ['--grep-invert', '@whole'])]],
  ...(whole ? [/** @type {import('./steps.mjs').Step} */ (['smoke journey in WebKit', ['e2e/webkit.mjs']])] : []),
])
