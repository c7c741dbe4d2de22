// Holds a token against expectations without a page: when it asks, whose answer counts, and that a tick is no news.
import { describe, expect, it } from 'vitest'
import type { ExpectationResult, Expectations } from '../../core/expectations/expectations.ts'
import type { Check, View } from '../answers/check.ts'
import { asksAnything, createJudge } from './judge.ts'
import { createStore } from './store.ts'

const answer = (sentence: string, state: ExpectationResult['state'] = 'not-met'): ExpectationResult => ({
  id: 'audience',
  state,
  status: 401,
  sentence,
  clause: 'RFC 7519 section 4.1.3',
})

async function desk() {
  const asked: { expectations: Expectations; view: View; reply: (results: readonly ExpectationResult[]) => void }[] = []
  const expectOf: Check['expect'] = (expectations, view) => new Promise((reply) => asked.push({ expectations, view, reply }))
  const paints: (() => void)[] = []
  const store = createStore({
    check: (state) => Promise.resolve({ state, expect: expectOf } as Check),
    afterPaint: (callback) => paints.push(callback),
    now: () => 0,
  })
  let seconds = 100
  const tickers = new Set<() => void>()
  const judge = createJudge(store, {
    onTick: (listener) => (tickers.add(listener), () => void tickers.delete(listener)),
    currentSeconds: () => seconds,
  })
  let told = 0
  const stop = judge.subscribe(() => told++)
  const settle = async () => {
    for (const paint of paints.splice(0)) paint()
    await new Promise((done) => setTimeout(done))
  }
  const tick = () => {
    seconds++
    for (const listener of tickers) listener()
  }
  store.dispatch({ type: 'load', text: 'a.b.c' })
  await settle()
  return { store, judge, asked, settle, tick, stop, tickers, told: () => told }
}

describe('the judge', () => {
  it('asks nothing where nothing is expected', async () => {
    const { asked, judge } = await desk()
    expect(asked).toEqual([])
    expect(judge.get()).toEqual({ results: [], pending: false })
  })

  it('asks once for each question, says meanwhile that an answer is awaited, and puts failures first', async () => {
    const { store, judge, asked, settle } = await desk()
    store.dispatch({ type: 'expect', expectations: { audience: 'billing-api' } })
    expect(judge.get().pending).toBe(true)
    expect(asked.map(({ expectations }) => expectations)).toEqual([{ audience: 'billing-api' }])
    asked[0]!.reply([answer('fine', 'met'), answer('unknown', 'not-checkable'), answer('401: no')])
    await settle()
    expect(judge.get().pending).toBe(false)
    expect(judge.get().results.map(({ sentence }) => sentence)).toEqual(['401: no', 'unknown', 'fine'])
  })

  it('drops the answer to an older question', async () => {
    const { store, judge, asked, settle } = await desk()
    store.dispatch({ type: 'expect', expectations: { audience: 'old' } })
    store.dispatch({ type: 'expect', expectations: { audience: 'new' } })
    asked[1]!.reply([answer('new')])
    await settle()
    asked[0]!.reply([answer('old')])
    await settle()
    expect(judge.get()).toMatchObject({ pending: false, results: [{ sentence: 'new' }] })
    store.dispatch({ type: 'clear' })
    expect(judge.get()).toEqual({ results: [], pending: false })
  })

  it('judges by the moved clock, its leeway and the chosen profile', async () => {
    const { store, asked } = await desk()
    store.dispatch({ type: 'expect', expectations: { maxAge: 60, leeway: 5 } })
    store.dispatch({ type: 'move-clock', to: 7 })
    store.dispatch({ type: 'read-as', profileId: 'id-token' })
    expect(asked.map(({ view: { now, leeway, profileId } }) => [now, leeway, profileId])).toEqual([
      [100, 5, undefined],
      [7, 5, undefined],
      [7, 5, 'id-token'],
    ])
  })

  it('asks at a tick only where the age counts, without calling that news', async () => {
    const { store, judge, asked, settle, tick, told } = await desk()
    store.dispatch({ type: 'expect', expectations: { audience: 'a' } })
    tick()
    expect(asked.length).toBe(1)
    store.dispatch({ type: 'expect', expectations: { maxAge: 60 } })
    asked[1]!.reply([answer('too old')])
    await settle()
    const [before, results] = [told(), judge.get().results]
    tick()
    expect(judge.get().pending).toBe(false)
    asked[2]!.reply([answer('too old')])
    await settle()
    expect(told()).toBe(before)
    expect(judge.get().results).toBe(results)
  })

  it('rests when nobody listens', async () => {
    const { stop, tickers, store, asked } = await desk()
    stop()
    store.dispatch({ type: 'expect', expectations: { audience: 'a' } })
    expect([tickers.size, asked.length]).toEqual([0, 0])
  })
})

describe('expecting anything', () => {
  it('takes a value, and no emptied field', () => {
    expect(asksAnything({})).toBe(false)
    expect(asksAnything({ issuer: '', algorithms: [], companions: { code: '' } })).toBe(false)
    expect(asksAnything({ maxAge: 0 })).toBe(true)
    expect(asksAnything({ companions: { code: 'x' } })).toBe(true)
  })
})
