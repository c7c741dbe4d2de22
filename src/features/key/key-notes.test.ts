// Checks that every note that reading or using a key can produce has its own words.
import { describe, expect, it } from 'vitest'
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { KeyNoteId } from '../../core/keys/key-material.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { notesInWords } from './key-notes.ts'

const folder = resolve(import.meta.dirname, '../../core/keys')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)
const ids = new Set(
  sources.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\bnote\('([a-z0-9-]+)'/g)].map((match) => match[1]!)),
)

describe('the notes on a key', () => {
  it.each([...ids])('%s has words', (id) => {
    const [text] = notesInWords([{ id: id as KeyNoteId, args: {}, index: undefined }], false)
    expect(text).toMatch(/[.?]$/)
  })

  it('say the same of several keys once', () => {
    const note = (index: number) => ({ id: 'key-private-pasted', args: {}, index }) as const
    expect(notesInWords([note(0), note(2), note(2)], true)[0]).toMatch(/^Keys 1 and 3: this is a private key/)
    expect(notesInWords([0, 1, 2, 3, 4].map(note), true)[0]).toMatch(/^5 keys: /)
  })

  it('name what was skipped', async () => {
    const { notes } = await readKey('{"keys":[{"kty":"oct","k":"AQID"},{"kty":"tea"}]}')
    expect(notesInWords(notes, false)).toEqual(['Skipped entry 2: a JWK of type “tea”.'])
  })
})
