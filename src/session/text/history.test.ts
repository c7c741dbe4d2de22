import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyHistory, redoChange, remember, undoChange, type Undoable } from './history.ts'
import { initialState } from '../state/state.ts'

const at = (text: string, key = ''): Undoable => ({ ...initialState, text, key, pasted: initialState.pasted })

describe('the history', () => {
  test('goes back to the start and forward again, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { minLength: 1, maxLength: 12 }), (texts) => {
        const states = [at(''), ...texts.map(([text, key]) => at(text, key))]
        let history = emptyHistory
        for (let i = 1; i < states.length; i++) history = remember(history, states[i - 1]!, states[i]!, undefined)
        let current: Undoable = states.at(-1)!
        const seen = [[current.text, current.key]]
        for (let step = undoChange(history, current); step; step = undoChange(history, current)) {
          current = step
          history = step.history
          seen.unshift([current.text, current.key])
        }
        expect([current.text, current.key]).toEqual(['', ''])
        const again = [[current.text, current.key]]
        for (let step = redoChange(history, current); step; step = redoChange(history, current)) {
          current = step
          history = step.history
          again.push([current.text, current.key])
        }
        expect(again).toEqual(seen)
        expect([current.text, current.key]).toEqual([states.at(-1)!.text, states.at(-1)!.key])
      }),
    )
  })

  test('keeps only the changed part of a large text', () => {
    const large = 'x'.repeat(1_000_000)
    const history = remember(emptyHistory, at(`${large}a${large}`), at(`${large}b${large}`), undefined)
    expect(JSON.stringify(history.past).length).toBeLessThan(1000)
    expect(undoChange(history, at(`${large}b${large}`))!.text).toBe(`${large}a${large}`)
  })

  test('remembers nothing if nothing changed', () => {
    expect(remember(emptyHistory, at('a'), at('a'), undefined)).toBe(emptyHistory)
  })

  test('keeps the newest two hundred steps', () => {
    let history = emptyHistory
    for (let i = 0; i < 250; i++) history = remember(history, at(String(i)), at(String(i + 1)), undefined)
    expect(history.past).toHaveLength(200)
    expect(undoChange(history, at('250'))!.text).toBe('249')
  })

  test('keeps one step of any size, but not many huge ones', () => {
    let history = emptyHistory
    const huge = (character: string) => character.repeat(5_000_000)
    history = remember(history, at(''), at(huge('a')), undefined)
    expect(history.past).toHaveLength(1)
    history = remember(history, at(huge('a')), at(huge('b')), undefined)
    expect(history.past).toHaveLength(1)
    expect(undoChange(history, at(huge('b')))!.text).toBe(huge('a'))
  })

  test('joins keystrokes of one box with less than 0.9 seconds between them', () => {
    const type = (times: number[]) => {
      let history = emptyHistory
      for (const [i, time] of times.entries())
        history = remember(history, at('x'.repeat(i)), at('x'.repeat(i + 1)), { box: 'token', at: time })
      return history.past.length
    }
    expect(type([0, 100, 200, 1000])).toBe(1)
    expect(type([0, 899, 1798])).toBe(1)
    expect(type([0, 900, 1800])).toBe(3)
  })

  test('does not join a keystroke with a button, or with an undone one', () => {
    const one = remember(emptyHistory, at(''), at('a'), { box: 'token', at: 0 })
    const two = remember(one, at('a'), at('b'), undefined)
    expect(remember(two, at('b'), at('bc'), { box: 'token', at: 1 }).past).toHaveLength(3)
    const back = undoChange(two, at('b'))!
    expect(remember(back.history, back, at('ad'), { box: 'token', at: 2 })).toMatchObject({ past: [{}, {}], future: [] })
  })
})
