// A panel of the inspector. If it breaks, it says so, and the rest of the page works on.
import type { ReactNode } from 'react'
import { copyText } from '../platform/clipboard.ts'
import { PanelBoundary } from '../ui/panel-boundary.tsx'

export function Panel({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <PanelBoundary name={name} copy={copyText}>
      {children}
    </PanelBoundary>
  )
}
