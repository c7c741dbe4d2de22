// npm run mutate -- ROOM [SHARE] [SEED]: makes small changes to a room of the core, one at a time, and lists those that no test notices.
// SHARE is the part of all mutants to try (0.2), and SEED (1) selects them. Not part of npm test, since it takes many minutes.
import { Stryker } from '@stryker-mutator/core'
import { install, root } from '../node.mjs'

install()

/** Tests outside a room that also run for it, because they enter through it. */
const DOORS = {
  token: ['inspect.test.ts', 'sd-jwt/key-binding.test.ts'],
  crypto: [],
  diagnostics: [],
  causes: [],
}

const [room, share = '0.2', seed = '1'] = process.argv.slice(2)
const top = room?.split('/')[0] ?? ''
const doors = Object.entries(DOORS).find(([name]) => name === top)?.[1]
if (!doors || !(Number(share) > 0 && Number(share) <= 1)) {
  console.error(
    `npm run mutate -- ROOM [SHARE] [SEED]\nROOM: ${Object.keys(DOORS).join(', ')}, or a folder of one. SHARE: above 0, at most 1.`,
  )
  process.exit(2)
}

process.chdir(root)
process.env.MUTATE_TESTS = [`${top}/**/*.test.ts`, ...doors].map((path) => `src/core/${path}`).join()
process.env.MUTATE_SHARE = share
process.env.MUTATE_SEED = seed

const mutants = await new Stryker({
  testRunner: 'vitest',
  vitest: { configFile: 'tasks/mutate/vitest.config.mjs', related: true },
  plugins: ['@stryker-mutator/vitest-runner', `${root}/tasks/mutate/sample.mjs`],
  checkers: ['sample'],
  mutate: [`src/core/${room}/**/*.ts`, '!**/*.test.ts', '!**/*.fixture.ts'],
  // Text is tested where it matters, and the compiler checks names in unions.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  // Each change of a module's constant would need all tests to run again.
  ignoreStatic: true,
  ignorePatterns: ['dist', 'public', 'e2e', 'docs', 'test-results', 'playwright-report'],
  // This project's TypeScript has no API with which Stryker could rewrite the configuration, and nothing here needs it.
  tsconfigFile: 'none.json',
  concurrency: 1,
  timeoutMS: 60_000,
  reporters: ['progress-append-only'],
  allowConsoleColors: false,
  tempDirName: '.stryker-tmp',
}).runMutationTest()

const made = mutants.filter(({ status }) => status !== 'Ignored')
const tried = made.filter(({ status }) => status !== 'CompileError')
const noticed = tried.filter(({ status }) => status === 'Killed' || status === 'Timeout' || status === 'RuntimeError')
const covered = tried.filter(({ status }) => status !== 'NoCoverage')
for (const { status, fileName, location, replacement } of tried.filter((mutant) => !noticed.includes(mutant))) {
  const { line, column } = location.start
  console.log(`${status} ${fileName.slice(root.length + 1)}:${line}:${column + 1} became ${replacement.replace(/\s+/g, ' ').slice(0, 140)}`)
}
const percent = (100 * noticed.length) / Math.max(1, tried.length)
console.log(
  `${room}: ${noticed.length} noticed, ${covered.length} covered, of ${tried.length} tried (${percent.toFixed(1)} %), out of ${made.length} mutants; seed ${seed}.`,
)
