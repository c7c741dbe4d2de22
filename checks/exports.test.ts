// Checks that there are no exports that only tests import.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportsOf } from './exports.ts'

const root = resolve(import.meta.dirname, '..')
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path))
const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('src/core/vectors/')
const production = [...filesIn('src'), ...filesIn('build'), 'vite.config.ts'].filter((path) => !isTest(path))
/** Entry points of the program. */
const ENTRIES = [
  'src/main.tsx',
  'src/early.ts',
  'src/app/prerender.tsx',
  'vite.config.ts',
  // In the kept copy, each replaces the file of the same name (build/single-file.ts).
  ...filesIn('src/platform/vault').filter((path) => !path.endsWith('/shell.ts')),
]

/** Exports, as "path name", that are used neither in their own file nor in any file reachable from the entries. */
function unused(texts: ReadonlyMap<string, string>, entries: readonly string[]): string[] {
  const files = new Map([...texts].map(([path, text]) => [path, exportsOf(path, text)]))
  const taken = new Set<string>()
  const usedIn = new Map<string, Set<string>>()
  const late = new Set<string>()
  const reached = new Set(entries)
  // Iterating over a set includes the entries added meanwhile.
  for (const path of reached) {
    const file = files.get(path)
    for (const word of file?.words ?? []) usedIn.set(word, (usedIn.get(word) ?? new Set()).add(path))
    for (const { from, names } of file?.taken ?? []) {
      const target = posix.join(posix.dirname(path), from)
      reached.add(target)
      if (names === 'late') late.add(target)
      else for (const name of names === 'all' ? (files.get(target)?.own ?? []) : names) taken.add(`${target} ${name}`)
    }
  }
  const isUsedElsewhere = (name: string, path: string) => [...(usedIn.get(name) ?? [])].some((other) => other !== path)
  return [...files]
    .filter(([path]) => !entries.includes(path))
    .flatMap(([path, { own }]) => own.filter((name) => !(late.has(path) && isUsedElsewhere(name, path))).map((name) => `${path} ${name}`))
    .filter((each) => !taken.has(each))
}

describe('exports', () => {
  it('are used by more than tests', () => {
    const texts = new Map(production.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
    expect(unused(texts, ENTRIES).toSorted()).toEqual([])
  })
})

describe('an unused export is found', () => {
  const found = (...files: (readonly [path: string, text: string])[]) => unused(new Map(files), ['main.ts'])
  const a = ['a.ts', 'export const x = 1\nexport const y = 2\nexport type T = 1'] as const

  it.each([
    ['an import', "import { x } from './a.ts'", ['a.ts y', 'a.ts T']],
    ['an import of a type', "import type { T } from './a.ts'", ['a.ts x', 'a.ts y']],
    ['an import under another name', "import { x as b } from './a.ts'", ['a.ts y', 'a.ts T']],
    ['a re-export', "export { y } from './a.ts'", ['a.ts x', 'a.ts T']],
    ['a namespace import', "import * as a from './a.ts'", []],
    ['import(), and a name', "const { y } = await import('./a.ts')", ['a.ts x', 'a.ts T']],
    ['the type of an import()', "let t: import('./a.ts').T", ['a.ts x', 'a.ts y']],
    ['nothing', '', ['a.ts x', 'a.ts y', 'a.ts T']],
  ])('given %s', (_, text, unused) => {
    expect(found(['main.ts', text], a)).toEqual(unused)
  })

  it('unless its own file uses it', () => {
    expect(found(['main.ts', ''], ['a.ts', 'export const x = 1\nexport const y = x'])).toEqual(['a.ts y'])
  })

  it('even if a file uses it that is never reached', () => {
    expect(found(['main.ts', ''], ['b.ts', "import { x } from './a.ts'\nconsole.log(x)"], a)).toContain('a.ts x')
  })

  it('unless its module is loaded late and passed to one that uses its name', () => {
    expect(
      found(['main.ts', "import { run } from './b.ts'\nrun(await import('./a.ts'))"], ['b.ts', 'export const run = (m) => m.x'], a),
    ).toEqual(['a.ts y', 'a.ts T'])
  })
})
