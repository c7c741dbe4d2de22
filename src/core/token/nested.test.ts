// Recognizing content that is a token, and headers that declare it.
import { describe, expect, it } from 'vitest'
import { segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import { declaresNestedToken, isJwtType, nestedToken } from './nested.ts'

describe('content is a token', () => {
  it.each(['eyJh.e30.AA', 'ewog.e30.', 'e3t9..AA', 'eyJh.a.b.c.d', 'eyJh.e30.AA~', 'eyJh.e30.AA~WyJh~', ' eyJh.e30.AA\n', 'eyJh._-.-_'])(
    '%j',
    (content) => expect(nestedToken(content)).toBe(content.trim()),
  )
  it.each([
    '',
    'eyJh',
    'eyJh.',
    'eyJ.',
    'eyJh.e30',
    'ey.e30.AA',
    'xyJh.e30.AA',
    'exJh.e30.AA',
    'eyJh.a.b.c.d.e.f',
    'eyJh.e30.AA x',
    'x eyJh.e30.AA',
    'eyJh.e30.AA~ x',
    'eyJh.e+0.AA',
    '{"a":1}',
  ])('and not %j', (content) => expect(nestedToken(content)).toBeUndefined())
  it('up to five million characters', () => {
    const long = (length: number) => `eyJh.e30.${'A'.repeat(length - 9)}`
    expect(nestedToken(long(5_000_000))).toHaveLength(5_000_000)
    expect(nestedToken(long(5_000_001))).toBeUndefined()
  })
})

it.each<[string | undefined, boolean]>([
  ['JWT', true],
  ['jwt', true],
  ['application/jwt', true],
  ['at+jwt', true],
  ['application/vnd.a-b+JWT', true],
  ['xjwt', false],
  ['jwtx', false],
  ['a b+jwt', false],
  ['+jwt', false],
  ['text/jwt', false],
  ['xapplication/jwt', false],
  ['', false],
  [undefined, false],
])('the type %j is a type of JWT: %s', (type, is) => expect(isJwtType(type)).toBe(is))

it('a header declares it only by "cty", as a string', () => {
  const declares = (more: object) => declaresNestedToken(inspect(`${segment({ alg: 'HS256', ...more })}.e30.AA`).token!.header)
  expect([
    declares({ cty: 'JWT' }),
    declares({ typ: 'JWT' }),
    declares({ cty: 7 }),
    declares({ cty: null }),
    declares({ cty: 'x' }),
  ]).toEqual([true, false, false, false, false])
})
