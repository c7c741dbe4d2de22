// npm run quick: runs the checks that take half a minute, for use while working. Only unit tests that uncommitted changes affect;
// `npm run quick -- main` includes all changes since that commit.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install, program, root } from './node.mjs'
import { runSteps } from './steps.mjs'

install()

const [since] = process.argv.slice(2)
// Without a Git history, changes are unknown.
const changed = existsSync(join(root, '.git')) ? ['--changed', ...(since ? [since] : []), '--passWithNoTests'] : []

await runSteps([
  ['browser', ['e2e/browser.mjs']],
  ['format', [program('oxfmt'), '--check']],
  ['lint', [program('oxlint')]],
  ['types', [program('typescript', 'tsc'), '-b']],
  [`unit tests of what changed${since ? ` since ${since}` : ''}`, [program('vitest'), 'run', ...changed]],
  ['build', [program('vite'), 'build', '--logLevel', 'warn']],
  ['contract', [program('@playwright/test', 'playwright'), 'test', 'contract.spec.ts', '--project=chromium']],
])
