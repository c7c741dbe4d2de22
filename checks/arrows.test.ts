// Checks that the linter, with the project's own configuration, finds violations of the import arrows.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'arrows-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(place, path)), { recursive: true })
  writeFileSync(join(place, path), text)
}

// Without type information, which needs an entire project and isn't needed for the arrows.
const { options: _, ...configuration } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as Record<string, unknown>
write('.oxlintrc.json', JSON.stringify({ ...configuration, jsPlugins: [join(root, 'checks/lint-rooms.mjs')] }))

/** Lints files in a separate project; returns the violated rules by file. */
function lint(files: Record<string, string>): Map<string, string[]> {
  rmSync(join(place, 'src'), { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) write(path, text)
  const run = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=json', 'src'], {
    cwd: place,
    encoding: 'utf8',
  })
  const report = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] }
  const found = new Map<string, string[]>()
  for (const { filename, code } of report.diagnostics) found.set(filename, [...(found.get(filename) ?? []), code])
  return found
}

const target = 'export const thing = 1\n'
const forbidden: [from: string, to: string][] = [
  ['src/core/a.ts', '../ui/thing.ts'],
  ['src/core/deep/a.ts', '../../platform/thing.ts'],
  ['src/core/a.ts', '../session/thing.ts'],
  ['src/core/a.ts', 'react'],
  ['src/ui/a.ts', '../core/thing.ts'],
  ['src/ui/a.ts', '../session/thing.ts'],
  ['src/platform/a.ts', '../session/thing.ts'],
  ['src/lessons/a.ts', '../platform/thing.ts'],
  ['src/session/a.ts', '../features/key/thing.ts'],
  ['src/session/a.ts', '../ui/thing.ts'],
  ['src/features/token/a.ts', '../key/thing.ts'],
  ['src/features/token/deep/a.ts', '../../key/thing.ts'],
  ['src/features/token/a.ts', '../../app/thing.ts'],
  ['src/app/a.ts', '../main.tsx'],
  ['src/platform/a.ts', '../early.ts'],
  ['src/lessons/a.ts', 'react-dom/client'],
]
const allowed: [from: string, to: string][] = [
  ['src/core/keys/a.ts', '../thing.ts'],
  ['src/platform/a.ts', '../core/thing.ts'],
  ['src/session/a.ts', '../platform/thing.ts'],
  ['src/features/token/a.ts', './thing.ts'],
  ['src/features/token/deep/a.ts', '../thing.ts'],
  ['src/features/token/a.ts', '../../session/thing.ts'],
  ['src/app/a.ts', '../features/key/thing.ts'],
  ['src/main.tsx', './app/thing.ts'],
]
const importing = (to: string) => `import { thing } from '${to}'\nexport const twice = [thing, thing]\n`

describe('the import arrows', () => {
  it.each(forbidden)('%s may not import %s', (from, to) => {
    expect(lint({ [from]: importing(to) }).get(from)).toContain('rooms(imports)')
  })

  it.each(allowed)('%s may import %s', (from, to) => {
    expect(lint({ [from]: importing(to), [join(dirname(from), to)]: target }).size).toBe(0)
  })

  it.each([
    "export type A = import('../ui/thing.ts').A",
    "import type { A } from '../ui/thing.ts'\nexport type B = A",
    "export { thing } from '../ui/thing.ts'",
    "export * from '../ui/thing.ts'",
    "export const a = () => import('../ui/thing.ts')",
  ])('apply to %s', (text) => {
    expect(lint({ 'src/core/a.ts': `${text}\n` }).get('src/core/a.ts')).toContain('rooms(imports)')
  })

  it('forbid cycles between modules', () => {
    const found = lint({
      'src/core/a.ts': "export { b } from './b.ts'\nexport const a = 1\n",
      'src/core/b.ts': "export { a } from './a.ts'\nexport const b = 1\n",
    })
    expect(found.get('src/core/a.ts')).toContain('import(no-cycle)')
  })

  it.each([
    ['src/core/a.ts', 'export const a = () => document.title'],
    ['src/core/a.ts', 'export const a = () => console.trace()'],
    ['src/features/token/a.ts', "export const a = () => localStorage.getItem('a')"],
    ['src/features/token/a.ts', 'export const a = () => window.location.hash'],
    ['src/features/token/a.ts', "export const a = () => window['location']"],
    ['src/features/token/a.ts', 'const { clipboard } = navigator\nexport const a = () => clipboard'],
    ['src/session/a.ts', 'export const a = () => location.hash'],
    ['src/platform/a.ts', "export const a = () => fetch('a')"],
    ['src/platform/a.ts', 'export const a = () => document.cookie'],
    ['src/main.tsx', 'export const a = () => indexedDB'],
  ])('%s may not contain %s', (path, text) => {
    expect(lint({ [path]: `${text}\n` }).get(path)).toContain('rooms(browser)')
  })

  it.each([
    ['src/platform/a.ts', 'export const a = () => location.hash'],
    ['src/early.ts', 'export const a = () => location.hash'],
    ['src/features/token/a.ts', 'export const a = () => document.title'],
    ['src/core/a.ts', 'export const a = (location: string, history = location) => history'],
    ['src/core/a.test.ts', 'export const a = () => document.title'],
  ])('%s may contain %s', (path, text) => {
    expect(lint({ [path]: `${text}\n` }).size).toBe(0)
  })

  it('forbid HTML from strings', () => {
    const found = lint({ 'src/ui/a.tsx': "export const A = () => <p dangerouslySetInnerHTML={{ __html: '' }} />\n" })
    expect(found.get('src/ui/a.tsx')).toContain('react(no-danger)')
  })
})
