// Which sheet is laid over the desk. Apart from the sheets, which the first picture does not need.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'

export type SheetName =
  | 'add-claim'
  | 'compare'
  | 'encrypt'
  | 'issue'
  | 'new-token'
  | 'report'
  | 'service'
  | 'share'
  | 'steps'
  | 'tour'
  | 'variations'
  | 'verify-in-code'

let open: SheetName | undefined
const { subscribe, tell } = createListeners()

function show(next: SheetName | undefined): void {
  open = next
  tell()
}

/** Opens a sheet in place of any other; puts it away where it is open. */
export function toggleSheet(name: SheetName): void {
  show(open === name ? undefined : name)
}

/** The open one's name; undefined while the desk lies bare. */
export function useOpenSheet(): SheetName | undefined {
  return useSyncExternalStore(subscribe, get, () => undefined)
}

/** Puts the open one away. */
export function closeSheet(): void {
  show(undefined)
}

function get(): SheetName | undefined {
  return open
}
