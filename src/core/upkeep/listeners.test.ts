// Listeners are called until they unsubscribe, and costly work runs only while there are any.
import { expect, it } from 'vitest'
import { createListeners } from './listeners.ts'

it('tells every listener until it leaves, also one that listens twice', () => {
  const { subscribe, tell } = createListeners()
  let told = 0
  const listener = () => told++
  const leave = [subscribe(listener), subscribe(listener)]
  tell()
  expect(told).toBe(2)
  leave[0]!()
  leave[0]!()
  tell()
  expect(told).toBe(3)
})

it('begins with the first listener and ends after the last, again and again', () => {
  const seen: string[] = []
  const { subscribe } = createListeners(() => (seen.push('begin'), () => seen.push('end')))
  for (let i = 0; i < 2; i++) {
    const leave = [subscribe(() => {}), subscribe(() => {})]
    leave[0]!()
    expect(seen.at(-1)).toBe('begin')
    leave[1]!()
  }
  expect(seen).toEqual(['begin', 'end', 'begin', 'end'])
})
