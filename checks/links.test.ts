// Checks that every file that a document links to exists, to find links that a move has broken.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const documents = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** The targets of links and images that are files. */
function targets(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target))
}

it.each(documents)('%s links to files that exist', (document) => {
  const text = readFileSync(join(root, document), 'utf8')
  expect(targets(text).filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([])
})

it('finds links, images and anchors, and ignores URLs', () => {
  expect(targets('[a](b.md) ![c](d.png) [e](f.md#g) [h](https://i.example) [j](#k)')).toEqual(['b.md', 'd.png', 'f.md'])
})
