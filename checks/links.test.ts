// Every file that a document links to is there, so that moving one says which pages still speak of its old place.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const documents = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** The targets of links and pictures that lead to files. */
function targets(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target))
}

it.each(documents)('%s links to what is there', (document) => {
  const text = readFileSync(join(root, document), 'utf8')
  expect(targets(text).filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([])
})

it('finds links, pictures and anchors, and leaves addresses alone', () => {
  expect(targets('[a](b.md) ![c](d.png) [e](f.md#g) [h](https://i.example) [j](#k)')).toEqual(['b.md', 'd.png', 'f.md'])
})
