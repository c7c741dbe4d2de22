// Checks where in a member an edit is found.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { compactText } from '../text/json.fixture.ts'
import { withPayload } from '../session.fixture.ts'
import { changesIn, pathText } from './edit-paths.ts'
import { editsOf, type Edit } from './edits.ts'
import { reduce } from './state.ts'

const said = (before: string | undefined, after: string | undefined) =>
  changesIn({ part: 'payload', name: 'a', before, after }).map((change) => `${pathText(change.path)}: ${change.before} → ${change.after}`)

describe('an edit', () => {
  test.each([
    ['of a plain value is named by the member', '1', '2', ['a: 1 → 2']],
    ['that adds or removes the member as well', undefined, '{"b":1}', ['a: undefined → {"b":1}']],
    [
      'deep inside is named by its path',
      '{"limits":{"daily":700,"n":1}}',
      '{"limits":{"daily":999,"n":1}}',
      ['a › limits › daily: 700 → 999'],
    ],
    [
      'of several values names each',
      '{"b":1,"c":[{}],"d":0}',
      '{"b":2,"d":0,"e":{}}',
      ['a › b: 1 → 2', 'a › c: [{}] → undefined', 'a › e: undefined → {}'],
    ],
    ['of one object in a list names its place', '[{"b":1},{"b":2}]', '[{"b":1},{"b":3}]', ['a › 1 › b: 2 → 3']],
    ['of a list of plain values shows the list', '{"roles":["x","y"]}', '{"roles":["x","z"]}', ['a › roles: ["x","y"] → ["x","z"]']],
    ['of a list that grew shows the list', '[{"b":1}]', '[{"b":1},{}]', ['a: [{"b":1}] → [{"b":1},{}]']],
    ['to another kind of value shows both', '{"b":{"c":1}}', '{"b":[1]}', ['a › b: {"c":1} → [1]']],
    ['of digits or escapes is one', '{"b":1.0,"c":"\\u0041"}', '{"b":1,"c":"A"}', ['a › b: 1.0 → 1', 'a › c: "\\u0041" → "A"']],
    ['of the order alone shows all of it', '{"b":1,"c":2}', '{"c":2,"b":1}', ['a: {"b":1,"c":2} → {"c":2,"b":1}']],
    ['beside duplicate members shows all of it', '{"b":1,"b":2}', '{"b":1,"b":3}', ['a: {"b":1,"b":2} → {"b":1,"b":3}']],
    ['of a duplicate of it shows all values', '1, {"b":1}', '1, {"b":2}', ['a: 1, {"b":1} → 1, {"b":2}']],
    ['of a member of Object.prototype is one like any other', '{"__proto__":1}', '{"__proto__":2}', ['a › __proto__: 1 → 2']],
  ])('%s', (_, before, after, changes) => {
    expect(said(before, after)).toEqual(changes)
  })

  it('has at least one change, whatever changed', () => {
    fc.assert(
      fc.property(compactText, compactText, (before, after) => {
        expect(said(before, after).length).toBeGreaterThan(0)
      }),
    )
  })

  it('in too many places, too deep or too long is reported as a whole', () => {
    const list = (value: number) => JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`m${i}`, value])))
    expect(said(list(1), list(2))).toHaveLength(1)
    const deep = (value: number) => `${'{"b":'.repeat(100_000)}${value}${'}'.repeat(100_000)}`
    expect(said(deep(1), deep(2))).toHaveLength(1)
    const long = (value: number) => `{"b":"${'x'.repeat(2_000_000)}","c":${value}}`
    expect(said(long(1), long(2))).toHaveLength(1)
  })

  it('counts once, however many places it is in', () => {
    const state = withPayload('{"a":{"b":1,"c":2}, "d":0}')
    const edits: Edit[] = editsOf(reduce(state, { type: 'edit-part', part: 'payload', typed: '{"a":{"b":2,"c":3},"d":0}', at: 0 }))
    expect(edits).toHaveLength(1)
    expect(changesIn(edits[0]!).map(({ path }) => pathText(path))).toEqual(['a › b', 'a › c'])
  })
})
