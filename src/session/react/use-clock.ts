// Gives React the time at which the token is judged. A component renders only when its own result changes.
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { currentSeconds, onTick } from '../../platform/clock.ts'
import { instantAt, type ClockSetting } from '../state/viewpoint.ts'
import type { Store } from '../store/store.ts'
import { useSession, useStore } from './use-session.ts'

/** Selects from the instant in seconds; the selection must be a plain value. */
export function useInstant<T extends string | number | boolean | undefined>(select: (seconds: number) => T): T {
  const store = useStore()
  const get = () => select(instantOf(store))
  return useSyncExternalStore(useTicks(store), get, get)
}

/** Like `useInstant`, but for plain data of any shape: the same object as long as its content as JSON is the same. */
export function useAtInstant<T>(make: (seconds: number) => T): T {
  const store = useStore()
  const last = useRef<{ readonly make: typeof make; readonly seconds: number; readonly text: string; readonly value: T }>(undefined)
  const get = () => {
    const seconds = instantOf(store)
    // Called for every change of what is shown, and in every render.
    if (last.current?.make === make && last.current.seconds === seconds) return last.current.value
    const value = make(seconds)
    const text = JSON.stringify(value)
    last.current = { make, seconds, text, value: last.current?.text === text ? last.current.value : value }
    return last.current.value
  }
  return useSyncExternalStore(useTicks(store), get, get)
}

/** Whether the clock was moved to before or after the real time. */
export function useTense(moved: number | undefined): 'past' | 'future' | undefined {
  const get = () => (moved === undefined ? undefined : moved < currentSeconds() ? 'past' : 'future')
  return useSyncExternalStore(onTick, get, get)
}

/** The clock's settings. */
export function useClock(): ClockSetting {
  return useSession(({ viewpoint }) => viewpoint.clock)
}

/** Subscribes to both the store and the time. */
export function useTicks(store: Store): (listener: () => void) => () => void {
  return useCallback(
    (listener) => {
      const stops = [onTick(listener), store.later.subscribe(listener)]
      return () => stops.forEach((stop) => stop())
    },
    [store],
  )
}

function instantOf(store: Store): number {
  return instantAt(store.getSnapshot().viewpoint, currentSeconds())
}
