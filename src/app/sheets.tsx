// The sheets that are laid over the desk on request, one at a time; their code comes with the first opening.
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { FocusHolder } from '../ui/focus-holder.tsx'
import { createListeners } from '../core/upkeep/listeners.ts'

const SheetByName = lazy(async () => ({ default: (await import('./open-sheet.tsx')).SheetByName }))

export type SheetName = 'add-claim' | 'compare' | 'encrypt' | 'issue' | 'new-token' | 'steps'

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

/** The sheet that is open. With the desk under it, it goes. */
export function OpenSheet() {
  const name = useOpenSheet()
  useEffect(() => close, [])
  return <Suspense fallback={<FocusHolder label="Loading" />}>{name && <SheetByName name={name} onClose={close} />}</Suspense>
}

function close(): void {
  show(undefined)
}

function get(): SheetName | undefined {
  return open
}
