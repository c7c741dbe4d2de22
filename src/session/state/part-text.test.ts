// Checks JSON that was signed with its own whitespace: shown formatted, edited there, and written back with that whitespace.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { segment } from '../../core/diagnostics/token.fixture.ts'
import { spacedText } from '../text/json.fixture.ts'
import { layOutJson } from '../text/json-layout.ts'
import { act, carried, pasted, typeOver, withPayload } from '../session.fixture.ts'
import { derive } from './derived.ts'
import { hasOwnWhitespace, shownText } from './part-text.ts'
import type { State } from './state.ts'

const PYTHON = '{"sub": "a", "limits": {"daily": 700}, "admin": false}'
const AS_SIGNED = { type: 'show-as-signed', on: true } as const
const LAID_OUT = { type: 'show-as-signed', on: false } as const
const type = (state: State, typed: string, at = 0) => act(state, { type: 'edit-part', part: 'payload', typed, at })

describe('a payload signed with whitespace', () => {
  it('is shown formatted, and an edit there changes nothing else', () => {
    const state = typeOver(withPayload(PYTHON), 'payload', '700', '999')
    expect(shownText(state, 'payload')).toBe(layOutJson(PYTHON.replace('700', '999')))
    expect(carried(state, 'payload')).toBe(PYTHON.replace('700', '999'))
    expect(typeOver(state, 'payload', '999', '700').text).toBe(state.pasted.text)
  })

  it('is the pasted one again after any edits that restore it', () => {
    fc.assert(
      fc.property(spacedText, fc.array(fc.oneof(spacedText, fc.string()), { maxLength: 4 }), (payload, edits) => {
        const start = withPayload(payload)
        let state = start
        for (const [i, typed] of [...edits, shownText(start, 'payload')].entries()) state = type(state, typed, i * 10_000)
        expect(state.text).toBe(start.text)
        expect(derive(state).edits).toEqual([])
      }),
      cases(100),
    )
  })

  it('has its original characters again after the keystroke that repairs it', () => {
    const start = withPayload(PYTHON)
    const shown = shownText(start, 'payload')
    let state = start
    for (let length = shown.length; length >= 0; length -= 7) {
      state = type(state, shown.slice(0, length), length)
      expect(shownText(state, 'payload')).toBe(shown.slice(0, length))
    }
    for (let length = 0; length < shown.length; length++) {
      state = type(state, shown.slice(0, length), 1000 + length)
      expect(carried(state, 'payload')).toBe(shown.slice(0, length))
    }
    expect(type(state, shown, 9000).text).toBe(start.text)
  })

  it('gives an added member the whitespace of its neighbors, which goes with the member', () => {
    const state = typeOver(withPayload(PYTHON), 'payload', '"a",', '"a",\n\n  "aud":["b",  "c"],')
    expect(carried(state, 'payload')).toBe(PYTHON.replace('"a",', '"a", "aud": ["b", "c"],'))
    const without = typeOver(state, 'payload', '\n\n  "aud":["b",  "c"],', '')
    expect(without.text).toBe(state.pasted.text)
  })

  it('comes back by undo and by undoing all edits, even after a change that broke it', () => {
    const broken = typeOver(typeOver(withPayload(PYTHON), 'payload', '700', '999'), 'payload', '"sub":', '"sub"')
    const undone = act(broken, { type: 'undo' })
    expect(carried(undone, 'payload')).toBe(PYTHON.replace('700', '999'))
    expect(shownText(undone, 'payload')).toBe(layOutJson(PYTHON.replace('700', '999')))
    for (const state of [act(undone, { type: 'undo' }), act(broken, { type: 'undo-edits' })]) {
      expect(state.text).toBe(state.pasted.text)
      expect(shownText(state, 'payload')).toBe(layOutJson(PYTHON))
    }
    // A broken payload is compared with the pasted one, even if it came back by redo.
    const redone = act(broken, { type: 'undo' }, { type: 'redo' })
    expect(carried(typeOver(redone, 'payload', '"sub"', '"sub":'), 'payload')).toBe(PYTHON.replace('700', '999'))
  })

  it('keeps the whitespace that was put into it in the token box', () => {
    const other = '{"sub":"a",  "limits":{"daily":   700},"admin":false}'
    const start = withPayload(PYTHON)
    const [header, , signature] = start.text.split('.')
    const state = act(start, { type: 'edit-token', text: `${header}.${segment(other)}.${signature}`, at: 0 })
    expect(carried(typeOver(state, 'payload', 'false', 'true'), 'payload')).toBe(other.replace('false', 'true'))
  })

  it('can be unencoded, and a header can also have whitespace', () => {
    const header = '{"alg": "HS256",  "b64": false, "crit": ["b64"]}'
    const state = pasted(`${segment(header)}.{"a": 1}.AAAA`)
    expect(shownText(state, 'payload')).toBe('{\n  "a": 1\n}')
    const edited = typeOver(typeOver(state, 'payload', '1', '2'), 'header', 'HS256', 'HS512')
    expect(edited.text).toBe(`${segment(header.replace('HS256', 'HS512'))}.{"a": 2}.AAAA`)
  })

  it('in a JSON serialization is edited the same way', () => {
    const [header, payload] = ['{"alg": "HS256"}', '{"a" : 1}\n']
    const state = pasted(JSON.stringify({ payload: segment(payload), signatures: [{ protected: segment(header), signature: 'AAAA' }] }))
    const edited = typeOver(typeOver(state, 'payload', '1', '2'), 'header', 'HS256', 'HS512')
    expect([carried(edited, 'header'), carried(edited, 'payload')]).toEqual(['{"alg": "HS512"}', '{"a" : 2}\n'])
  })

  it('is repaired in place, and that repair stays through the next edit', () => {
    const state = act(withPayload('{"a": 1,\t"exp": 2000}'), { type: 'replace-in-part', part: 'payload', from: 7, to: 7, insert: ',"b":2' })
    expect(carried(state, 'payload')).toBe('{"a": 1,"b":2,\t"exp": 2000}')
    expect(carried(typeOver(state, 'payload', '2000', '2'), 'payload')).toBe('{"a": 1,"b":2,\t"exp": 2}')
  })

  it('typed on an empty desk is taken as it is', () => {
    let state = act(withPayload(''), { type: 'clear' })
    const typed = '{"a": 1, "b":2 }'
    for (let length = 1; length <= typed.length; length++) state = type(state, typed.slice(0, length), length)
    expect(carried(state, 'payload')).toBe(typed)
  })
})

