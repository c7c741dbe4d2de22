// Checks that the page's state accepts any action on any text, and writes back exactly the text in the box.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { derive } from '../state/derived.ts'
import { compactJson, isCompactJson, layOutJson } from '../text/json-layout.ts'
import { readLink } from '../share-link.ts'
import { writeLink } from '../share-link.fixture.ts'
import { initialState, reduce, type Action, type State } from '../state/state.ts'

const part = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const token = (payload: string) => `${part('{"alg":"HS256"}')}.${part(payload)}.AAAA`

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })).map((value) => token(JSON.stringify(value))),
  fc.constantFrom(
    '',
    ' ',
    '..',
    'eyJ',
    `Bearer ${token('{}')}\n${token('{"a":1}')}`,
    '{"payload":"e30","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AA"}]}',
  ),
)
const at = fc.nat({ max: 5000 })
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ type: fc.constant('load' as const), text: anyText }),
  fc.record({ type: fc.constant('edit-token' as const), text: anyText, at }),
  fc.record({ type: fc.constant('edit-part' as const), part: fc.constantFrom('header' as const, 'payload' as const), typed: anyText, at }),
  fc.record({ type: fc.constant('edit-key' as const), key: anyText, at }),
  fc.record({ type: fc.constant('open' as const), index: fc.nat({ max: 3 }) }),
  fc.record({ type: fc.constant('sign' as const), signature: fc.uint8Array({ maxLength: 8 }) }),
  fc.constantFrom<Action>({ type: 'undo' }, { type: 'redo' }, { type: 'clear' }, { type: 'undo-edits' }),
)

/** Everything that the page shows about a state. */
function look(state: State): void {
  const { header, payload, edits, claims, inspection } = derive(state)
  expect(typeof header).toBe('string')
  expect(typeof payload).toBe('string')
  for (const edit of edits) expect(['header', 'payload', 'signature']).toContain(edit.part)
  expect(claims === undefined || claims.size >= 0).toBe(true)
  expect(inspection.text).toBe(state.text)
}

describe('the state', () => {
  it('accepts any actions in any order', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 12 }), (actions) => {
        let state = initialState
        for (const action of actions) {
          state = reduce(state, action)
          look(state)
        }
      }),
    )
  })

  it('undoes every change of text or key, and redoes it', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { minLength: 1, maxLength: 8 }), (actions) => {
        const last = actions.reduce(reduce, initialState)
        let state = last
        for (let i = 0; i < last.history.past.length; i++) state = reduce(state, { type: 'undo' })
        for (let i = 0; i < last.history.past.length; i++) state = reduce(state, { type: 'redo' })
        expect({ text: state.text, key: state.key }).toEqual({ text: last.text, key: last.key })
      }),
    )
  })

  it('shows the typed text in its box, and leaves the other parts as they were', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })), fc.string({ unit: 'grapheme' }), (claims, typed) => {
        const before = reduce(initialState, { type: 'load', text: token(JSON.stringify(claims)) })
        const after = reduce(before, { type: 'edit-part', part: 'payload', typed, at: 0 })
        expect(derive(after).payload).toBe(typed)
        const [header, , signature] = before.text.split('.')
        expect([after.text.split('.')[0], after.text.split('.')[2]]).toEqual([header, signature])
      }),
    )
  })
})

describe('large and deep payloads', () => {
  const texts = {
    'arrays nested 100,000 deep': '['.repeat(100_000) + ']'.repeat(100_000),
    'objects nested 100,000 deep': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    'many values deep inside': `${'['.repeat(500)}${'1,'.repeat(300_000)}1${']'.repeat(500)}`,
    'ten megabytes in one string': `{"a":"${'x'.repeat(10_000_000)}"}`,
  }
  it.each(Object.entries(texts))('%s are laid out within four times their size, and lose no character', (_, json) => {
    const laidOut = layOutJson(json)
    expect(laidOut.length).toBeLessThan(json.length * 6 + 20_000)
    expect(compactJson(laidOut) === json).toBe(true)
  })

  it.each(Object.entries(texts))('%s are loaded, edited and undone', { timeout: 300_000 }, (_, json) => {
    const loaded = reduce(initialState, { type: 'load', text: token(json) })
    look(loaded)
    const edited = reduce(loaded, { type: 'edit-part', part: 'payload', typed: `[${derive(loaded).payload}]`, at: 0 })
    look(edited)
    expect(reduce(edited, { type: 'undo' }).text === loaded.text).toBe(true)
  })
})

describe('formatting JSON', () => {
  it('changes only whitespace between its tokens', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const json = JSON.stringify(value)
        fc.pre(isCompactJson({ text: json, valid: true }))
        expect(compactJson(layOutJson(json))).toBe(json)
        expect(JSON.stringify(JSON.parse(layOutJson(json)))).toBe(json)
      }),
    )
  })

  it('leaves any text that isn’t JSON as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof layOutJson(text) === 'string' && typeof compactJson(text) === 'string'),
    )
  })
})

describe('a link', () => {
  it('contains exactly the token and key that were put into it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: undefined }),
        (text, key) => {
          expect(readLink(writeLink(text, key))).toEqual({ token: text, key })
        },
      ),
    )
  })

  it('can be any fragment', () => {
    const fragment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('#', 'token', 'key', '=', '&', '%', '%zz', '%E0', '/', 'debugger-io?', '__proto__', 'eyJ'))
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(fragment, (text) => {
        const link = readLink(text)
        expect(link === undefined || link.token !== undefined || link.key !== undefined).toBe(true)
      }),
    )
  })
})
