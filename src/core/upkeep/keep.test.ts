// Checks that results are kept as long as they can be requested again, and failures never.
import { describe, expect, it } from 'vitest'
import { keep, keepLatest } from './keep.ts'

describe('what follows from an object', () => {
  it('is worked out once, even where it is undefined', () => {
    let made = 0
    const nothing = keep((_of: object) => void made++)
    const [a, b] = [{}, {}]
    for (const each of [a, b, a, b]) nothing(each)
    expect(made).toBe(2)
  })

  it('is worked out again where it failed', async () => {
    let tries = 0
    const flaky = keep((_of: object) => (tries++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve('yes')))
    const of = {}
    await expect(flaky(of)).rejects.toThrow('no')
    expect(await flaky(of)).toBe('yes')
    expect(await flaky(of)).toBe('yes')
    expect(tries).toBe(2)
  })
})

describe('the latest answer', () => {
  it('stays until something else is asked', () => {
    const asked: string[] = []
    const join = keepLatest((...words: readonly string[]) => (asked.push(words.join()), words.join(' ')))
    expect([join('a', 'b'), join('a', 'b'), join('a'), join('a', 'b')]).toEqual(['a b', 'a b', 'a', 'a b'])
    expect(asked).toEqual(['a,b', 'a', 'a,b'])
  })

  it('can be asked for by what counts of the question', () => {
    let made = 0
    const half = keepLatest(
      (number: number) => (made++, Math.floor(number / 2)),
      (number) => [number >> 1],
    )
    expect([half(4), half(5), half(6)]).toEqual([2, 2, 3])
    expect(made).toBe(2)
  })

  it('is asked again where it failed, unless another question came between', async () => {
    let tries = 0
    const flaky = keepLatest((_of: string) => (tries++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve(tries)))
    const first = flaky('a')
    const second = flaky('b')
    await expect(first).rejects.toThrow('no')
    expect(flaky('b')).toBe(second)
    expect([await flaky('a'), tries]).toEqual([3, 3])
  })
})
