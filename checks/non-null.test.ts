// Checks that core gets no more non-null assertions (`!`), each of which is a rule that a type doesn't express yet.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { expect, it } from 'vitest'

/** Lines with a `!` in shipped files of core. Lower it with every one that is removed. */
const MOST = 78

const core = resolve(import.meta.dirname, '../src/core')
const paths = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(path))

/** The lines, from 1, on which a non-null assertion ends. */
function linesWithAssertions(path: string, text: string): number[] {
  const lines = new Set<number>()
  new Visitor({ TSNonNullExpression: ({ end }) => lines.add(text.slice(0, end).split('\n').length) }).visit(parseSync(path, text).program)
  return [...lines].sort((a, b) => a - b)
}

it('core has no more lines with non-null assertions than before', () => {
  const found = paths.flatMap((path) => linesWithAssertions(path, readFileSync(join(core, path), 'utf8')).map((line) => `${path}:${line}`))
  console.log(`Lines of core with non-null assertions: ${found.length}`)
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST)
})

it('assertions are found, but no other exclamation marks', () => {
  expect(linesWithAssertions('a.ts', 'const a = b!\nconst c = !d\nf(e![0]!, g!.h)\nif (i !== j) k("l!")\nlet m!: string')).toEqual([1, 3])
})
