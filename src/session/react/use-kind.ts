// The kind of the token on the page, once the code that knows kinds has arrived.
import { useMemo, useSyncExternalStore } from 'react'
import type * as kindModule from '../answers/kind.ts'
import type { Kind } from '../answers/kind.ts'
import { useSession } from './use-session.ts'

type KindModule = typeof kindModule

let arrived: KindModule | undefined
const listeners = new Set<() => void>()

/** Fetches that code; without it names keep their most common meanings. */
export async function loadKinds(): Promise<void> {
  if (arrived) return
  arrived = await import('../answers/kind.ts').catch(() => undefined)
  for (const listener of listeners) listener()
}

/** The module itself; undefined until it is there. */
export function useKinds(): KindModule | undefined {
  return useSyncExternalStore(subscribe, get, get)
}

/** The kind of the token that was checked last. */
export function useKind(): Kind | undefined {
  const kinds = useKinds()
  const state = useSession(({ check }) => check?.state)
  const profileId = useSession(({ standpoint }) => standpoint.profileId)
  return useMemo(() => state && kinds?.kindOf(state, profileId), [kinds, state, profileId])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function get(): KindModule | undefined {
  return arrived
}
