// The real time as React sees it: a component repaints only when what it makes of it has changed. Tokens are judged by `useInstant` of the session.
import { useSyncExternalStore } from 'react'
import { currentSeconds, onTick } from './clock.ts'

/** Selects from the time in seconds; the selection must be a plain value. */
export function useRealTime<T extends string | number | boolean | undefined>(select: (seconds: number) => T): T {
  const get = () => select(currentSeconds())
  return useSyncExternalStore(onTick, get, get)
}
