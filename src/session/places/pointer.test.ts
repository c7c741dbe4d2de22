// Checks, without a page, what the pointer finds and lights up, and that nothing outdated lights up.
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { highlightsIn } from './highlights.ts'
import { createPointer } from './pointer.ts'
import { createStore } from '../store/store.ts'

const encode = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const token = `${encode('{"alg":"HS256"}')}.${encode('{"iss":"漢字ab","Admin":true}')}.AAAA`

function session(text = token) {
  const frames: (() => void)[] = []
  const paints: (() => void)[] = []
  let clock = 0
  const store = createStore({
    load: () => new Promise(() => {}),
    afterPaint: (callback) => paints.push(callback),
    wait: (callback) => paints.push(callback),
    now: () => (clock += 5000),
  })
  store.dispatch({ type: 'load', text })
  const pointer = createPointer(store, (callback) => frames.push(callback))
  let told = 0
  pointer.subscribe(() => told++)
  const run = (callbacks: (() => void)[]) => callbacks.splice(0).forEach((callback) => callback())
  run(paints)
  return { store, pointer, told: () => told, frame: () => run(frames), paint: () => run(paints) }
}

const shown = (from: number, to = from + 1) => ({ in: 'shown', part: 'payload', span: { from, to } }) as const

describe('the pointer', () => {
  it('assigns a caret at the end of a line to that line', () => {
    const { pointer } = session()
    const laidOut = '{\n  "iss": "漢字ab",\n  "Admin": true\n}'
    for (const [line, name] of [
      ['"漢字ab",', 'iss'],
      ['true', 'Admin'],
    ] as const) {
      const end = laidOut.indexOf(line) + line.length
      pointer.settle('payload', shown(end, end))
      expect(pointer.current()?.connection.member?.name).toBe(name)
    }
  })

  it('finds the member at a place in the formatted payload, and its characters in a wrapped paste', () => {
    const { store, pointer } = session(`Bearer ${token.slice(0, 40)}\n${token.slice(40)}`)
    const laidOut = '{\n  "iss": "漢字ab",\n  "Admin": true\n}'
    pointer.hover('payload', shown(laidOut.indexOf('dmin')))
    const { connection } = pointer.current()!
    expect(connection.member?.name).toBe('Admin')
    const { state } = store.getSnapshot()
    const text = highlightsIn('token', state, connection)
      .filter(({ className }) => className === 'lit' || className === 'lit-shared')
      .sort((a, b) => a.from - b.from)
      .map(({ from, to }) => state.text.slice(from, to))
      .join('')
    expect(Buffer.from(text, 'base64url').toString('latin1')).toBe('"Admin":true')
    const line = highlightsIn('payload', state, connection).find(({ className }) => className === 'lit-line')!
    expect(laidOut.slice(line.from, line.to)).toBe('"Admin": true')
    expect(highlightsIn('header', state, connection)).toEqual([])
  })

  it('notifies its listeners once per frame, and only if something changed', () => {
    const { pointer, told, frame } = session()
    frame()
    const before = told()
    pointer.hover('payload', shown(3))
    pointer.hover('payload', shown(4))
    expect(told()).toBe(before)
    frame()
    expect(told()).toBe(before + 1)
    pointer.hover('payload', shown(4))
    frame()
    expect(told()).toBe(before + 1)
  })

  it('returns from the mouse to the caret, and keeps the caret of another box', () => {
    const { pointer } = session()
    pointer.settle('payload', shown(20, 20))
    pointer.hover('token', { in: 'text', span: { from: 2, to: 3 } })
    expect(pointer.current()?.source).toBe('token')
    pointer.hover('payload', undefined)
    expect(pointer.current()?.source).toBe('token')
    pointer.hover('token', undefined)
    expect(pointer.current()?.source).toBe('payload')
    pointer.settle('header', undefined)
    expect(pointer.current()?.source).toBe('payload')
  })

  it('waits if the caret is in text that was not taken up yet', () => {
    const { store, pointer, told, frame, paint } = session()
    frame()
    const before = told()
    store.input('payload', { read: () => '{"iss":"x","Admin":false}', wholesale: false })
    pointer.settle('payload', shown(14, 14))
    frame()
    expect(told()).toBe(before)
    paint()
    paint()
    frame()
    expect(told()).toBe(before + 1)
    expect(pointer.current()?.connection.member?.name).toBe('Admin')
  })

  it('drops a place that an edit removed', () => {
    const { store, pointer } = session()
    pointer.settle('token', { in: 'text', span: { from: token.length - 1, to: token.length } })
    expect(pointer.current()?.connection.carrier.part).toBe('signature')
    store.dispatch({ type: 'load', text: token.slice(0, 20) })
    expect(pointer.current()).toBeUndefined()
    store.dispatch({ type: 'clear' })
    expect(pointer.current()).toBeUndefined()
  })
})
