// Everything people read uses the words of docs/words.md: the page, documents, test names and comments.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { avoidedWords } from './words.ts'

const root = resolve(import.meta.dirname, '..')
const READ = /\.(?:ts|tsx|mjs|css|md|html|svg)$/
const rooms = ['src', 'e2e', 'docs', 'build', 'checks', 'tasks', 'bench', 'public'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) => `${room}/${path.replaceAll('\\', '/')}`),
)
const files = [...readdirSync(root), ...rooms].filter(
  // The list itself, its test and the document name the words; the vectors are other people's.
  (path) => READ.test(path) && !/^checks\/words\.|^docs\/words\.md$/.test(path),
)

describe('the words of the project', () => {
  it('looks at every room', () => {
    expect(files.length).toBeGreaterThan(1_000)
  })

  it.each(files)('%s avoids the words that cost a reader a second look', (path) => {
    const found = avoidedWords(readFileSync(join(root, path), 'utf8'))
    expect(found.map(({ line, word, instead }) => `${path}:${line} “${word}”: write ${instead}`)).toEqual([])
  })

  it('finds what it is meant to find, with its line', () => {
    expect(avoidedWords('one\nThe header is no JSON object.')).toMatchObject([{ line: 2, word: 'is no' }])
    expect(avoidedWords('A blank. Whoever signs it anew brings along 60 bits of chance.').map(({ word }) => word)).toEqual([
      'blank',
      'anew',
      'Whoever',
      'bits of chance',
      'brings along',
    ])
  })

  it('leaves plain English alone', () => {
    expect(
      avoidedWords('There is no key. It is no longer valid. JWT stands for JSON Web Token. A blank line. target="_blank" about:blank'),
    ).toEqual([])
  })
})
