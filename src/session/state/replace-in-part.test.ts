// Checks repairs of a part in place: what is replaced, what stays, and that it is one step of the history.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { derive } from './derived.ts'
import { initialState, reduce, type State } from './state.ts'

const encode = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const HEADER = encode('{"alg":"HS256"}')

function load(payload: string): State {
  return reduce(initialState, { type: 'load', text: `Bearer ${HEADER}.${encode(payload)}.c2ln` })
}

function decodedPayload(state: State): string {
  return derive(state).inspection.token!.payload!.decoded.text
}

function replace(state: State, what: string, insert: string): State {
  const from = decodedPayload(state).indexOf(what)
  return reduce(state, { type: 'replace-in-part', part: 'payload', from, to: from + what.length, insert })
}

describe('replace-in-part', () => {
  it('changes that stretch of the decoded text and no other byte of the text', () => {
    const state = replace(load('{"iat":1,"Exp":1550946689,"n":1.50}'), '"Exp"', '"exp"')
    expect(state.text).toBe(`Bearer ${HEADER}.${encode('{"iat":1,"exp":1550946689,"n":1.50}')}.c2ln`)
    expect(derive(state).edits.map(({ name }) => name)).toEqual(['Exp', 'exp'])
  })

  it('keeps the whitespace that was signed', () => {
    const state = replace(load('{\n "iat": 1,\n "exp" : 2\n}'), '2', '3')
    expect(decodedPayload(state)).toBe('{\n "iat": 1,\n "exp" : 3\n}')
  })

  it('is one step, and undo takes it back', () => {
    const before = load('{"exp":1550946689000}')
    const state = replace(before, '1550946689000', '1550946689')
    expect(state.history.past.length).toBe(before.history.past.length + 1)
    expect(reduce(state, { type: 'undo' }).text).toBe(before.text)
  })

  it('is shown formatted, or in the formatting that the reader typed', () => {
    const loaded = load('{"exp":2000,"a":1}')
    expect(derive(replace(loaded, '2000', '2')).payload).toBe('{\n  "exp": 2,\n  "a": 1\n}')
    const typed = reduce(loaded, { type: 'edit-part', part: 'payload', typed: '{ "exp" : 2000,\n"a":5 }', at: 0 })
    const repaired = replace(typed, '2000', '2')
    expect(derive(repaired).payload).toBe('{ "exp" : 2,\n"a":5 }')
    expect(decodedPayload(repaired)).toBe('{"exp":2,"a":5}')
    const added = reduce(typed, { type: 'replace-in-part', part: 'payload', from: 17, to: 17, insert: ',"b":2' })
    expect(decodedPayload(added)).toBe('{"exp":2000,"a":5,"b":2}')
    expect(derive(added).payload).toBe('{ "exp" : 2000,\n"a":5,"b":2 }')
  })

  it('leaves a state alone to which it does not apply', () => {
    const state = load('{"a":1}')
    expect(reduce(state, { type: 'replace-in-part', part: 'payload', from: 3, to: 99, insert: 'x' })).toBe(state)
    expect(reduce(initialState, { type: 'replace-in-part', part: 'payload', from: 0, to: 0, insert: 'x' })).toBe(initialState)
    const bytes = reduce(initialState, { type: 'load', text: `${HEADER}._w.c2ln` })
    expect(reduce(bytes, { type: 'replace-in-part', part: 'payload', from: 0, to: 1, insert: 'x' })).toBe(bytes)
  })

  it('replaces exactly the stretch, for any text and any stretch of it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat(), fc.string(), (json, a, b, insert) => {
        const state = load(json)
        if (!derive(state).inspection.token?.payload) return
        const [from, to] = [a % (json.length + 1), b % (json.length + 1)].sort((x, y) => x - y) as [number, number]
        const next = reduce(state, { type: 'replace-in-part', part: 'payload', from, to, insert })
        const bytes = new TextEncoder().encode(json.slice(0, from) + insert + json.slice(to))
        expect(decodedPayload(next)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
      }),
    )
  })
})
