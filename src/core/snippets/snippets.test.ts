// Checks the text of the code; checks/snippets/run.mjs runs it in each language.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { algorithms } from '../algorithms/algorithms.ts'
import { SNIPPET_LANGUAGES, snippetOf } from './index.ts'
import type { SnippetKey, SnippetLanguage, SnippetOrder } from './snippet/snippet.ts'

const PEM = `-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n`
const KEYS: readonly SnippetKey[] = [
  { from: 'secret', encoding: 'utf8' },
  { from: 'pem', pem: PEM },
  { from: 'jwks-url', url: 'https://issuer.example/jwks' },
]

const order = (given: Partial<SnippetOrder> = {}): SnippetOrder => ({
  algorithms: ['RS256'],
  namesKey: true,
  curve: undefined,
  key: { from: 'pem', pem: PEM },
  issuer: 'https://issuer.example',
  audience: 'orders',
  listsAudiences: false,
  typ: undefined,
  scope: [],
  leeway: 0,
  requiresExp: true,
  ...given,
})

/** Every language with each key that it takes. */
const offered = SNIPPET_LANGUAGES.flatMap((language) =>
  KEYS.flatMap((key) => {
    const algorithms = [key.from === 'secret' ? 'HS256' : 'RS256']
    return snippetOf(language, order({ key, algorithms })).code === undefined
      ? []
      : [{ language, key, algorithms, name: `${language.name}, ${key.from}` }]
  }),
)

describe('code in every language', () => {
  it.each(offered)(
    'pins the algorithm, the issuer and the audience, and contains no secret: $name',
    ({ language, key, algorithms: [alg = ''] }) => {
      const { code = '' } = snippetOf(language, order({ key, algorithms: [alg] }))
      expect(code).toContain(alg)
      expect(code).toContain('https://issuer.example')
      expect(code).toContain('orders')
      expect(code.includes('JWT_SECRET')).toBe(key.from === 'secret')
      expect(code).not.toMatch(/undefined|\[object|NaN/)
      expect(code).not.toMatch(/[^\n -~\t]/)
    },
  )

  it.each(offered)('requires everything at once: $name', ({ language, key, algorithms: [alg = ''] }) => {
    const { code, refusal = '' } = snippetOf(
      language,
      order({ key, algorithms: [alg], typ: 'at+jwt', scope: ['read', 'write'], leeway: 30 }),
    )
    if (code === undefined) return expect(refusal).toMatch(/type/)
    for (const text of ['at+jwt', 'read', 'write', '30']) expect(code).toContain(text)
  })

  it('says why it is not offered', () => {
    const refusals = SNIPPET_LANGUAGES.flatMap((language) =>
      [...algorithms.filter(({ name }) => name !== 'none').map(({ name }) => [name]), ['RS256', 'PS256']].flatMap((names) =>
        KEYS.flatMap((key) => snippetOf(language, order({ key, algorithms: names })).refusal ?? []),
      ),
    )
    expect(refusals.length).toBeGreaterThan(0)
    for (const refusal of refusals) expect(refusal).toMatch(/^[A-Zco].*[.]$/u)
  })

  it('says of a browser that it can’t keep a secret, rather than that it can’t verify', () => {
    const browser = SNIPPET_LANGUAGES.find(({ id }) => id === 'browser') as SnippetLanguage
    expect(snippetOf(browser, order({ algorithms: ['HS256'], key: { from: 'secret', encoding: 'utf8' } })).refusal).toMatch(/keep a secret/)
  })

  it('is not written for Unsecured JWTs, an unknown algorithm, or a key that is not PEM', () => {
    const [language] = SNIPPET_LANGUAGES as [SnippetLanguage]
    expect(() => snippetOf(language, order({ algorithms: ['none'] }))).toThrow(TypeError)
    expect(() => snippetOf(language, order({ algorithms: [] }))).toThrow(TypeError)
    expect(() => snippetOf(language, order({ leeway: 0.5 }))).toThrow(TypeError)
    expect(() => snippetOf(language, order({ key: { from: 'pem', pem: `${PEM}"""` } }))).toThrow(TypeError)
  })
})

/** Exactly one literal: nothing in it can end it. */
const LITERAL = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")$/s
const SHELL_LITERAL = /^'"(?:[^'"\\]|\\.)*"'$/s

describe('text from a token or an expectation', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        "'",
        '`',
        '\\',
        '$',
        '{',
        '}',
        '#',
        '@',
        '\n',
        '\r',
        '*',
        '/',
        '<',
        '\u2028',
        '\0',
        'u',
        '0',
        '?',
        '\u{1f600}',
        '\ud800',
      ),
    }),
  )

  it.each(offered)('stays within its literal: $name', ({ language, key, algorithms }) => {
    fc.assert(
      fc.property(hostile, hostile, (issuer, audience) => {
        const plain =
          snippetOf(language, order({ key, algorithms, issuer: '\u0001marked issuer', audience: '\u0001marked audience' })).code ?? ''
        const { code } = snippetOf(language, order({ key, algorithms, issuer, audience }))
        if (code === undefined) return
        for (const text of [issuer, audience]) {
          expect(language.quote(text)).toMatch(/^[ -~]*$/)
          expect(language.quote(text)).toMatch(language.id === 'shell' ? SHELL_LITERAL : LITERAL)
        }
        const replaced = plain
          .split(language.quote('\u0001marked issuer'))
          .join(language.quote(issuer))
          .split(language.quote('\u0001marked audience'))
          .join(language.quote(audience))
        expect(code).toBe(replaced)
      }),
    )
  })

  it.each(SNIPPET_LANGUAGES)('can’t begin an interpolation in $name', ({ id, quote }) => {
    if (id === 'perl') expect(quote('$a@b')).toBe('"\\$a\\@b"')
    if (id === 'ruby') expect(quote('#{exit}')).toBe('"\\#{exit}"')
    if (id === 'spring') expect(quote('\\u0022\0')).toBe('"\\\\u0022\\000"')
    if (id === 'browser') expect(quote('</script>')).toBe("'\\u003c/script>'")
  })

  it('is the same text when JavaScript reads it back', () => {
    const { quote } = SNIPPET_LANGUAGES.find(({ id }) => id === 'node') as SnippetLanguage
    fc.assert(
      fc.property(hostile, (text) => {
        const json = quote(text)
          .slice(1, -1)
          .replaceAll("\\'", "'")
          .replaceAll(/(?<!\\)((?:\\\\)*)"/g, '$1\\"')
        expect(JSON.parse(`"${json}"`)).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'))
      }),
    )
  })
})
