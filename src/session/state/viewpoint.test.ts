// Checks what changes the viewpoint, what resets it, and that it doesn't cause another check of the token.
import { describe, expect, it } from 'vitest'
import { setUp } from '../store/store.fixture.ts'
import { initialViewpoint, instantAt, reduceViewpoint } from './viewpoint.ts'

describe('the viewpoint', () => {
  it('has the real clock and no leeway at first', () => {
    expect(initialViewpoint.clock).toEqual({ moved: undefined, leeway: 0 })
  })

  it('moves the clock, but only to an instant', () => {
    const moved = reduceViewpoint(initialViewpoint, { type: 'move-clock', to: 1795340220 })
    expect(moved.clock.moved).toBe(1795340220)
    expect(reduceViewpoint(moved, { type: 'move-clock', to: NaN }).clock.moved).toBeUndefined()
    expect(reduceViewpoint(moved, { type: 'move-clock', to: undefined }).clock.moved).toBeUndefined()
    expect(reduceViewpoint(moved, { type: 'allow-leeway', seconds: -5 }).clock).toEqual({ moved: 1795340220, leeway: 0 })
  })

  it('uses the leeway of expectations for the clock', () => {
    const { clock, expectations } = reduceViewpoint(initialViewpoint, {
      type: 'expect',
      expectations: { audience: 'billing-api', leeway: 60 },
    })
    expect(clock.leeway).toBe(60)
    expect(expectations).toEqual({ audience: 'billing-api' })
  })

  it('uses a link’s expectations only after the reader accepts them, and says where they came from', () => {
    const offered = reduceViewpoint(initialViewpoint, {
      type: 'offer-expectations',
      expectations: { audience: 'billing-api', leeway: 99_999 },
    })
    expect(offered).toMatchObject({ expectations: {}, clock: { leeway: 0 }, expectationsFrom: 'typed' })
    const taken = reduceViewpoint(offered, { type: 'take-offered' })
    expect(taken).toMatchObject({
      expectations: { audience: 'billing-api' },
      clock: { leeway: 600 },
      expectationsFrom: 'link',
      offered: undefined,
    })
    expect(reduceViewpoint(taken, { type: 'expect', expectations: { issuer: 'me' } }).expectationsFrom).toBe('typed')
    expect(reduceViewpoint(offered, { type: 'dismiss-offered' })).toEqual(initialViewpoint)
    expect(reduceViewpoint(initialViewpoint, { type: 'take-offered' })).toBe(initialViewpoint)
  })

  it('allows at most ten minutes of leeway, wherever it comes from', () => {
    expect(reduceViewpoint(initialViewpoint, { type: 'allow-leeway', seconds: 86_400 }).clock.leeway).toBe(600)
    expect(reduceViewpoint(initialViewpoint, { type: 'expect', expectations: { leeway: 86_400 } }).clock.leeway).toBe(600)
    expect(reduceViewpoint(initialViewpoint, { type: 'allow-leeway', seconds: NaN }).clock.leeway).toBe(0)
  })

  it('recognizes a new token again, and keeps the clock and the expectations', () => {
    const before = { ...initialViewpoint, clock: { moved: 5, leeway: 30 }, profileId: 'id-token', expectations: { issuer: 'me' } }
    expect(reduceViewpoint(before, { type: 'load', text: 'x' })).toEqual({ ...before, profileId: undefined })
    expect(reduceViewpoint(before, { type: 'edit-token', text: 'x', at: 0 })).toBe(before)
    expect(reduceViewpoint(before, { type: 'clear' })).toBe(initialViewpoint)
  })

  it('judges by the instant that the clock was moved to, or otherwise by the real one', () => {
    expect(instantAt(initialViewpoint, 100)).toBe(100)
    expect(instantAt(reduceViewpoint(initialViewpoint, { type: 'move-clock', to: 0 }), 100)).toBe(0)
  })

  it('is not a reason to check the token again', () => {
    const { store, asked, paints, input } = setUp()
    let told = 0
    store.subscribe(() => told++)
    store.dispatch({ type: 'move-clock', to: 1 })
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'waiting' }, viewpoint: { clock: { moved: 1 } } })
    expect([asked.length, paints.length, told]).toEqual([0, 0, 1])
    input('token', 'x.y.z', true)
    store.dispatch({ type: 'read-as', profileId: 'id-token' })
    input('token', 'a.b.c', true)
    expect(store.getSnapshot().viewpoint.profileId).toBeUndefined()
  })
})
