// Checks that an edit changes only what was edited, in every form: in JSON strings, with their escapes, and in unencoded payloads.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segment, SIGNATURE } from '../../core/diagnostics/token.fixture.ts'
import { act, pasted } from '../session.fixture.ts'
import { currentInspection, isEditable } from './opened-token.ts'
import { isRefused, shownText } from './part-text.ts'
import { reduce, type State } from './state.ts'

const PLAIN = segment({ alg: 'HS256' })
const RAW = segment({ alg: 'HS256', b64: false, crit: ['b64'] })

const edit = (state: State, part: 'header' | 'payload', typed: string) => reduce(state, { type: 'edit-part', part, typed, at: 0 })
const payloadOf = (state: State) => currentInspection(state).token!.payload!.decoded.text

/** The JSON text of a string, with unnecessary escapes of some characters. */
const spelled = (text: string, every: number) =>
  `"${Array.from(JSON.stringify(text).slice(1, -1), (c, i) => (every > 0 && i % every === 0 && /[A-Za-z0-9]/.test(c) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('')}"`

const whitespace = fc.constantFrom('', ' ', '\n\t', '  ')
const anyText = fc.string({ unit: 'binary-ascii', maxLength: 30 }).map((text) => text.toWellFormed())

/** A flattened serialization with its payload's string between `before` and `after`. */
const serialization = fc
  .record({
    raw: fc.boolean(),
    payload: fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.toWellFormed()),
    every: fc.integer({ min: 0, max: 4 }),
    gaps: fc.array(whitespace, { minLength: 6, maxLength: 6 }),
    last: fc.boolean(),
  })
  .map(({ raw, payload, every, gaps: [a, b, c, d, e, f], last }) => {
    const protectedMember = `"protected"${a}:${b}${spelled(raw ? RAW : PLAIN, every)}`
    const signature = `"signature"${c}:"${SIGNATURE}"`
    const value = spelled(raw ? payload : Buffer.from(payload).toString('base64url'), every)
    return last
      ? { raw, before: `{${d}${protectedMember},${signature},${e}"payload":${f}`, value, after: `${a}}` }
      : { raw, before: `{${d}"payload":${f}`, value, after: `${e},${protectedMember},${signature}${a}}` }
  })

describe('an edit of a JSON serialization', () => {
  it('replaces the payload’s string as a whole, and every other byte stays', () => {
    fc.assert(
      fc.property(
        serialization,
        fc.oneof(anyText, fc.constantFrom('a.b', '"\\', '{"sub":"x"}')),
        ({ raw, before, value, after }, typed) => {
          const state = pasted(before + value + after)
          fc.pre(payloadOf(state) !== typed)
          const next = edit(state, 'payload', typed)
          const written = raw ? typed : Buffer.from(typed).toString('base64url')
          expect(next.text).toBe(before + JSON.stringify(written) + after)
          expect(payloadOf(next)).toBe(typed)
        },
      ),
    )
  })

  it('replaces the header’s and the signature’s string the same way', () => {
    const text = `{ "payload":"e30", "protected" : ${spelled(PLAIN, 2)},\n "signature": ${spelled('AAAA', 1)} }`
    const header = edit(pasted(text), 'header', '{"alg":"HS512"}')
    expect(header.text).toBe(text.replace(spelled(PLAIN, 2), JSON.stringify(segment({ alg: 'HS512' }))))
    expect(act(pasted(text), { type: 'sign', signature: new Uint8Array([1, 2, 3]) }).text).toBe(text.replace(spelled('AAAA', 1), '"AQID"'))
  })

  it('is not possible if the member is absent, since there is no place to write it', () => {
    const state = pasted(`{"payload":"e30","header":{"alg":"HS256"},"signature":"AAAA"}`)
    expect(isEditable(currentInspection(state).token, 'header')).toBe(false)
    expect(edit(state, 'header', '{"alg":"none"}').text).toBe(state.text)
  })
})

describe('an unencoded payload in a compact token', () => {
  const state = pasted(`${RAW}.$02 to Bob.${SIGNATURE}`)

  it('can contain any text without a dot', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.toWellFormed().replaceAll('.', ',')),
        (typed) => {
          const next = edit(state, 'payload', typed)
          expect(next.text).toBe(`${RAW}.${typed}.${SIGNATURE}`)
          expect(payloadOf(next)).toBe(typed)
        },
      ),
    )
  })

  it('cannot contain a dot: typed text is still shown, but the token stays as it was (RFC 7797 section 5.2)', () => {
    const refused = edit(edit(state, 'payload', '$02'), 'payload', '$0.2')
    expect(refused.text).toBe(`${RAW}.$02.${SIGNATURE}`)
    expect(shownText(refused, 'payload')).toBe('$0.2')
    expect(isRefused(refused)).toBe(true)
    const mended = edit(refused, 'payload', '$0,2')
    expect(mended.text).toBe(`${RAW}.$0,2.${SIGNATURE}`)
    expect(isRefused(mended)).toBe(false)
    expect(reduce(state, { type: 'replace-in-part', part: 'payload', from: 0, to: 1, insert: '.' })).toBe(state)
  })

  it('is edited while nothing is signed yet', () => {
    expect(payloadOf(edit(pasted(`${RAW}.$02 a.`), 'payload', '$03 b'))).toBe('$03 b')
  })
})

it('a detached unencoded payload can be any text', () => {
  const state = act(pasted(`${RAW}..${SIGNATURE}`), { type: 'edit-content', content: 'a.b "c"\n', at: 0 })
  expect(state.content).toBe('a.b "c"\n')
})
