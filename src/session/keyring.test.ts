// Checks that names in the keyring stay distinct, and that it knows which keys would be lost by leaving.
import { describe, expect, it } from 'vitest'
import { secretKey } from '../core/keys/read/secret.ts'
import { createKeyring, emptyRing, reduceRing, unsavedKeys, type Ring, type RingAction } from './keyring.ts'

const key = secretKey(Uint8Array.of(1, 2, 3), 'jwk')
const after = (...actions: RingAction[]): Ring => actions.reduce(reduceRing, emptyRing)
const keep = (name: string, origin: 'generated' | 'brought' = 'generated'): RingAction => ({ type: 'keep', name, key, origin })

describe('the keyring', () => {
  it('keeps the newest first, and uses no name twice', () => {
    expect(after(keep('a'), keep('a'), keep('b'), keep('a')).keys.map(({ name }) => name)).toEqual(['a 3', 'b', 'a 2', 'a'])
  })

  it('renames, but not to nothing and not to another’s name', () => {
    const ring = after(keep('a'), keep('b'))
    expect(reduceRing(ring, { type: 'rename', id: 1, name: ' c ' }).keys.map(({ name }) => name)).toEqual(['b', 'c'])
    expect(reduceRing(ring, { type: 'rename', id: 1, name: 'b' }).keys.map(({ name }) => name)).toEqual(['b', 'b 2'])
    expect(reduceRing(ring, { type: 'rename', id: 1, name: 'a' }).keys.map(({ name }) => name)).toEqual(['b', 'a'])
    expect(reduceRing(ring, { type: 'rename', id: 1, name: '  ' })).toBe(ring)
  })

  it('writes a kid into the key, and removes it if it is empty', () => {
    const ring = after(keep('a'), { type: 'set-kid', id: 1, kid: 'one' })
    expect(ring.keys[0]?.key.kid).toBe('one')
    expect(reduceRing(ring, { type: 'set-kid', id: 1, kid: '' }).keys[0]?.key.kid).toBeUndefined()
    expect(key.kid).toBeUndefined()
  })

  it('warns only about keys that were generated here and never exported', () => {
    const ring = after(keep('made'), keep('brought', 'brought'), keep('saved'), { type: 'exported', id: 3 })
    expect(unsavedKeys(ring).map(({ name }) => name)).toEqual(['made'])
    expect(unsavedKeys(reduceRing(ring, { type: 'forget', id: 1 }))).toEqual([])
  })

  it('never reuses a number, so that a late action never affects another key', () => {
    const ring = after(keep('a'), { type: 'forget', id: 1 }, keep('b'))
    expect(ring.keys[0]?.id).toBe(2)
    expect(reduceRing(ring, { type: 'exported', id: 1 })).toBe(ring)
    expect(reduceRing(ring, { type: 'forget', id: 1 })).toBe(ring)
  })

  it('notifies its listeners only of changes', () => {
    const keyring = createKeyring()
    let told = 0
    const stop = keyring.subscribe(() => told++)
    keyring.dispatch(keep('a'))
    keyring.dispatch({ type: 'forget', id: 9 })
    stop()
    keyring.dispatch(keep('b'))
    expect([told, keyring.getSnapshot().keys.length]).toEqual([1, 2])
  })
})
