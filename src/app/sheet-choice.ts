// Which sheet is open over the desk. Separate from the sheets, which the first paint doesn't need.
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

/** Opens a sheet in place of any other, or closes it if it is open. */
export function toggleSheet(name: SheetName): void {
  show(open === name ? undefined : name)
}

/** The name of the open sheet; undefined where none is open. */
export function useOpenSheet(): SheetName | undefined {
  return useSyncExternalStore(subscribe, get, () => undefined)
}

/** Closes the open sheet. */
export function closeSheet(): void {
  show(undefined)
}

function get(): SheetName | undefined {
  return open
}
