// React hook for the real time, which rerenders only when the selected value changes. Tokens are judged by the session's `useInstant`.
import { useSyncExternalStore } from 'react'
import { currentSeconds, onTick } from './clock.ts'

/** Selects a value from the time in seconds, which must be a primitive. */
export function useRealTime<T extends string | number | boolean | undefined>(select: (seconds: number) => T): T {
  const get = () => select(currentSeconds())
  return useSyncExternalStore(onTick, get, get)
}
