import { describe, expect, it } from 'vitest'
import hosts from '../../../build/documentation-hosts.json' with { type: 'json' }
import { LIBRARIES, LIBRARY_LANGUAGES, librariesFor } from './libraries.ts'
import { LOOKED_UP } from './rows.ts'

describe('the libraries', () => {
  it('are forty or more, each once, with a source at a documentation host', () => {
    expect(LIBRARIES.length).toBeGreaterThanOrEqual(40)
    expect(new Set(LIBRARIES.map(({ language, name }) => `${language} ${name}`)).size).toBe(LIBRARIES.length)
    for (const { repository, sources, installation } of LIBRARIES) {
      expect(installation).not.toBe('')
      expect(sources.length).toBeGreaterThan(0)
      for (const url of [repository, ...sources.map((source) => source.url)]) expect(hosts).toContain(new URL(url).origin)
    }
    expect(LOOKED_UP).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('are selected by language and algorithm, apart from those whose algorithms are unknown', () => {
    expect(LIBRARY_LANGUAGES).toContain('Rust')
    const { known, unknown } = librariesFor('Java', 'ES256')
    expect(known.map(({ name }) => name)).toContain('JJWT')
    expect(unknown.map(({ name }) => name)).toContain('Spring Security')
    expect(known.every(({ algorithms }) => algorithms?.includes('ES256'))).toBe(true)
    expect(librariesFor(undefined, undefined).known).toHaveLength(LIBRARIES.length)
    expect(librariesFor('R', 'ML-DSA-44').known).toEqual([])
  })

  it('list every algorithm of a family', () => {
    const jose = LIBRARIES.find(({ name, language }) => name === 'jose' && language === 'JavaScript')
    expect(jose?.algorithms).toContain('HS384')
    expect(jose?.checks).toEqual({ exp: 'always', nbf: 'always', iss: 'when-asked', aud: 'when-asked', typ: 'when-asked' })
  })
})
