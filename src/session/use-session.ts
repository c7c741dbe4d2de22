// The session as React sees it: one store, and a hook that repaints only when what it selects has changed.
import { createContext, use, useSyncExternalStore } from 'react'
import type { ClaimsSet } from '../core/claims-set.ts'
import { derive, type Derived } from './derived.ts'
import { initialSnapshot, type Snapshot, type Store } from './store.ts'

export const SessionContext = createContext<Store | undefined>(undefined)

/** The store itself, for actions. Throws outside the context: our own bug. */
export function useStore(): Store {
  const store = use(SessionContext)
  if (!store) throw new Error('no session around this component')
  return store
}

/** Selects from what is shown. The selection must be a plain value or an object that stays the same as long as its content does. */
export function useSession<T>(select: (snapshot: Snapshot, derived: Derived) => T): T {
  const store = useStore()
  const get = () => {
    const snapshot = store.getSnapshot()
    return select(snapshot, derive(snapshot.state))
  }
  // What was prerendered, until React has taken it over: a link may have been opened before.
  const getPrerendered = () => select(initialSnapshot, derive(initialSnapshot.state))
  return useSyncExternalStore(store.subscribe, get, getPrerendered)
}

/** Characters of a token whose claims are read after the paint that shows it. */
const LARGE = 50_000

/** The claims of what is shown; of a large token those of its last check, so that a keystroke does not wait for them. */
export function useClaims(): ClaimsSet | undefined {
  return useSession(({ state, busy, check }, derived) => (busy && state.text.length > LARGE ? check?.claims : derived.claims))
}
