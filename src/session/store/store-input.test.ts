// What is typed is taken up after its paint, the latest wins, and an answer to an older state is dropped.
import { describe, expect, test } from 'vitest'
import { jws } from '../../core/diagnostics/token.fixture.ts'
import type { Check } from '../answers/check.ts'
import type { State } from '../state/state.ts'
import { createStore } from './store.ts'

function setUp() {
  const paints: (() => void)[] = []
  const asked: { state: State; answer(): void; fail(error: Error): void }[] = []
  let clock = 0
  const store = createStore({
    check: (state) =>
      new Promise<Check>((resolve, reject) => {
        asked.push({ state, answer: () => resolve({ state } as Check), fail: reject })
      }),
    afterPaint: (callback) => paints.push(callback),
    now: () => (clock += 5000),
  })
  const input = (box: 'token' | 'header' | 'payload' | 'key', text: string, wholesale = false) =>
    store.input(box, { read: () => text, wholesale })
  return {
    store,
    asked,
    input,
    paint() {
      for (const callback of paints.splice(0)) callback()
    },
    async answer(index: number) {
      asked[index]!.answer()
      await new Promise((done) => setTimeout(done, 0))
    },
  }
}

describe('the store', () => {
  test('begins idle, empty and unchecked', () => {
    const { store, asked } = setUp()
    expect(store.getSnapshot()).toMatchObject({ busy: false, check: undefined, state: { begun: false } })
    expect(asked).toHaveLength(0)
  })

  test('is busy from the keystroke on, reads it after the paint, and is idle with the answer', async () => {
    const { store, input, paint, asked, answer } = setUp()
    input('key', 's')
    expect(store.getSnapshot()).toMatchObject({ busy: true, state: { key: '' } })
    expect(store.isBehind()).toBe(true)
    paint()
    expect(store.getSnapshot()).toMatchObject({ busy: true, state: { key: 's' } })
    expect(store.isBehind()).toBe(false)
    expect(asked).toHaveLength(1)
    await answer(0)
    expect(store.getSnapshot().busy).toBe(false)
    expect(store.getSnapshot().check?.state).toBe(store.getSnapshot().state)
  })

  test('reads only the last of several inputs to one box', () => {
    const { store, paint, asked } = setUp()
    let read = 0
    for (const text of ['a', 'ab', 'abc']) store.input('key', { read: () => (read++, text), wholesale: false })
    paint()
    expect(store.getSnapshot().state.key).toBe('abc')
    expect([read, asked.length]).toEqual([1, 1])
  })

  test('takes a small whole paste at once, before the paint', () => {
    const { store, input } = setUp()
    input('token', jws(), true)
    expect(store.getSnapshot()).toMatchObject({ busy: true, state: { text: jws(), begun: true } })
  })

  test('shows a large whole paste first and reads it after', () => {
    const { store, input, paint } = setUp()
    const large = jws(undefined, { a: 'x'.repeat(2_000_000) })
    input('token', large, true)
    expect([store.getSnapshot().busy, store.getSnapshot().state.text.length]).toEqual([true, 0])
    paint()
    expect(store.getSnapshot().state.text === large).toBe(true)
  })

  test('drops the answer to an older state', async () => {
    const { store, input, paint, answer, asked } = setUp()
    input('key', 'one')
    paint()
    input('key', 'two')
    paint()
    expect(asked).toHaveLength(2)
    await answer(0)
    expect(store.getSnapshot()).toMatchObject({ busy: true, check: undefined })
    await answer(1)
    expect(store.getSnapshot()).toMatchObject({ busy: false, check: { state: { key: 'two' } } })
  })

  test('drops an older answer that comes after the newer one', async () => {
    const { store, input, paint, answer } = setUp()
    input('key', 'one')
    paint()
    input('key', 'two')
    paint()
    await answer(1)
    await answer(0)
    expect(store.getSnapshot().check?.state.key).toBe('two')
  })

  test('stays busy while input waits, even if an answer arrives', async () => {
    const { store, input, paint, answer } = setUp()
    input('key', 'one')
    paint()
    input('key', 'two')
    await answer(0)
    expect(store.getSnapshot().busy).toBe(true)
    paint()
    await answer(1)
    expect(store.getSnapshot()).toMatchObject({ busy: false, check: { state: { key: 'two' } } })
  })

  test('an action comes after what was typed before it', () => {
    const { store, input } = setUp()
    input('token', jws(), true)
    input('key', 'secret')
    store.dispatch({ type: 'clear' })
    store.dispatch({ type: 'undo' })
    expect(store.getSnapshot().state).toMatchObject({ text: jws(), key: 'secret' })
  })

  test('typing over a part goes to that part', () => {
    const { store, input, paint } = setUp()
    input('token', jws(undefined, '{"a":1}'), true)
    input('payload', '{"a":2}')
    paint()
    expect(store.getSnapshot().state.text).toBe(jws(undefined, '{"a":2}'))
  })

  test('typing into the token box is an edit, and pasting over all of it a new token', () => {
    const { store, input, paint } = setUp()
    input('token', jws(), true)
    input('token', `${jws()}A`)
    paint()
    expect(store.getSnapshot().state.pasted.text).toBe(jws())
    input('token', jws(undefined, '{}'), true)
    expect(store.getSnapshot().state.pasted.text).toBe(jws(undefined, '{}'))
  })

  test('flush takes up what waits', () => {
    const { store, input } = setUp()
    input('key', 'secret')
    store.flush()
    expect(store.getSnapshot().state.key).toBe('secret')
  })

  test('tells its listeners until they leave', () => {
    const { store, input } = setUp()
    let told = 0
    const leave = store.subscribe(() => told++)
    input('token', jws(), true)
    const before = told
    expect(before).toBeGreaterThan(0)
    leave()
    store.dispatch({ type: 'clear' })
    expect(told).toBe(before)
  })
})
