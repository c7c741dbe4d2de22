// Runs the unmodified code from "Verify in code" in every language that is offered as tested. Each program gets a good token and everything
// that a verifier must reject, and must give the same answers as this page, except for the differences in differences.mjs.
// Installs missing packages with apt. `node checks/snippets/run.mjs go rust` runs only these languages.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createVite } from 'vite'
import { inBrowser } from './browser.mjs'
import { DIFFERENCES } from './differences.mjs'
import { ask, eachAtOnce, run } from './processes.mjs'
import { hasApt, missing, RUNTIMES } from './runtimes.mjs'

const COMPILED = ['go', 'cpp', 'rust']
const began = Date.now()
const only = process.argv.slice(2)
const isSelected = (/** @type {string} */ id) => only.length === 0 || only.includes(id)
/** @type {string[]} */
const faults = []
let answers = 0

await install(RUNTIMES.filter(({ id }) => isSelected(id)).flatMap(({ packages }) => packages))

const vite = await createVite({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
const { SNIPPET_LANGUAGES, snippetOf } = /** @type {typeof import('../../src/core/snippets/index.ts')} */ (
  await vite.ssrLoadModule('/src/core/snippets/index.ts')
)
const { makePrograms } = /** @type {typeof import('./cases.ts')} */ (await vite.ssrLoadModule('/checks/snippets/cases.ts'))

/** @type {Record<string, string>} */
let keySets = {}
const issuer = createServer((request, response) => {
  const set = keySets[request.url?.split('/').at(-1) ?? '']
  response.writeHead(set === undefined ? 404 : 200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' }).end(set)
})
await new Promise((done) => issuer.listen(0, '127.0.0.1', () => done(undefined)))
const { port } = /** @type {import('node:net').AddressInfo} */ (issuer.address())
const made = await makePrograms(`http://127.0.0.1:${port}/keys`)
keySets = made.keySets
await vite.close()

const home = mkdtempSync(join(tmpdir(), 'snippets-'))
// The slowest to compile come first, and the others fill the gaps.
const lacking = (/** @type {string} */ id) => missing(RUNTIMES.find((runtime) => runtime.id === id)?.packages ?? [])
const inTurn = SNIPPET_LANGUAGES.filter(({ id, checked }) => checked.by === 'tests' && isSelected(id) && lacking(id).length === 0).toSorted(
  (a, b) => COMPILED.indexOf(b.id) - COMPILED.indexOf(a.id),
)
for (const { id, name } of SNIPPET_LANGUAGES)
  if (isSelected(id) && lacking(id).length > 0) console.log(`${name}: not run, since this machine lacks ${lacking(id).join(', ')}`)
await eachAtOnce(inTurn, async (language) => {
  const start = Date.now()
  try {
    console.log(`${language.name}: ${await runLanguage(language)}, in ${((Date.now() - start) / 1000).toFixed(0)} s`)
  } catch (error) {
    faults.push(`${language.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
})
issuer.close()
rmSync(home, { recursive: true, force: true })

for (const fault of faults) console.error(`\n${fault}`)
console.log(`\n${answers} answers, ${faults.length} faults, in ${((Date.now() - began) / 1000).toFixed(0)} s`)
process.exit(faults.length === 0 ? 0 : 1)

/**
 * @param {import('../../src/core/snippets/snippet/snippet.ts').SnippetLanguage} language
 * @returns {Promise<string>} a description of what ran
 */
async function runLanguage(language) {
  const stated = language.checked.by === 'tests' ? language.checked.versions : ''
  const written = made.programs.flatMap((program) => {
    const { code } = snippetOf(language, program.order)
    return code === undefined ? [] : [{ program, code }]
  })
  const known = new Set(DIFFERENCES[language.id])
  if (JSON.stringify([...known]) !== JSON.stringify(language.differs))
    faults.push(`${language.name}: its comments say ${language.differs.join(', ')}, the table says ${[...known].join(', ')}`)
  const unrun = language.algorithms.filter((alg) => !written.some(({ program }) => program.order.algorithms.includes(alg)))
  if (unrun.length > 0 && language.id !== 'shell') faults.push(`${language.name}: offered for ${unrun.join(', ')}, which nothing runs`)

  if (language.id === 'browser') {
    const { version, answersOf, close } = await inBrowser()
    compareVersions(language.name, version, stated)
    for (const { program, code } of written) {
      const got = await answersOf(
        code,
        program.cases.map(({ token }) => token),
      )
      program.cases.forEach((one, i) => compare(language.name, program.id, one, got[i] ?? 'no answer', known))
    }
    await close()
    return inWords(version, written)
  }
  const runtime = RUNTIMES.find(({ id }) => id === language.id)
  if (!runtime) throw new Error('there is no runtime for it')
  const version = runtime.version()
  compareVersions(language.name, version, stated)
  const folder = join(home, language.id)
  mkdirSync(folder)
  await runtime.prepare?.(folder)
  /** @type {{ one: import('./cases.ts').Case, program: import('./cases.ts').Program, command: readonly string[] }[]} */
  const asked = []
  await eachAtOnce(written, async ({ program, code }) => {
    const command = await runtime.build(folder, program.id, code)
    asked.push(...program.cases.map((one) => ({ one, program, command })))
  })
  await runtime.compile?.(folder)
  await eachAtOnce(asked, async ({ one, program, command }) => {
    const env = program.secret === undefined ? {} : { JWT_SECRET: program.secret }
    compare(language.name, program.id, one, await ask(command, one.token, env), known)
  })
  return inWords(version, written)
}

/** @param {string} version @param {readonly { program: import('./cases.ts').Program }[]} written */
function inWords(version, written) {
  return `${version}, ${written.length} programs, ${written.reduce((sum, { program }) => sum + program.cases.length, 0)} answers`
}

/** @param {string} language @param {string} ran @param {string} stated */
function compareVersions(language, ran, stated) {
  if (ran !== stated) faults.push(`${language}: ran with ${ran}, but is offered as tested with ${stated}`)
}

/**
 * @param {string} language @param {string} program @param {import('./cases.ts').Case} one @param {string} got
 * @param {ReadonlySet<string>} known
 */
function compare(language, program, one, got, known) {
  answers++
  const other = one.answer === 'accept' ? 'reject' : 'accept'
  const expected = known.has(one.id) ? other : one.answer
  if (got !== expected) faults.push(`${language}, ${program}, ${one.id}: expected ${expected}, got ${got}`)
}

/** @param {readonly string[]} packages */
async function install(packages) {
  const lacking = [...new Set(missing(packages))]
  if (lacking.length === 0) return
  if (!hasApt()) return console.log(`No apt to install ${lacking.join(', ')}`)
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  console.log(`Installing ${lacking.join(' ')}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (/** @type {string[]} */ ...given) => run([...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...given], { env })
  const bring = () => apt('install', '-y', '-qq', '--no-install-recommends', ...lacking)
  // The lists may be missing or old. Packages that can't be installed are reported later.
  await bring()
    .catch(async () => {
      await apt('update', '-qq')
      await bring()
    })
    .catch((/** @type {unknown} */ error) => console.log(String(error)))
}
