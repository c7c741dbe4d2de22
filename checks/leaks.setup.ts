// Checks that each test file leaves the globals as it found them, since unit tests share modules and globals to save a third of the time.
import { afterAll, beforeAll, expect } from 'vitest'

/** What tests replace: globals, the objects and prototypes that they spy on, and the environment. */
const watched: Readonly<Record<string, () => object>> = {
  globalThis: () => globalThis,
  crypto: () => crypto,
  'crypto.subtle': () => crypto.subtle,
  'Crypto.prototype': () => Crypto.prototype,
  'SubtleCrypto.prototype': () => SubtleCrypto.prototype,
  'TextEncoder.prototype': () => TextEncoder.prototype,
  'TextDecoder.prototype': () => TextDecoder.prototype,
  Uint8Array: () => Uint8Array,
  'Array.prototype': () => Array.prototype,
  'Number.prototype': () => Number.prototype,
  'Object.prototype': () => Object.prototype,
  'String.prototype': () => String.prototype,
  Date: () => Date,
  JSON: () => JSON,
  Math: () => Math,
  console: () => console,
  'process.env': () => process.env,
}

function snapshot(): Map<string, unknown> {
  const all = new Map<string, unknown>()
  for (const [name, object] of Object.entries(watched)) {
    const owner = object()
    for (const key of Reflect.ownKeys(owner)) {
      // Programs such as Node's fetch and Vitest keep data for the whole process here.
      if (owner === globalThis && typeof key === 'symbol') continue
      // Node defines many globals when they are first read. A prototype's getters can't be read, only compared.
      const { value, get } = Reflect.getOwnPropertyDescriptor(owner, key) ?? {}
      all.set(`${name}.${String(key)}`, owner === globalThis ? Reflect.get(owner, key) : (get ?? value))
    }
  }
  return all
}

let before: Map<string, unknown>
beforeAll(() => {
  before = snapshot()
})

afterAll(() => {
  const after = snapshot()
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !Object.is(before.get(name), after.get(name)))
  expect(changed, 'globals that these tests left changed').toEqual([])
})
