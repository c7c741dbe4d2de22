// The sheets that are laid over the desk on request, one at a time; their code comes with the first opening.
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { FocusHolder } from '../ui/focus-holder.tsx'
import { createListeners } from '../core/upkeep/listeners.ts'

const Compare = lazy(async () => ({ default: (await import('../features/compare/compare.tsx')).Compare }))
const Encrypt = lazy(async () => ({ default: (await import('../features/encrypt/encrypt.tsx')).Encrypt }))
const Issue = lazy(async () => ({ default: (await import('../features/sd-jwt/issue-sheet.tsx')).IssueSheet }))
const NewToken = lazy(async () => ({ default: (await import('../features/make/new-token.tsx')).NewToken }))
const Steps = lazy(async () => ({ default: (await import('../features/steps/steps.tsx')).Steps }))

export type SheetName = 'compare' | 'encrypt' | 'issue' | 'new-token' | 'steps'

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
  return (
    <Suspense fallback={<FocusHolder label="Loading" />}>
      {name === 'steps' && <Steps onClose={close} />}
      {name === 'issue' && <Issue onClose={close} />}
      {name === 'compare' && <Compare onClose={close} />}
      {name === 'new-token' && <NewToken onClose={close} />}
      {name === 'encrypt' && <Encrypt onClose={close} />}
    </Suspense>
  )
}

function close(): void {
  show(undefined)
}

function get(): SheetName | undefined {
  return open
}
