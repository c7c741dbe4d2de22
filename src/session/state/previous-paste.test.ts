// Checks which token a newly pasted one can be compared with.
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { isFreshPaste, previousPaste } from './previous-paste.ts'
import { initialState, reduce, type Action } from './state.ts'

const encode = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const token = (sub: string) => `${encode('{"alg":"HS256"}')}.${encode(JSON.stringify({ sub }))}.AAAA`
const load = (text: string): Action => ({ type: 'load', text })
const after = (...actions: readonly Action[]) => actions.reduce(reduce, initialState)

describe('the previous token', () => {
  it('is the one that a second paste replaced, even after Clear', () => {
    expect(previousPaste(after(load(token('a')), load(token('b'))))?.text).toBe(token('a'))
    expect(previousPaste(after(load(token('a')), { type: 'clear' }, load(token('b'))))?.text).toBe(token('a'))
  })

  it('is undefined after one paste, after the same one twice, or if one of them isn’t a token', () => {
    for (const actions of [
      [load(token('a'))],
      [load(token('a')), load(token('a'))],
      [load('x'), load(token('a'))],
      [load(token('a')), load('x')],
    ]) {
      expect(previousPaste(after(...actions))).toBeUndefined()
    }
    expect(previousPaste(initialState)).toBeUndefined()
  })

  it('is offered until something is done with the new one', () => {
    const pasted = after(load(token('a')), load(token('b')))
    expect(isFreshPaste(pasted)).toBe(true)
    const edited = reduce(pasted, { type: 'edit-part', part: 'payload', typed: '{"sub":"c"}', at: 0 })
    expect(isFreshPaste(edited)).toBe(false)
    expect(previousPaste(edited)?.text).toBe(token('a'))
    expect(isFreshPaste(initialState)).toBe(false)
  })
})
