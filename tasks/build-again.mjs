// Builds a second time with another folder, date, time zone and language, and compares every file with dist/.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from './compare-builds.mjs'
import { node, root } from './node.mjs'

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'test-results', 'playwright-report'])
const folder = join(mkdtempSync(join(tmpdir(), 'again-')), 'a folder elsewhere')
try {
  for (const name of readdirSync(root)) if (!LEFT_OUT.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true })
  // Hard links if possible, since a symbolic link would lead back to the first folder.
  const modules = [join(root, 'node_modules'), join(folder, 'node_modules')]
  if (spawnSync('cp', ['-al', ...modules]).status !== 0) cpSync(modules[0] ?? '', modules[1] ?? '', { recursive: true })
  // The copy has no history, so it takes the commit that dist/ names.
  const commit = /<meta name="commit" content="([^"]*)"/.exec(readFileSync(join(root, 'dist/index.html'), 'utf8'))?.[1] ?? ''
  writeFileSync(join(folder, 'build/commit.txt'), `${commit}\n`)
  // Node reads the machine's clock, so Date is replaced by a shifted one before any module is loaded.
  const clock = join(folder, '..', 'clock.mjs')
  writeFileSync(
    clock,
    `const Real = Date; const shift = 400 * 86_400_000
globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + shift) } static now() { return Real.now() + shift } }`,
  )
  const env = {
    TZ: 'Pacific/Chatham',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    NODE_OPTIONS: `--import=${new URL(`file://${clock}`).href}`,
  }
  const code = await node([join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], env, folder)
  if (code !== 0) throw new Error('The second build failed.')
  const { same, differing } = compare(join(root, 'dist'), join(folder, 'dist'))
  for (const line of differing) console.error(line)
  console.log(differing.length === 0 ? `Identical: ${same} files.` : `${differing.length} files differ, ${same} are identical.`)
  process.exitCode = differing.length === 0 ? 0 : 1
} finally {
  rmSync(join(folder, '..'), { recursive: true, force: true })
}
