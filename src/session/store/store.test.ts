// The store keeps the check of the newest state, shows what is known early, and gives up what is not wanted any more.
import { describe, expect, it } from 'vitest'
import type { Check, CheckOptions } from '../answers/check.ts'
import type { State } from '../state/state.ts'
import { createStore } from './store.ts'

function setUp() {
  const paints: (() => void)[] = []
  const checks: { state: State; options: CheckOptions; answer(check: Check): void }[] = []
  const store = createStore({
    check: (state, options) => new Promise((resolve) => checks.push({ state, options, answer: resolve })),
    afterPaint: (callback) => paints.push(callback),
    now: () => 0,
  })
  const paint = () => paints.splice(0).forEach((callback) => callback())
  const type = (text: string) => store.input('key', { read: () => text, wholesale: false })
  const answerOf = (state: State) => ({ state }) as Check
  return { store, checks, paint, type, answerOf }
}

describe('the store', () => {
  it('shows an early answer and stays busy until the whole one is there', async () => {
    const { store, checks, paint, type, answerOf } = setUp()
    type('a')
    paint()
    const [first] = checks
    const early = answerOf(first!.state)
    first!.options.show(early)
    expect(store.getSnapshot()).toMatchObject({ busy: true, check: early })
    const whole = answerOf(first!.state)
    first!.answer(whole)
    await Promise.resolve()
    expect(store.getSnapshot()).toMatchObject({ busy: false })
    expect(store.getSnapshot().check).toBe(whole)
  })
  it('aborts a check as soon as something else is typed, and drops what it still says', async () => {
    const { store, checks, paint, type, answerOf } = setUp()
    type('a')
    paint()
    const [first] = checks
    expect(first!.options.signal.aborted).toBe(false)
    type('ab')
    expect(first!.options.signal.aborted).toBe(true)
    first!.options.show(answerOf(first!.state))
    first!.answer(answerOf(first!.state))
    await Promise.resolve()
    expect(store.getSnapshot()).toMatchObject({ busy: true, check: undefined })
    paint()
    expect(checks).toHaveLength(2)
    expect(checks[1]!.state.key).toBe('ab')
    checks[1]!.answer(answerOf(checks[1]!.state))
    await Promise.resolve()
    expect(store.getSnapshot()).toMatchObject({ busy: false, check: { state: { key: 'ab' } } })
  })
  it('shows a text in the boxes at once, and what explains it after the paint', () => {
    const { store, paint } = setUp()
    const paste = (text: string) => store.input('token', { read: () => text, wholesale: true })
    paste('first')
    paint()
    const told: string[] = []
    store.later.subscribe(() => told.push(store.later.getSnapshot().state.text))
    paste('second')
    expect(store.getSnapshot().state.text).toBe('second')
    expect([store.later.getSnapshot().state.text, told]).toEqual(['first', []])
    paint()
    expect(store.later.getSnapshot()).toBe(store.getSnapshot())
    expect(told).toEqual(['second'])
  })
  it('shows the first text, Clear and another point of view everywhere at once', () => {
    const { store, paint } = setUp()
    const together = () => store.later.getSnapshot() === store.getSnapshot()
    store.dispatch({ type: 'load', text: 'first' })
    expect(together()).toBe(true)
    paint()
    store.dispatch({ type: 'move-clock', to: 1 })
    expect([together(), store.later.getSnapshot().standpoint.clock.moved]).toEqual([true, 1])
    store.dispatch({ type: 'clear' })
    expect([together(), store.later.getSnapshot().state.begun]).toEqual([true, false])
  })
  it('asks for a check from where the token is judged', () => {
    const { store, checks, paint } = setUp()
    store.dispatch({ type: 'load', text: 'a' })
    store.dispatch({ type: 'move-clock', to: 1234 })
    store.dispatch({ type: 'allow-leeway', seconds: 60 })
    paint()
    expect(checks[0]!.options.view).toEqual({ now: 1234, leeway: 60, profileId: undefined })
  })
  it('makes one check of many keystrokes between two paints', () => {
    const { checks, paint, type } = setUp()
    for (const text of ['a', 'ab', 'abc']) type(text)
    paint()
    expect(checks.map(({ state }) => state.key)).toEqual(['abc'])
  })
})
