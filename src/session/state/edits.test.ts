import { describe, expect, test } from 'vitest'
import { CLAIMS, HEADER, jws, segment, SIGNATURE } from '../../core/diagnostics/token.fixture.ts'
import { editsOf } from './edits.ts'
import { act, pasted, typeOver, withPayload } from '../session.fixture.ts'
import { reduce, type State } from './state.ts'

const said = (state: State) => editsOf(state).map(({ part, name, before, after }) => `${part} ${name}: ${before} → ${after}`)

describe('edits', () => {
  test('name the claim, what it was and what it is', () => {
    expect(said(typeOver(withPayload('{"admin":false}'), 'payload', 'false', 'true'))).toEqual(['payload admin: false → true'])
  })

  test('name what was added and what was removed', () => {
    const state = withPayload('{"a":1,"b":[1,{"c":2}]}')
    expect(said(reduce(state, { type: 'edit-part', part: 'payload', typed: '{"a":1,"d":null}', at: 0 }))).toEqual([
      'payload b: [1,{"c":2}] → undefined',
      'payload d: undefined → null',
    ])
  })

  test('find what JavaScript would not: 1.0 and 1, big integers, escapes', () => {
    const state = withPayload('{"a":1.0,"b":9007199254740993,"c":"\\u0041"}')
    const next = reduce(state, { type: 'edit-part', part: 'payload', typed: '{"a":1,"b":9007199254740992,"c":"A"}', at: 0 })
    expect(said(next)).toEqual(['payload a: 1.0 → 1', 'payload b: 9007199254740993 → 9007199254740992', 'payload c: "\\u0041" → "A"'])
  })

  test('find changes in either of duplicate members', () => {
    expect(said(typeOver(withPayload('{"a":1,"a":2}'), 'payload', '1', '3'))).toEqual(['payload a: 1, 2 → 3, 2'])
  })

  test('say that only whitespace or order changed', () => {
    const state = act(withPayload('{ "a":1,"b":2}'), { type: 'show-as-signed', on: true })
    for (const typed of ['{"a":1,"b":2}', '{"b":2,"a":1}']) {
      expect(said(reduce(state, { type: 'edit-part', part: 'payload', typed, at: 0 }))).toEqual([
        'payload undefined: undefined → undefined',
      ])
    }
  })

  test('say that a part isn’t an object anymore', () => {
    expect(said(reduce(withPayload('{"a":1}'), { type: 'edit-part', part: 'payload', typed: '[1]', at: 0 }))).toEqual([
      'payload undefined: {"a":1} → [1]',
    ])
    expect(said(reduce(withPayload('{"a":1}'), { type: 'edit-part', part: 'payload', typed: '{"a":', at: 0 }))).toEqual([
      'payload undefined: {"a":1} → {"a":',
    ])
  })

  test('keep header and payload apart', () => {
    const state = typeOver(typeOver(pasted(jws()), 'payload', '"b1946ac9"', '"x"'), 'header', 'JWT', 'at+jwt')
    expect(said(state)).toEqual(['header typ: "JWT" → "at+jwt"', 'payload sub: "b1946ac9" → "x"'])
  })

  test('find an edited signature', () => {
    const state = act(pasted(jws()), { type: 'edit-token', text: `${jws().slice(0, -1)}A`, at: 0 })
    expect(editsOf(state)).toEqual([{ part: 'signature', name: undefined, before: SIGNATURE, after: `${SIGNATURE.slice(0, -1)}A` }])
  })

  test('are gone once everything is back', () => {
    const there = typeOver(pasted(jws()), 'payload', '"b1946ac9"', '"x"')
    expect(editsOf(typeOver(there, 'payload', '"x"', '"b1946ac9"'))).toEqual([])
  })

  test('of a paste that wasn’t a token are not counted', () => {
    const start = act(pasted('eyJ'), { type: 'edit-token', text: jws(), at: 0 })
    expect(editsOf(start)).toEqual([])
  })

  test('are found in a token that lost its signature', () => {
    const state = act(pasted(jws()), { type: 'edit-token', text: `${segment(HEADER)}.${segment(CLAIMS)}`, at: 0 })
    expect(said(state)).toEqual([`signature undefined: ${SIGNATURE} → undefined`])
  })

  test('name a member of Object.prototype like any other', () => {
    expect(said(typeOver(withPayload('{"__proto__":1,"constructor":2}'), 'payload', '1', '3'))).toEqual(['payload __proto__: 1 → 3'])
  })
})
