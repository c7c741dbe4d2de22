// The unit tests share their modules and globals, which saves a third of the time; so each file must leave the globals as it found them.
import { afterAll, beforeAll, expect } from 'vitest'

/** What tests replace: the globals, the objects and prototypes among them that they spy on, and the environment. */
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
      // Where programs keep what is theirs for the whole process, as Node's fetch and Vitest do.
      if (owner === globalThis && typeof key === 'symbol') continue
      // Node puts many globals in place when they are first read. A prototype's getters cannot be read, only compared.
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
