// Checks that no imports of any kind form a cycle between the files of src or the folders below core and session, and that no folder is crowded.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cycles, graphOf, grouped, importsOf, UNNAMED, type Graph } from './circles.ts'

const root = resolve(import.meta.dirname, '..')
const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('src/core/vectors/'))
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const imports: ReadonlyMap<string, readonly string[]> = new Map(paths.map((path) => [path, importsOf(path, textOf(path))]))

/** A table that is split into files may have a dozen and its index. */
const MOST_FILES = 13
/** Folders in which each file is an entry of a registry, so that adding one doesn't require moving the others. */
const ENTRIES = ['src/core/registries/vendors']

const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path)
const isRoom = (path: string) => /^src\/(core|session)\//.test(path) && !isTest(path)
/** The folder of a file, down to `depth` levels below core or session. */
const folder = (depth: number) => (path: string) =>
  isRoom(path)
    ? path
        .split('/')
        .slice(0, -1)
        .slice(0, 2 + depth)
        .join('/')
    : undefined
const depths = [2, 3, 4, 5, 6]

function allCycles(graph: Graph) {
  return {
    files: cycles(graph),
    rooms: cycles(grouped(graph, folder(1))),
    folders: depths.flatMap((depth) => cycles(grouped(graph, folder(depth)))),
  }
}

/** The cycles after a line is added at the end of a file. */
function withLine(path: string, line: string) {
  return allCycles(graphOf(new Map([...imports, [path, importsOf(path, `${textOf(path)}\n${line}\n`)]])))
}

describe('the files of src', () => {
  it('have no import cycles, nor do the rooms or the folders in them', () => {
    const found = allCycles(graphOf(imports))
    console.log(
      `Cycles between files: ${found.files.length}, between rooms: ${found.rooms.length}, between folders: ${found.folders.length}`,
    )
    expect(found).toEqual({ files: [], rooms: [], folders: [] })
  })

  it('are at most about a dozen per folder', () => {
    const counts = new Map<string, number>()
    for (const path of paths.filter(isRoom)) {
      const folder = path.slice(0, path.lastIndexOf('/'))
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    expect([...counts].filter(([folder, count]) => count > MOST_FILES && !ENTRIES.includes(folder))).toEqual([])
  })
})

describe('a cycle is found and its files are named', () => {
  it('if import() closes it, as it once did in the ASN.1 reader', () => {
    const line = "export const door = async () => (await import('./asn1-key.ts')).readAsn1Key"
    const { files: found } = withLine('src/core/keys/read/der/der.ts', line)
    expect(found).toHaveLength(1)
    expect(found[0]!.toSorted()).toEqual(['asn1-key', 'der', 'encrypted-pkcs8'].map((name) => `src/core/keys/read/der/${name}.ts`))
  })

  it('if an import of a type does', () => {
    const { rooms } = withLine('src/core/text/span.ts', "import type { Piece } from '../paste/found-token.ts'\nexport type A = Piece")
    expect(rooms.flat().toSorted()).toEqual(['src/core/paste', 'src/core/text'])
  })

  it('if it is between two folders of a room, but not between files', () => {
    const found = withLine('src/core/keys/read/der/asn1.ts', "export type A = import('../pem/pem.ts').PemBlock")
    expect(found.files).toEqual([])
    expect(found.rooms).toEqual([])
    expect(found.folders.map((each) => each.toSorted())).toContainEqual(['src/core/keys/read/der', 'src/core/keys/read/pem'])
  })

  it('if a re-export does', () => {
    const { files: found } = withLine('src/session/state/state.ts', "export * from '../store/store.ts'")
    expect(found.flat()).toContain('src/session/state/state.ts')
  })
})

describe('what a file imports', () => {
  it.each([
    ["import { a } from './a.ts'", './a.ts'],
    ["import type { A } from './a.ts'", './a.ts'],
    ["import { type A } from './a.ts'", './a.ts'],
    ["import './a.ts'", './a.ts'],
    ["import * as a from './a.ts'", './a.ts'],
    ["export { a } from './a.ts'", './a.ts'],
    ["export type { A } from './a.ts'", './a.ts'],
    ["export * from './a.ts'", './a.ts'],
    ["const a = () => import('./a.ts')", './a.ts'],
    ["let a: import('./a.ts').A", './a.ts'],
    ["let a: typeof import('./a.ts')", './a.ts'],
    ["import a = require('./a.ts')", './a.ts'],
  ])('%s', (line, name) => {
    expect(importsOf('b.ts', line)).toEqual([name])
  })

  it('excludes strings and comments', () => {
    expect(importsOf('b.tsx', "// import './a.ts'\nexport const A = () => <p title=\"import('./a.ts')\">{`import './a.ts'`}</p>")).toEqual(
      [],
    )
  })

  it('is marked if it is only known at run time, which never happens in core and session', () => {
    expect(importsOf('b.ts', 'export const a = (name: string) => import(name)')).toEqual([UNNAMED])
    expect(paths.filter((path) => isRoom(path) && imports.get(path)!.includes(UNNAMED))).toEqual([])
  })
})

describe('cycles of a graph', () => {
  const graph = (arrows: Record<string, string[]>): Graph => new Map(Object.entries(arrows).map(([name, to]) => [name, new Set(to)]))

  it('are listed once, by the shortest way around', () => {
    expect(cycles(graph({ a: ['b'], b: ['c'], c: ['a', 'b'], d: ['a'] }))).toEqual([['a', 'b', 'c']])
    expect(cycles(graph({ a: ['a'] }))).toEqual([['a']])
    expect(cycles(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([])
    expect(cycles(graph({ a: ['b'], b: ['a'], c: ['d'], d: ['c'] }))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
})
