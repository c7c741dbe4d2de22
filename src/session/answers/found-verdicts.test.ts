// Checks the verdicts on the tokens of one paste: each with the given key, once, and within the time an answer may take.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { jwe, segment } from '../../core/diagnostics/token.fixture.ts'
import { inspect } from '../../core/inspect.ts'
import { initialState, reduce } from '../state/state.ts'
import { verdictsWith } from './found-verdicts.ts'

const SECRET = 'wK3q8Zr1tUe0xJm5nVbYyPq9dWfRz7v2'
function hs256(claims: object, secret = SECRET, alg = 'HS256'): string {
  const input = `${segment({ alg, typ: 'JWT' })}.${segment(claims)}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}
const stateOf = (text: string, key: string) => reduce(reduce(initialState, { type: 'load', text }), { type: 'edit-key', key, at: 0 })
const never = new AbortController().signal

const good = hs256({ n: 1 })
const forged = hs256({ n: 2 }, 'another')
const unsecured = `${segment({ alg: 'none' })}.${segment({ n: 3 })}.`
const sealed = jwe({ alg: 'dir', enc: 'A128GCM' })
const other = hs256({ n: 4 }, SECRET, 'ES256')
const text = [good, forged, unsecured, sealed, other].join('\n')
const { found } = inspect(text)

test('each token is checked with the key at hand', async () => {
  const { known, ask } = verdictsWith(stateOf(text, SECRET))
  await ask(found, found, never)
  expect(found.map(({ compact }) => known.get(compact)?.state)).toEqual(['valid', 'mismatch', 'unsecured', 'key-problem', 'key-problem'])
  expect(known.get(good)?.from).toBe('yours')
})

test('without a key, nothing is reported as verified', async () => {
  const { known, ask } = verdictsWith(stateOf(text, ''))
  await ask(found, found, never)
  expect(found.map(({ compact }) => known.get(compact)?.state)).toEqual(['no-key', 'no-key', 'unsecured', 'encrypted', 'no-key'])
})

test('only wanted tokens are checked, and those that left the paste are forgotten', async () => {
  const { known, ask } = verdictsWith(stateOf(text, SECRET))
  await ask(found.slice(0, 1), found, never)
  expect([...known.keys()]).toEqual([good])
  const first = known.get(good)
  await ask(found.slice(0, 2), found, never)
  expect(known.get(good)).toBe(first)
  await ask([], found.slice(1), never)
  expect([...known.keys()]).toEqual([forged])
})

test('another key starts without answers, and the same one continues', () => {
  const state = stateOf(text, SECRET)
  const verdicts = verdictsWith(state)
  expect(verdictsWith(reduce(state, { type: 'open', index: 1 }))).toBe(verdicts)
  expect(verdictsWith(reduce(state, { type: 'edit-key', key: 'another', at: 0 }))).not.toBe(verdicts)
})

test('an answer that is no longer wanted is not given', async () => {
  const { known, ask } = verdictsWith(stateOf(text, SECRET))
  const controller = new AbortController()
  controller.abort()
  await ask(found, found, controller.signal)
  expect(known.size).toBe(0)
})

test('thousands of tokens do not block the page', async () => {
  const many = Array.from({ length: 3000 }, (_, n) => hs256({ n })).join('\n')
  const paste = inspect(many).found
  const { ask } = verdictsWith(stateOf(many, SECRET))
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await ask(paste, paste, never)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})
