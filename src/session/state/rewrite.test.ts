// Checks that a token presented in another way replaces the one in the box, and that edits are still measured against the paste.
import { describe, expect, it } from 'vitest'
import { disclose, sdJwtText } from '../../core/sd-jwt/sd-jwt.fixture.ts'
import { act } from '../session.fixture.ts'
import { derive } from './derived.ts'
import { initialState, reduce } from './state.ts'

const name = disclose(['salt', 'name', 'Ada'])
const whole = sdJwtText({ _sd: [name.digest] }, [name])
const less = sdJwtText({ _sd: [name.digest] }, [])
const text = `curl -H "Authorization: Bearer ${whole}"`
const state = reduce(initialState, { type: 'load', text })

describe('another presentation', () => {
  const after = act(state, { type: 'rewrite', token: less })

  it('replaces only the token', () => expect(after.text).toBe(text.replace(whole, less)))

  it('is not an edit of a claim, and is undone with the others', () => {
    expect(derive(after).edits).toEqual([])
    expect(act(after, { type: 'undo-edits' }).text).toBe(text)
    expect(act(after, { type: 'undo' }).text).toBe(text)
  })

  it('does nothing if there is no token', () => {
    expect(act(initialState, { type: 'rewrite', token: less })).toBe(initialState)
  })
})
