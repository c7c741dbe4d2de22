// Checks that the store keeps the newest state's check, shows early results, abandons checks that are no longer wanted, and reports failures.
import { describe, expect, it } from 'vitest'
import { jws } from '../../core/diagnostics/token.fixture.ts'
import type { Check } from '../answers/check.ts'
import { NO_FINDINGS, LARGE, setUp, tasks } from './store.fixture.ts'

const MISSING = new TypeError('Failed to fetch dynamically imported module: https://x.example/check.js')

describe('the store', () => {
  it('shows an early result and stays busy until its causes are there', async () => {
    let explain!: (check: Check) => void
    const { store, asked, paint, input } = setUp({
      mayBeExplained: () => true,
      explained: () => new Promise((resolve) => (explain = resolve)),
    })
    input('key', 'a')
    await paint()
    const early = await asked[0]!.answer()
    expect(store.getSnapshot().progress).toEqual({ at: 'checking', check: early, last: undefined })
    const whole = { ...early }
    explain(whole)
    await tasks()
    expect(store.getSnapshot().progress).toEqual({ at: 'done', check: whole })
  })

  it('abandons a check as soon as something else is typed, and drops its result', async () => {
    const { store, asked, paint, input } = setUp()
    input('key', 'a')
    await paint()
    input('key', 'ab')
    await asked[0]!.answer()
    expect(store.getSnapshot().progress).toEqual({ at: 'checking', check: undefined, last: undefined })
    await paint()
    expect(asked).toHaveLength(2)
    expect(asked[1]!.state.key).toBe('ab')
    const check = await asked[1]!.answer()
    expect(store.getSnapshot().progress).toEqual({ at: 'done', check })
  })

  it('keeps the check of a state while input waits, and afterward as the last one', async () => {
    const { store, asked, paint, input } = setUp()
    input('token', LARGE, true)
    await paint()
    const check = await asked[0]!.answer()
    input('key', 'ab')
    expect(store.getSnapshot().progress).toEqual({ at: 'checking', check, last: check })
    expect(store.later.getSnapshot().progress.at).toBe('done')
    await paint()
    expect(store.getSnapshot().progress).toEqual({ at: 'checking', check: undefined, last: check })
  })

  it('shows a text in the boxes at once, and the rest with its check', async () => {
    const { store, paint, input, asked } = setUp()
    input('token', 'first', true)
    await paint()
    await asked[0]!.answer()
    const told: string[] = []
    store.later.subscribe(() => told.push(store.later.getSnapshot().state.text))
    input('token', 'second', true)
    expect(store.getSnapshot().state.text).toBe('second')
    expect([store.later.getSnapshot().state.text, told]).toEqual(['first', []])
    await paint()
    expect(told).toEqual([])
    await asked[1]!.answer()
    expect(store.later.getSnapshot()).toBe(store.getSnapshot())
    expect(told).toEqual(['second'])
  })

  it('does not wait for a long check', async () => {
    const { store, paint, pause, input, asked } = setUp()
    input('token', 'first', true)
    await paint()
    await asked[0]!.answer()
    input('token', 'second', true)
    await paint()
    await pause()
    expect(store.later.getSnapshot()).toMatchObject({ state: { text: 'second' }, progress: { at: 'checking', check: undefined } })
  })

  it('shows the first text, Clear and another viewpoint everywhere at once', async () => {
    const { store, paint } = setUp()
    const together = () => store.later.getSnapshot() === store.getSnapshot()
    store.dispatch({ type: 'load', text: jws() })
    expect(together()).toBe(true)
    await paint()
    store.dispatch({ type: 'move-clock', to: 1 })
    expect([together(), store.later.getSnapshot().viewpoint.clock.moved]).toEqual([true, 1])
    store.dispatch({ type: 'clear' })
    expect([together(), store.later.getSnapshot().state.begun]).toEqual([true, false])
  })

  it('prepares the judgement for the viewpoint before it reports that it is done', async () => {
    const { store, asked, prepared, paint } = setUp()
    store.dispatch({ type: 'load', text: 'a' })
    store.dispatch({ type: 'move-clock', to: 1234 })
    store.dispatch({ type: 'allow-leeway', seconds: 60 })
    await paint()
    expect(prepared).toEqual([])
    await asked[0]!.answer()
    expect(prepared).toMatchObject([{ now: 1234, viewpoint: { clock: { leeway: 60 } } }])
  })

  it('judges the shown check by the real time, or by the one that the clock was moved to', async () => {
    const { store, asked, paint } = setUp({
      judge: (_check, _viewpoint, now) => ({ ...NO_FINDINGS, now }),
    })
    store.dispatch({ type: 'load', text: 'a' })
    expect(store.judge(100)).toBeUndefined()
    await paint()
    await asked[0]!.answer()
    expect(store.judge(100)).toMatchObject({ now: 100 })
    store.dispatch({ type: 'move-clock', to: 7 })
    expect(store.judge(100)).toMatchObject({ now: 7 })
  })

  it('checks many keystrokes between two paints only once', async () => {
    const { asked, paint, input } = setUp()
    for (const text of ['a', 'ab', 'abc']) input('key', text)
    await paint()
    expect(asked.map(({ state }) => state.key)).toEqual(['abc'])
  })
})

describe('a check that fails', () => {
  it('is reported as failed if its code did not load, and another try loads it again', async () => {
    let tries = 0
    const { store, asked, paint, input } = setUp({ load: () => (tries++ === 0 ? Promise.reject(MISSING) : Promise.resolve()) })
    input('key', 'a')
    await paint()
    expect(store.getSnapshot().progress).toEqual({ at: 'failed', failure: 'not-loaded' })
    expect(store.later.getSnapshot()).toBe(store.getSnapshot())
    store.retry()
    expect(store.later.getSnapshot().progress.at).toBe('checking')
    await paint()
    const check = await asked[0]!.answer()
    expect([tries, store.getSnapshot().progress]).toEqual([2, { at: 'done', check }])
  })

  it('no longer counts as failed once something else is typed', async () => {
    const { store, asked, paint, input } = setUp()
    input('key', 'a')
    await paint()
    await asked[0]!.fail(MISSING)
    expect(store.getSnapshot().progress).toEqual({ at: 'failed', failure: 'not-loaded' })
    input('key', 'ab')
    await paint()
    const check = await asked[1]!.answer()
    expect(store.getSnapshot().progress).toEqual({ at: 'done', check })
  })

  it('reports nothing if something else was typed meanwhile', async () => {
    const { store, asked, paint, input } = setUp()
    input('key', 'a')
    await paint()
    input('key', 'ab')
    await asked[0]!.fail(MISSING)
    expect(store.getSnapshot().progress.at).toBe('checking')
  })

  it('is kept if only the code that searches for causes did not load', async () => {
    const { store, asked, paint, input } = setUp({ mayBeExplained: () => true, explained: () => Promise.reject(MISSING) })
    input('key', 'a')
    await paint()
    const check = await asked[0]!.answer()
    expect(store.getSnapshot().progress).toEqual({ at: 'done', check })
  })

  it('is tried again only after it failed', async () => {
    const { store, asked, paint, input } = setUp()
    store.retry()
    input('key', 'a')
    await paint()
    store.retry()
    await asked[0]!.answer()
    store.retry()
    await paint()
    expect([asked.length, store.getSnapshot().progress.at]).toEqual([1, 'done'])
  })
})
