// Checks that typed text is taken up in its frame or, in a large token, after its paint, and that results for older states are dropped.
import { describe, expect, test } from 'vitest'
import { jws } from '../../core/diagnostics/token.fixture.ts'
import { currentCheck } from './progress.ts'
import { LARGE, setUp } from './store.fixture.ts'

describe('the store', () => {
  test('begins idle, empty and unchecked', () => {
    const { store, asked } = setUp()
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'waiting' }, state: { begun: false } })
    expect(asked).toHaveLength(0)
  })

  test('takes up a keystroke in its own frame, and checks after the paint', async () => {
    const { store, input, paint, asked } = setUp()
    input('token', jws(undefined, '{"a":1}'), true)
    await paint()
    input('payload', '{"a":2}')
    expect(store.getSnapshot().state.text).toBe(jws(undefined, '{"a":2}'))
    expect([store.isBehind(), asked.length]).toEqual([false, 1])
    await paint()
    expect(asked).toHaveLength(2)
  })

  test('follows quick keystrokes only in the boxes, and checks at the first pause', async () => {
    const { store, input, paint, pause, asked } = setUp({ gap: 40 })
    input('token', jws(), true)
    await paint()
    await asked[0]!.answer()
    for (const key of ['s', 'se', 'sec']) {
      input('key', key)
      expect(store.getSnapshot().state.key).toBe(key)
    }
    expect(store.later.getSnapshot().state.key).toBe('')
    await paint()
    expect([asked.length, store.getSnapshot().progress.at]).toEqual([1, 'checking'])
    input('key', 'secr')
    await pause()
    expect(asked).toHaveLength(1)
    await pause()
    expect([asked.length, asked[1]!.state.key]).toEqual([2, 'secr'])
    await asked[1]!.answer()
    expect([store.getSnapshot().progress.at, store.later.getSnapshot().state.key]).toEqual(['done', 'secr'])
  })

  test('a large token follows each keystroke after its paint, however quick, and is explained at the pause', async () => {
    const { store, input, paint, pause, asked } = setUp({ gap: 40 })
    input('token', LARGE, true)
    await paint()
    asked.pop()
    for (const key of ['s', 'se', 'sec']) {
      input('key', key)
      await paint()
      expect([store.getSnapshot().state.key, store.later.getSnapshot().state.key, asked.length]).toEqual([key, '', 0])
    }
    await pause()
    expect(asked).toHaveLength(0)
    await pause()
    expect(asked).toHaveLength(1)
    await asked[0]!.answer()
    expect(store.later.getSnapshot().state.key).toBe('sec')
  })

  test('also explains typing without a pause', async () => {
    const { input, paint, pause, asked } = setUp({ gap: 40 })
    input('token', jws(), true)
    await paint()
    for (let i = 0; i < 90; i++) {
      input('key', 'x'.repeat(i + 1))
      await pause()
    }
    expect(asked.length).toBeGreaterThan(2)
  })

  test('a button does not wait for a pause in the typing before it', async () => {
    const { store, input, paint, asked } = setUp({ gap: 40 })
    input('token', jws(), true)
    await paint()
    input('key', 's')
    input('key', 'se')
    store.dispatch({ type: 'undo' })
    await paint()
    expect(asked.at(-1)!.state.key).toBe(store.getSnapshot().state.key)
    expect(asked).toHaveLength(2)
  })

  test('is busy from the keystroke on, reads it after the paint if the token is large, and checks at the first pause', async () => {
    const { store, input, paint, pause, asked } = setUp()
    input('token', LARGE, true)
    await paint()
    await asked.pop()!.answer()
    input('key', 's')
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'checking' }, state: { key: '' } })
    expect(store.isBehind()).toBe(true)
    await paint()
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'checking' }, state: { key: 's' } })
    expect(store.isBehind()).toBe(false)
    expect(asked).toHaveLength(0)
    await pause()
    expect(asked).toHaveLength(1)
    await asked[0]!.answer()
    expect(store.getSnapshot().progress.at).toBe('done')
    expect(currentCheck(store.getSnapshot().progress)?.state).toBe(store.getSnapshot().state)
  })

  test('reads only the last of several inputs to one box', async () => {
    const { store, input, paint, pause, asked } = setUp()
    input('token', LARGE, true)
    await paint()
    asked.pop()
    let read = 0
    for (const text of ['a', 'ab', 'abc']) store.input('key', { read: () => (read++, text), wholesale: false })
    await paint()
    expect(store.getSnapshot().state.key).toBe('abc')
    await pause()
    expect([read, asked.length]).toEqual([1, 1])
  })

  test('takes up a small paste at once, before the paint', () => {
    const { store, input } = setUp()
    input('token', jws(), true)
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'checking' }, state: { text: jws(), begun: true } })
  })

  test('shows a large paste first and reads it afterward', async () => {
    const { store, input, paint } = setUp()
    const large = jws(undefined, { a: 'x'.repeat(2_000_000) })
    input('token', large, true)
    expect([store.getSnapshot().progress.at, store.getSnapshot().state.text.length]).toEqual(['checking', 0])
    await paint()
    expect(store.getSnapshot().state.text === large).toBe(true)
  })

  test('drops the result for an older state', async () => {
    const { store, input, paint, asked } = setUp()
    input('key', 'one')
    await paint()
    input('key', 'two')
    await paint()
    expect(asked).toHaveLength(2)
    await asked[0]!.answer()
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'checking', check: undefined } })
    await asked[1]!.answer()
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'done', check: { state: { key: 'two' } } } })
  })

  test('drops an older result that comes after the newer one', async () => {
    const { store, input, paint, asked } = setUp()
    input('key', 'one')
    await paint()
    input('key', 'two')
    await paint()
    await asked[1]!.answer()
    await asked[0]!.answer()
    expect(currentCheck(store.getSnapshot().progress)?.state.key).toBe('two')
  })

  test('stays busy while input waits, even if a result arrives', async () => {
    const { store, input, paint, asked } = setUp()
    input('key', 'one')
    await paint()
    input('key', 'two')
    await asked[0]!.answer()
    expect(store.getSnapshot().progress.at).toBe('checking')
    await paint()
    await asked[1]!.answer()
    expect(store.getSnapshot()).toMatchObject({ progress: { at: 'done', check: { state: { key: 'two' } } } })
  })

  test('an action comes after the text typed before it', () => {
    const { store, input } = setUp()
    input('token', jws(), true)
    input('key', 'secret')
    store.dispatch({ type: 'clear' })
    store.dispatch({ type: 'undo' })
    expect(store.getSnapshot().state).toMatchObject({ text: jws(), key: '' })
  })

  test('typing over a part goes to that part', async () => {
    const { store, input, paint } = setUp()
    input('token', jws(undefined, '{"a":1}'), true)
    input('payload', '{"a":2}')
    await paint()
    expect(store.getSnapshot().state.text).toBe(jws(undefined, '{"a":2}'))
  })

  test('typing into the token box is an edit, and pasting over all of it is a new token', async () => {
    const { store, input, paint } = setUp()
    input('token', jws(), true)
    input('token', `${jws()}A`)
    await paint()
    expect(store.getSnapshot().state.pasted.text).toBe(jws())
    input('token', jws(undefined, '{}'), true)
    expect(store.getSnapshot().state.pasted.text).toBe(jws(undefined, '{}'))
  })

  test('flush takes up waiting input', () => {
    const { store, input } = setUp()
    input('key', 'secret')
    store.flush()
    expect(store.getSnapshot().state.key).toBe('secret')
  })

  test('notifies its listeners until they unsubscribe', () => {
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
