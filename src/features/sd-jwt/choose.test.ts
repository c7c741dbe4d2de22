// A press acts on the token as it is by then, so that nothing typed a moment before is lost.
import { describe, expect, it } from 'vitest'
import { disclose, sdJwtText } from '../../core/sd-jwt/sd-jwt.fixture.ts'
import { derive } from '../../session/state/derived.ts'
import { createStore } from '../../session/store/store.ts'
import { choose, writeOtherForm } from './choose.ts'

const name = disclose(['salt', 'name', 'Ada'])
const town = disclose(['salt', 'town', 'Bonn'])
const text = sdJwtText({ n: 1, _sd: [name.digest, town.digest] }, [name, town], 'eyJh.eyJi.c2ln')

function session() {
  const store = createStore({ load: () => new Promise(() => {}), afterPaint: () => {}, wait: () => {}, now: () => 0 })
  store.dispatch({ type: 'load', text })
  return { store, token: () => derive(store.getSnapshot().state).inspection.token! }
}

describe('a choice of disclosures', () => {
  it('returns the state in which the key binding was lost, and restores it with the pasted choice', () => {
    const { store } = session()
    const lost = choose(store, 0, name.text, false)
    expect(lost).toBe(store.getSnapshot().state)
    expect(lost!.text).toBe(text.replace(`~${name.text}`, '').replace('eyJh.eyJi.c2ln', ''))
    expect(choose(store, 0, name.text, true)).toBeUndefined()
    expect(store.getSnapshot().state.text).toBe(text)
  })

  it('keeps what was typed just before', () => {
    const { store, token } = session()
    store.input('payload', { read: () => derive(store.getSnapshot().state).payload.replace('"n": 1', '"n": 2'), wholesale: false })
    choose(store, 1, town.text, false)
    expect(token().payload!.decoded.text).toContain('"n":2')
    expect(token().sdJwt!.disclosures).toHaveLength(1)
  })

  it('does nothing where the disclosure has changed by then', () => {
    const { store } = session()
    choose(store, 0, town.text, false)
    expect(store.getSnapshot().state.text).toBe(text)
  })
})

describe('the other serialization', () => {
  it('converts back to the same characters', () => {
    const { store, token } = session()
    writeOtherForm(store)
    expect(token().wrapper).toBe('json-serialization')
    writeOtherForm(store)
    expect(store.getSnapshot().state.text).toBe(text)
  })
})
