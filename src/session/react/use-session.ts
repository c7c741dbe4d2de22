// The session as React sees it: one store, and hooks that repaint only when what they select has changed. `useAtOnce` is for what a box
// shows, `useSession` for the page around it, `useCheck` for what was found out about exactly what is shown, and `useJudgement` beside them.
import { createContext, use, useSyncExternalStore } from 'react'
import type { ClaimsSet } from '../../core/claims/claims-set.ts'
import type { Decryption } from '../../core/crypto/decryption.ts'
import type { Check } from '../answers/check.ts'
import { derive, type Derived } from '../state/derived.ts'
import type { State } from '../state/state.ts'
import { currentCheck, shownCheck } from '../store/progress.ts'
import { initialSnapshot, type Snapshot, type SnapshotView, type Store } from '../store/store.ts'

export const SessionContext = createContext<Store | undefined>(undefined)

/** The store itself, for actions. Throws outside the context: our own bug. */
export function useStore(): Store {
  const store = use(SessionContext)
  if (!store) throw new Error('no session around this component')
  return store
}

type Select<T> = (snapshot: Snapshot, derived: Derived) => T

/**
 * Selects from what is shown: of what was pasted or typed once the boxes have painted it. The selection must be a plain value or an
 * object that stays the same as long as its content does.
 */
export function useSession<T>(select: Select<T>): T {
  return useView(useStore().later, select)
}

/** As `useSession`, without waiting for a paint: for the boxes themselves. */
export function useAtOnce<T>(select: Select<T>): T {
  return useView(useStore(), select)
}

/** Selects from the check of exactly what is shown; undefined while that is awaited, and where it failed. */
export function useCheck<T>(select: (check: Check) => T): T | undefined {
  return useSession(({ progress }) => {
    const check = currentCheck(progress)
    return check && select(check)
  })
}

/** What became of the JWE that is shown with the key that is shown, also while something else about it is being checked. */
export function useDecryption(): Decryption | undefined {
  return useSession(({ state, progress }) => {
    const shown = shownCheck(progress)
    return shown && sameInput(shown.state, state) ? shown.decryption : undefined
  })
}

function sameInput(a: State, b: State): boolean {
  return (
    a.text === b.text &&
    a.index === b.index &&
    a.key === b.key &&
    a.secretEncoding === b.secretEncoding &&
    a.secretText === b.secretText &&
    a.tried === b.tried &&
    a.passphrase === b.passphrase
  )
}

function useView<T>(view: SnapshotView, select: Select<T>): T {
  const get = () => {
    const snapshot = view.getSnapshot()
    return select(snapshot, derive(snapshot.state))
  }
  // What was prerendered, until React has taken it over: a link may have been opened before.
  const getPrerendered = () => select(initialSnapshot, derive(initialSnapshot.state))
  return useSyncExternalStore(view.subscribe, get, getPrerendered)
}

/** Characters of a token whose claims are read after the paint that shows it. */
const LARGE = 50_000

/**
 * The claims of what is shown; of a large token those of its last check, so that a keystroke does not wait for them. Of an SD-JWT those of
 * its processed payload, of a JWE those of its content, as soon as that is known.
 */
export function useClaims(): ClaimsSet | undefined {
  return useSession(({ state, progress }, derived) => {
    if (progress.at === 'checking' && state.text.length > LARGE) return shownCheck(progress)?.facts?.claims
    const { token } = derived.inspection
    const check = (token?.sdJwt || token?.object?.kind === 'jwe') && currentCheck(progress)
    return check ? check.facts?.claims : derived.claims
  })
}
