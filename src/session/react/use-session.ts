// Gives React the session's store, with hooks that render only when what they select has changed. `useAtOnce` is for the content of boxes,
// `useSession` for the rest of the page, and `useCheck` for the result about exactly what is shown; see also `useJudgement`.
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
 * Selects from what is shown, which includes pasted or typed text once the boxes have painted it. The selection must be a plain value, or
 * an object that stays the same as long as its content does.
 */
export function useSession<T>(select: Select<T>): T {
  return useView(useStore().later, select)
}

/** Like `useSession`, but without waiting for a paint; for the boxes themselves. */
export function useAtOnce<T>(select: Select<T>): T {
  return useView(useStore(), select)
}

/** Selects from the check of exactly what is shown; undefined while that is awaited, and if it failed. */
export function useCheck<T>(select: (check: Check) => T): T | undefined {
  return useSession(({ progress }) => {
    const check = currentCheck(progress)
    return check && select(check)
  })
}

/** The result of decrypting the shown JWE with the shown key, even while something else about it is being checked. */
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
  // During hydration it has to be the prerendered state, although a link may already have been opened.
  const getPrerendered = () => select(initialSnapshot, derive(initialSnapshot.state))
  return useSyncExternalStore(view.subscribe, get, getPrerendered)
}

/** In characters. The claims of a longer token aren't read until its check. */
const LARGE = 50_000

/**
 * The claims of the shown token. For a large token, they are those of its last check, so that keystrokes don't wait for them. For an SD-JWT
 * they are those of its processed payload, and for a JWE those of its content, as soon as that is known.
 */
export function useClaims(): ClaimsSet | undefined {
  return useSession(({ state, progress }, derived) => {
    if (progress.at === 'checking' && state.text.length > LARGE) return shownCheck(progress)?.facts?.claims
    const { token } = derived.inspection
    const check = (token?.sdJwt || token?.object?.kind === 'jwe') && currentCheck(progress)
    return check ? check.facts?.claims : derived.claims
  })
}
