// Checks what goes into a workspace file, and which of its keys are restored.
import { expect, it } from 'vitest'
import { generateKey } from '../core/keys/make/generate-key.ts'
import { exportJwk } from '../core/keys/make/export-key.ts'
import { readKey } from '../core/keys/read/read-key.ts'
import { emptyRing, reduceRing } from './keyring.ts'
import { initialViewpoint } from './state/viewpoint.ts'
import { missingKeys, workspaceOf } from './workspace.ts'

const [a, b] = [(await generateKey('ES256'))!, (await generateKey('HS256'))!]
const publicA = (await readKey(JSON.stringify(exportJwk(a, 'public')))).keys[0]!
const ring = (...keys: (typeof a)[]) =>
  keys.reduce((all, key) => reduceRing(all, { type: 'keep', name: 'k', key, origin: 'brought' }), emptyRing)
const named = (...keys: (typeof a)[]) => keys.map((key, i) => ({ name: String(i), key }))

it('values issued with a token stay out of the workspace, but the clock’s leeway goes in', () => {
  const viewpoint = { ...initialViewpoint, clock: { moved: 5, leeway: 60 }, expectations: { issuer: 'me', companions: { code: 'secret' } } }
  expect(workspaceOf(ring(a), viewpoint, 'dark')).toEqual({
    keys: [{ name: 'k', key: a }],
    expectations: { issuer: 'me', leeway: 60 },
    theme: 'dark',
  })
  expect(workspaceOf(emptyRing, initialViewpoint, undefined)).toEqual({ keys: [], expectations: {}, theme: undefined })
})

it('existing keys are not added twice, but a private half is added to its public one', () => {
  const restored = (on: ReturnType<typeof ring>, ...keys: (typeof a)[]) => missingKeys(on, named(...keys)).map(({ key }) => key)
  expect(restored(emptyRing, a, b)).toEqual([a, b])
  expect(restored(ring(a, b), a, b)).toEqual([])
  expect(restored(ring(a), publicA, b)).toEqual([b])
  expect(restored(ring(publicA), a)).toEqual([a])
  expect(restored(ring(publicA, a), a, publicA)).toEqual([])
  expect(restored(ring(a, publicA), a)).toEqual([])
})
