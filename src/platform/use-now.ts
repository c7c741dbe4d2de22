// The real clock as React sees it: a component repaints only when what it makes of the time has changed. Tokens are judged by the clock of session/use-clock.ts.
import { useSyncExternalStore } from 'react'
import { currentSeconds, onTick } from './clock.ts'

/** Selects from the time in seconds; the selection must be a plain value. */
export function useWallClock<T extends string | number | boolean | undefined>(select: (seconds: number) => T): T {
  const get = () => select(currentSeconds())
  return useSyncExternalStore(onTick, get, get)
}
