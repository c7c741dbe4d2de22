// Checks that text in the token box that belongs elsewhere moves there at the press of a button, and that nothing is lost.
import { describe, expect, test } from 'vitest'
import { jws } from '../../core/diagnostics/token.fixture.ts'
import { act, carried, pasted } from '../session.fixture.ts'
import { currentInspection } from './opened-token.ts'
import { misplaced } from './sort-text.ts'
import { initialState, reduce } from './state.ts'

const TOKEN = jws({ alg: 'RS256' })
const PEM = '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n'

describe('a key in the token box', () => {
  test('moves to the key box, and the previous token comes back', () => {
    const state = act(pasted(TOKEN), { type: 'load', text: PEM }, { type: 'use-as-key' })
    expect([state.text, state.key, state.keyOrigin]).toEqual([TOKEN, PEM, { from: 'typed' }])
    expect(state.pasted.text).toBe(TOKEN)
  })

  test('comes back with its edits', () => {
    const edited = act(pasted(TOKEN), { type: 'edit-token', text: `${TOKEN}A`, at: 0 })
    const state = act(edited, { type: 'load', text: PEM }, { type: 'use-as-key' })
    expect([state.text, state.pasted.text]).toEqual([`${TOKEN}A`, TOKEN])
  })

  test('leaves an empty box if nothing was there before', () => {
    const state = act(pasted(PEM), { type: 'use-as-key' })
    expect([state.text, state.key]).toEqual(['', PEM])
  })

  test('that came from a file keeps that origin', () => {
    const state = act(initialState, { type: 'load', text: PEM, origin: 'file' }, { type: 'use-as-key' })
    expect(state.keyOrigin).toEqual({ from: 'file' })
  })

  test('is undone in one step', () => {
    const before = act(pasted(TOKEN), { type: 'load', text: PEM })
    const state = act(before, { type: 'use-as-key' }, { type: 'undo' })
    expect([state.text, state.key]).toEqual([PEM, ''])
  })
})

describe('a Claims Set in the token box', () => {
  const CLAIMS = '{ "sub": "me", "id": 12345678901234567890, "a": 1.0 }'

  test('becomes the payload of a token that is not signed yet, every character of its values as it was', () => {
    const state = reduce(pasted(CLAIMS), { type: 'make-token' })
    expect(carried(state, 'payload')).toBe('{"sub":"me","id":12345678901234567890,"a":1.0}')
    expect(currentInspection(state).token).toMatchObject({ wellFormed: true })
    expect(state.text.endsWith('.')).toBe(true)
  })
})

test.each([
  [TOKEN, undefined],
  ['hello', undefined],
  ['', undefined],
  [`Authorization: Bearer ${TOKEN}`, undefined],
  [JSON.stringify({ access_token: TOKEN }), undefined],
  [JSON.stringify({ payload: 'e30', protected: 'eyJhbGciOiJIUzI1NiJ9', signature: 'AA' }), undefined],
  [PEM, 'key'],
  [JSON.stringify({ kty: 'oct', k: 'AAAA' }), 'key'],
  ['{"sub":"me"}', 'claims'],
  ['{"sub":', undefined],
])('%j is misplaced as %s', (text, as) => {
  expect(misplaced(text)).toBe(as)
})
