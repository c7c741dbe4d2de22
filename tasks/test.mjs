// npm test: installs missing packages, then runs every check in order and stops at the first that fails.
// --whole, as in continuous integration, adds the journeys in LEFT, the smoke journey in WebKit, and the code of every language.
// E2E_ALL=1 also runs every journey in Firefox.
import { install, program } from './node.mjs'
import { runSteps } from './steps.mjs'

const whole = process.argv.includes('--whole')

/** Journeys only for --whole: those with that tag, and those that rarely change and whose logic is tested in Node. */
const LEFT =
  '@whole|(?:detached|key-fetcher|keys-network|learn|offline|private-fields|see-through|surroundings|time|why|words|wrong-never-right)[.]spec'

/** Journeys in the kept copy, which run separately without a network. */
const CUT_OFF = ' vault[.]spec'

install()

const playwright = [program('@playwright/test', 'playwright'), 'test']

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
  ['end-to-end tests', [...playwright, '--grep-invert', whole ? CUT_OFF : LEFT]],
  ...(whole
    ? /** @type {import('./steps.mjs').Step[]} */ ([
        ['the kept copy, with the network cut', ['tasks/cut-off.mjs', ...playwright, '--grep', CUT_OFF], { latest: 1_400 }],
        ['smoke journeys in WebKit, with the network cut', ['tasks/cut-off.mjs', 'e2e/webkit.mjs']],
        ['the same build twice', ['tasks/build-again.mjs']],
        ['code to take along', ['checks/snippets/run.mjs'], { latest: 1_300 }],
      ])
    : []),
])
