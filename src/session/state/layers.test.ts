// Checks that a token inside another one is opened without the outer key, and that everything about the outer one is there on the way back.
import { describe, expect, it } from 'vitest'
import { jws } from '../../core/diagnostics/token.fixture.ts'
import { act, pasted, typedKey, typeOver } from '../session.fixture.ts'
import { isFreshPaste } from './previous-paste.ts'
import { initialState, reduce } from './state.ts'

const INNER = jws({ alg: 'HS256' }, { sub: 'inner' })
const OUTER = jws({ alg: 'HS256', cty: 'JWT' }, INNER)
const outer = typeOver(
  act(reduce(initialState, { type: 'load', text: OUTER, origin: 'link', key: typedKey('outer secret') }), {
    type: 'choose-encoding',
    secretEncoding: 'base64url',
  }),
  'header',
  'JWT',
  'jwt',
)
const around = { decrypted: false, errors: 0 }
const inside = reduce(outer, { type: 'open-inside', text: INNER, around, keepsKeys: false })

describe('the token inside', () => {
  it('starts without the outer key, and has the token as its origin', () => {
    expect(inside).toMatchObject({ text: INNER, key: '', secretEncoding: 'utf8', secretText: undefined, origin: 'token' })
    expect(inside.outer).toHaveLength(1)
  })

  it('keeps a key set, which may contain the keys of every layer', () => {
    const { key, keyOrigin, secretEncoding } = outer
    const kept = reduce(outer, { type: 'open-inside', text: INNER, around, keepsKeys: true })
    expect(kept).toMatchObject({ text: INNER, key, keyOrigin, secretEncoding, secretText: undefined })
  })

  it('is not another paste, so no comparison is offered', () => {
    expect(isFreshPaste(inside)).toBe(false)
  })

  it('leads back to the outer one as it was, with its edits and key', () => {
    const worked = act(inside, { type: 'edit-key', key: 'inner secret', at: 0 }, { type: 'mend', text: jws() })
    expect(worked.outer).toHaveLength(1)
    const back = reduce(worked, { type: 'back-to', layer: 0 })
    const { text, pasted: paste, key, keyOrigin, secretEncoding, secretText, origin } = outer
    expect(back).toMatchObject({ text, pasted: paste, key, keyOrigin, secretEncoding, secretText, origin, outer: [] })
    expect(reduce(back, { type: 'undo' })).toMatchObject({ text: jws(), key: 'inner secret', origin: 'token' })
  })

  it('is also left by undo, and opened by redo', () => {
    const back = reduce(inside, { type: 'undo' })
    expect(back).toMatchObject({ text: outer.text, key: 'outer secret', outer: [] })
    expect(reduce(back, { type: 'redo' })).toMatchObject({ text: INNER, key: '', outer: [{ text: outer.text }] })
  })

  it('leads out of as many layers as there are', () => {
    const deeper = reduce(inside, { type: 'open-inside', text: jws(), around, keepsKeys: false })
    expect(reduce(deeper, { type: 'back-to', layer: 1 })).toMatchObject({ text: INNER, outer: [{ text: outer.text }] })
    expect(reduce(deeper, { type: 'back-to', layer: 0 })).toMatchObject({ text: outer.text, outer: [] })
    expect(reduce(deeper, { type: 'back-to', layer: 2 })).toBe(deeper)
  })

  it('leaves no key of the outer one behind once all is cleared', () => {
    for (const cleared of [reduce(inside, { type: 'clear' }), reduce(reduce(outer, { type: 'clear' }), { type: 'undo' })])
      expect(JSON.stringify(cleared)).not.toContain('outer secret')
    const undone = reduce(reduce(inside, { type: 'clear' }), { type: 'undo' })
    expect(JSON.stringify(undone)).not.toContain('outer secret')
  })

  it('has no layers after another text was pasted', () => {
    expect(reduce(inside, { type: 'load', text: jws() }).outer).toEqual([])
  })
})

describe('where the token came from', () => {
  it('is kept with it, whatever is edited, and until another one comes in', () => {
    const edited = typeOver(reduce(initialState, { type: 'load', text: jws(), origin: 'link' }), 'payload', '"b1946ac9"', '"x"')
    expect(edited.origin).toBe('link')
    expect(reduce(edited, { type: 'edit-token', text: jws(), at: 0 }).origin).toBe('link')
    const other = reduce(edited, { type: 'load', text: INNER })
    expect(other.origin).toBe('typed')
    expect(reduce(other, { type: 'undo' }).origin).toBe('link')
  })

  it('counts as typed if it was typed, and before there is anything', () => {
    expect(initialState.origin).toBe('typed')
    expect(pasted(jws()).origin).toBe('typed')
    expect(
      reduce(reduce(initialState, { type: 'load', text: 'eyJ', origin: 'link' }), { type: 'edit-token', text: 'eyJh', at: 0 }).origin,
    ).toBe('typed')
  })
})
