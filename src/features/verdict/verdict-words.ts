// The sentences of the verdict, whose code the empty page does not need: it comes with the first check.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../../core/upkeep/listeners.ts'
import type { verdictOf as VerdictOf } from './verdict-sentence.ts'

let arrived: typeof VerdictOf | undefined
const { subscribe, tell } = createListeners()

/** Fetches them, so that a check is not said to be done before the verdict can speak of it. Rejects where they cannot be had. */
export async function loadVerdictWords(): Promise<void> {
  arrived = (await import('./verdict-sentence.ts')).verdictOf
  tell()
}

/** What words a verdict; undefined until it is there. */
export function useVerdictWords(): typeof VerdictOf | undefined {
  return useSyncExternalStore(
    subscribe,
    () => arrived,
    () => undefined,
  )
}
