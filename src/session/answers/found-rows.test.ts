// Checks the rows of a paste: what they say about each token, and their order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jwe, jws } from '../../core/diagnostics/token.fixture.ts'
import { inspect } from '../../core/inspect.ts'
import { factsOf, filtered, rowsOf, sorted, timeOf, type Column, type TokenFacts } from './found-rows.ts'

const rows = (text: string) => rowsOf(text, inspect(text).found, new Map())
const factsIn = (text: string) => factsOf(inspect(text).found[0]!)

describe('a row says', () => {
  test('the type of the token, its algorithm and its subject', () => {
    expect(factsIn(jws({ alg: 'HS256', typ: 'at+jwt' }, { sub: 'alice' }))).toMatchObject({ alg: 'HS256', subject: 'alice' })
    expect(factsIn(jws({ alg: 'HS256', typ: 'at+jwt' }, {})).kind).toBe('Access token (RFC 9068)')
    expect(factsIn(jws({ alg: 'HS256', typ: 'JWT' }, { client_id: 'billing' }))).toMatchObject({ subject: 'billing' })
    expect(factsIn(jwe({ alg: 'dir', enc: 'A128GCM' }))).toMatchObject({ kind: 'JWE', alg: 'dir', subject: undefined, times: undefined })
    expect(factsIn('nonsense').kind).toBe('Unreadable')
  })

  test('when it expires, as the gate does', () => {
    const [row] = rows(jws(undefined, { exp: 100, nbf: 50 }))
    expect([10, 60, 100, 105].map((now) => timeOf(row!, now, 0).state)).toEqual(['not-yet-valid', 'current', 'expired', 'expired'])
    expect(timeOf(row!, 105, 10).state).toBe('current')
    expect(timeOf(rows(jws(undefined, { exp: 'soon' }))[0]!, 1, 0).state).toBe('unreadable')
    expect(timeOf(rows(jws(undefined, {}))[0]!, 1, 0).state).toBe('unlimited')
  })

  test('where it is, and how often it occurs', () => {
    const [a, b] = [jws(undefined, { n: 1 }), jws(undefined, { n: 2 })]
    const found = rows(`first line\n\ntoken=${a}\nid=${b} again=${a}\n`)
    expect(found.map(({ name, line, times }) => [name, line, times])).toEqual([
      ['token', 3, 2],
      ['id', 4, 1],
    ])
  })

  test('only the first 200 characters of a value', () => {
    expect(factsIn(jws(undefined, { sub: 'x'.repeat(5000) })).subject).toHaveLength(200)
  })

  test('something of any text', () => {
    fc.assert(fc.property(fc.string(), (text) => rows(text).forEach(({ facts }) => expect(facts.kind).not.toBe(''))))
  })
})

test('facts are read once, on first use, and forgotten with their token', () => {
  const [a, b] = [jws(undefined, { sub: 'a' }), jws(undefined, { sub: 'b' })]
  const known = new Map<string, TokenFacts>()
  const list = (text: string) => rowsOf(text, inspect(text).found, known)
  const [first] = list(`${a} ${b}`)
  expect(known.size).toBe(0)
  expect(first!.facts).toBe(first!.facts)
  expect([...known.keys()]).toEqual([a])
  expect(list(`${a} ${a}x`)[0]!.facts).toBe(first!.facts)
  list(b)
  expect(known.size).toBe(0)
})

describe('a list', () => {
  test('of a test fixture names each token by its case, with the expected answer', () => {
    const cases = ['Good token', 'Expired'].map((name, i) => ({
      name,
      token: jws({ alg: 'HS256' }, { n: i }),
      expect: i === 0 ? 'accept' : 'reject',
    }))
    const listed = rows(JSON.stringify({ cases }, null, 2))
    expect(listed.map(({ name, expect: answer }) => [name, answer])).toEqual([
      ['Good token', 'accept'],
      ['Expired', 'reject'],
    ])
    expect(filtered(listed, 'accept', 0, 0).map(({ index }) => index)).toEqual([0])
    expect(
      rows(JSON.stringify({ name: 'Ada', token: jws({ alg: 'HS256' }, {}) })).map(({ name, expect: answer }) => [name, answer]),
    ).toEqual([['token', undefined]])
  })
  const text = [
    `session=${jws({ alg: 'HS256' }, { sub: 'carol', exp: 300 })}`,
    `got ${jws({ alg: 'ES256' }, { exp: 100 })}`,
    `id_token=${jws({ alg: 'HS512' }, { sub: 'Alice', exp: 200 })}`,
    `api=${jws({ alg: 'none' }, { sub: 'bob' }, '')}`,
  ].join('\n')
  const list = rows(text)
  const names = (found: typeof list | ReturnType<typeof filtered>) => found.map(({ name }) => name)

  test.each<[string, (string | undefined)[]]>([
    ['', ['session', undefined, 'id_token', 'api']],
    ['ALICE', ['id_token']],
    ['hs', ['session', 'id_token']],
    ['hs caro', ['session']],
    ['line 2 es256', [undefined]],
    ['expired', [undefined, 'id_token']],
    ['unlimited', ['api']],
    ['zzz', []],
    ['(', []],
  ])('is filtered by %j', (filter, expected) => expect(names(filtered(list, filter, 250, 0))).toEqual(expected))

  const verdicts = ['Verifies', 'Mismatch', undefined, 'Unsecured']
  test.each<[Column, (string | undefined)[], (string | undefined)[]]>([
    ['name', ['api', 'id_token', 'session', undefined], ['session', 'id_token', 'api', undefined]],
    ['alg', [undefined, 'session', 'id_token', 'api'], ['api', 'id_token', 'session', undefined]],
    ['subject', ['id_token', 'api', 'session', undefined], ['session', 'api', 'id_token', undefined]],
    ['expires', [undefined, 'id_token', 'session', 'api'], ['session', 'id_token', undefined, 'api']],
    ['verdict', [undefined, 'api', 'session', 'id_token'], ['session', 'api', undefined, 'id_token']],
  ])('is sorted by %s in either direction, with rows without a value last', (column, rising, falling) => {
    const by = (descending: boolean) => names(sorted(list, { column, descending }, ({ index }) => verdicts[index]))
    expect([by(false), by(true)]).toEqual([rising, falling])
  })

  test('keeps every row when it is sorted', () => {
    const column = fc.constantFrom<Column>('name', 'kind', 'alg', 'subject', 'expires', 'verdict')
    fc.assert(
      fc.property(column, fc.boolean(), fc.array(fc.option(fc.string(), { nil: undefined })), (by, descending, said) => {
        const order = sorted(list, { column: by, descending }, ({ index }) => said[index])
        expect(new Set(order)).toEqual(new Set(list))
      }),
    )
  })
})
