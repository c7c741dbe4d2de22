// Where one looks from: what moves it, what brings it back, and that the token is not checked anew for it.
import { describe, expect, it } from 'vitest'
import type { Check } from '../answers/check.ts'
import { initialStandpoint, reduceStandpoint } from './standpoint.ts'
import { createStore } from '../store/store.ts'

describe('the standpoint', () => {
  it('has the real clock and no leeway at first', () => {
    expect(initialStandpoint.clock).toEqual({ moved: undefined, leeway: 0 })
  })

  it('moves the clock, and takes only an instant for one', () => {
    const moved = reduceStandpoint(initialStandpoint, { type: 'move-clock', to: 1795340220 })
    expect(moved.clock.moved).toBe(1795340220)
    expect(reduceStandpoint(moved, { type: 'move-clock', to: NaN }).clock.moved).toBeUndefined()
    expect(reduceStandpoint(moved, { type: 'move-clock', to: undefined }).clock.moved).toBeUndefined()
    expect(reduceStandpoint(moved, { type: 'allow-leeway', seconds: -5 }).clock).toEqual({ moved: 1795340220, leeway: 0 })
  })

  it('takes the leeway of expectations for the clock', () => {
    const { clock, expectations } = reduceStandpoint(initialStandpoint, {
      type: 'expect',
      expectations: { audience: 'billing-api', leeway: 60 },
    })
    expect(clock.leeway).toBe(60)
    expect(expectations).toEqual({ audience: 'billing-api' })
  })

  it('recognises a new token anew, and keeps the clock and what is expected', () => {
    const before = { ...initialStandpoint, clock: { moved: 5, leeway: 30 }, profileId: 'id-token', expectations: { issuer: 'me' } }
    expect(reduceStandpoint(before, { type: 'load', text: 'x' })).toEqual({ ...before, profileId: undefined })
    expect(reduceStandpoint(before, { type: 'edit-token', text: 'x', at: 0 })).toBe(before)
    expect(reduceStandpoint(before, { type: 'clear' })).toBe(initialStandpoint)
  })

  it('is no reason to check the token again', () => {
    const paints: (() => void)[] = []
    let checks = 0
    const check = () => (checks++, Promise.resolve({} as Check))
    const store = createStore({ check, afterPaint: (callback) => paints.push(callback), now: () => 0 })
    let told = 0
    store.subscribe(() => told++)
    store.dispatch({ type: 'move-clock', to: 1 })
    expect(store.getSnapshot()).toMatchObject({ busy: false, standpoint: { clock: { moved: 1 } } })
    expect([checks, paints.length, told]).toEqual([0, 0, 1])
    store.input('token', { read: () => 'x.y.z', wholesale: true })
    store.dispatch({ type: 'read-as', profileId: 'id-token' })
    store.input('token', { read: () => 'a.b.c', wholesale: true })
    expect(store.getSnapshot().standpoint.profileId).toBeUndefined()
  })
})
