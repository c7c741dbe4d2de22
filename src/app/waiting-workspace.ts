// A workspace file that was dropped in any room and waits in Keys for its password.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'

export interface WaitingWorkspace {
  readonly name: string
  readonly text: string
}

let waiting: WaitingWorkspace | undefined
const { subscribe, tell } = createListeners()

/** Puts one there in place of any other, or takes it away. */
export function setWaitingWorkspace(file: WaitingWorkspace | undefined): void {
  waiting = file
  tell()
}

export function useWaitingWorkspace(): WaitingWorkspace | undefined {
  return useSyncExternalStore(
    subscribe,
    () => waiting,
    () => undefined,
  )
}
