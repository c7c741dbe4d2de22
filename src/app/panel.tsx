// A panel of the inspector: should it break, it says so and the rest lives on.
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
