// Loads the sentences of the verdict with the first check, because the empty page doesn't need them.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../../core/upkeep/listeners.ts'
import type { verdictOf as VerdictOf } from './verdict-sentence.ts'

let arrived: typeof VerdictOf | undefined
const { subscribe, tell } = createListeners()

/** Loads the sentences, so that no check counts as done before the verdict can describe it. Rejects where they don't load. */
export async function loadVerdictWords(): Promise<void> {
  arrived = (await import('./verdict-sentence.ts')).verdictOf
  tell()
}

/** The function that words a verdict; undefined until it has loaded. */
export function useVerdictWords(): typeof VerdictOf | undefined {
  return useSyncExternalStore(
    subscribe,
    () => arrived,
    () => undefined,
  )
}