describe('the switch As signed', () => {
  it('is there for JSON with whitespace, whatever is typed meanwhile', () => {
    for (const text of [PYTHON, '{"a":1}\n', '[ ]', ' 1']) expect(hasOwnWhitespace(withPayload(text), 'payload')).toBe(true)
    for (const text of ['{"a":1}', 'a b', '{"a": 1', '']) expect(hasOwnWhitespace(withPayload(text), 'payload')).toBe(false)
    expect(hasOwnWhitespace(type(withPayload(PYTHON), '{'), 'payload')).toBe(true)
  })

  it('shows the signed characters, and takes what is typed exactly', () => {
    const state = act(withPayload(PYTHON), AS_SIGNED)
    expect(shownText(state, 'payload')).toBe(PYTHON)
    expect(carried(typeOver(state, 'payload', ', "admin": false', ',"admin":true'), 'payload')).toBe(
      PYTHON.replace(', "admin": false', ',"admin":true'),
    )
    expect(carried(type(state, '{ "a":1}'), 'payload')).toBe('{ "a":1}')
  })

  it('changes nothing by itself, in whatever state it is turned', () => {
    fc.assert(
      fc.property(spacedText, fc.oneof(spacedText, fc.string()), (payload, typed) => {
        const state = type(withPayload(payload), typed)
        const turned = act(state, AS_SIGNED)
        expect(turned.text).toBe(state.text)
        expect(turned.history).toBe(state.history)
        expect(shownText(turned, 'payload')).toBe(carried(state, 'payload'))
        expect(type(turned, shownText(turned, 'payload')).text).toBe(state.text)
        const back = act(turned, LAID_OUT)
        expect(type(back, shownText(back, 'payload')).text).toBe(state.text)
      }),
      cases(100),
    )
  })

  it('turned off again keeps the whitespace that was typed', () => {
    const exact = act(type(act(withPayload(PYTHON), AS_SIGNED), PYTHON.replace('{"daily": 700}', '{ "daily":700 }')), LAID_OUT)
    expect(carried(typeOver(exact, 'payload', 'false', 'true'), 'payload')).toBe(
      PYTHON.replace('{"daily": 700}', '{ "daily":700 }').replace('false', 'true'),
    )
  })

  it('keeps text in the box that an unencoded payload cannot contain', () => {
    const state = pasted(`${segment('{"alg":"HS256","b64":false,"crit":["b64"]}')}.{"a": 1}.AAAA`)
    const refused = act(type(state, '{"a": 1.5}'), AS_SIGNED)
    expect(shownText(refused, 'payload')).toBe('{"a": 1.5}')
  })

  it('is off for the next token, but stays on for edits of this one', () => {
    const state = act(withPayload(PYTHON), AS_SIGNED)
    expect(act(type(state, '{}'), { type: 'undo-edits' }).asSigned).toBe(true)
    expect(act(type(state, '{}'), { type: 'undo' }).asSigned).toBe(true)
    expect(act(state, { type: 'load', text: 'x' }).asSigned).toBe(false)
    expect(act(state, { type: 'clear' }).asSigned).toBe(false)
  })
})
