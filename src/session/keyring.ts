// Keeps the keys that were generated in or imported to the Keys room, in memory only, until the page is closed.
import { createListeners } from '../core/upkeep/listeners.ts'
import type { KeyMaterial } from '../core/keys/key-material.ts'

export interface KeptKey {
  readonly id: number
  /** The user's name for it; no two are the same. */
  readonly name: string
  /** With its "kid". */
  readonly key: KeyMaterial
  /** Generated here, imported, or restored from a workspace file. */
  readonly origin: 'generated' | 'brought' | 'file'
  /** Its secret part was copied or downloaded. */
  readonly exported: boolean
}

export interface Ring {
  readonly keys: readonly KeptKey[]
  readonly nextId: number
}

export type RingAction =
  | { readonly type: 'keep'; readonly name: string; readonly key: KeyMaterial; readonly origin: KeptKey['origin'] }
  | { readonly type: 'rename'; readonly id: number; readonly name: string }
  /** An empty `kid` removes it. */
  | { readonly type: 'set-kid'; readonly id: number; readonly kid: string }
  | { readonly type: 'exported'; readonly id: number }
  | { readonly type: 'forget'; readonly id: number }

export const emptyRing: Ring = { keys: [], nextId: 1 }

/** The next keyring, newest key first. An unknown id changes nothing. */
export function reduceRing(ring: Ring, action: RingAction): Ring {
  switch (action.type) {
    case 'keep': {
      const { key, origin } = action
      const kept: KeptKey = { id: ring.nextId, name: freeName(ring, action.name), key, origin, exported: false }
      return { keys: [kept, ...ring.keys], nextId: ring.nextId + 1 }
    }
    case 'rename': {
      const name = action.name.trim()
      const others = { ...ring, keys: ring.keys.filter(({ id }) => id !== action.id) }
      return name === '' ? ring : change(ring, action.id, () => ({ name: freeName(others, name) }))
    }
    case 'set-kid':
      return change(ring, action.id, ({ key }) => ({ key: { ...key, kid: action.kid === '' ? undefined : action.kid } }))
    case 'exported':
      return change(ring, action.id, () => ({ exported: true }))
    case 'forget':
      return ring.keys.some(({ id }) => id === action.id) ? { ...ring, keys: ring.keys.filter(({ id }) => id !== action.id) } : ring
  }
}

/** The keys that would be lost for good by leaving the page. */
export function unsavedKeys(ring: Ring): readonly KeptKey[] {
  return ring.keys.filter(({ origin, exported }) => origin === 'generated' && !exported)
}

function change(ring: Ring, id: number, to: (kept: KeptKey) => Partial<KeptKey>): Ring {
  if (!ring.keys.some((kept) => kept.id === id)) return ring
  return { ...ring, keys: ring.keys.map((kept) => (kept.id === id ? { ...kept, ...to(kept) } : kept)) }
}

function freeName(ring: Ring, wanted: string): string {
  const taken = new Set(ring.keys.map(({ name }) => name))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted} ${number}`)) number++
  return `${wanted} ${number}`
}

export interface Keyring {
  getSnapshot(): Ring
  subscribe(listener: () => void): () => void
  dispatch(action: RingAction): void
}

export function createKeyring(): Keyring {
  let ring = emptyRing
  const { subscribe, tell } = createListeners()
  return {
    getSnapshot: () => ring,
    subscribe,
    dispatch(action) {
      const next = reduceRing(ring, action)
      if (next === ring) return
      ring = next
      tell()
    },
  }
}
