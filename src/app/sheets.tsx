// The sheets that are laid over the desk on request, one at a time; their code comes with the first opening.
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'

const Compare = lazy(async () => ({ default: (await import('../features/compare/compare.tsx')).Compare }))
const Steps = lazy(async () => ({ default: (await import('../features/steps/steps.tsx')).Steps }))

export type SheetName = 'compare' | 'steps'

/** Which sheet is open, as an element to mount, and a way to open one; opening the open one puts it away. */
export function useSheets() {
  const [open, setOpen] = useState<SheetName>()
  const close = useCallback(() => setOpen(undefined), [])
  const toggle = useCallback((name: SheetName) => setOpen((current) => (current === name ? undefined : name)), [])
  const element = useMemo(
    () => (
      <Suspense>
        {open === 'steps' && <Steps onClose={close} />}
        {open === 'compare' && <Compare onClose={close} />}
      </Suspense>
    ),
    [open, close],
  )
  return { open, toggle, element }
}
