// Holds a workspace file that was dropped in any room until its password is given in the Keys room.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'

export interface WaitingWorkspace {
  readonly name: string
  readonly text: string
}

let waiting: WaitingWorkspace | undefined
const { subscribe, tell } = createListeners()

/** Sets the file in place of any other, or removes it. */
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
