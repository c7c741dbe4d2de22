// The sheets and dialogs by their names, each fetched with its first opening. Apart from sheets.tsx, so that the first visit need not know where they are.
import { lazy, type ComponentType } from 'react'
import type { SheetName } from './sheets.tsx'

type SheetComponent = ComponentType<{ onClose(): void }>

const SHEETS: Record<SheetName, SheetComponent> = {
  'add-claim': lazy(async () => ({ default: (await import('../features/make/add-claim-dialog.tsx')).AddClaimDialog })),
  compare: lazy(async () => ({ default: (await import('../features/compare/compare.tsx')).Compare })),
  encrypt: lazy(async () => ({ default: (await import('../features/encrypt/encrypt.tsx')).Encrypt })),
  issue: lazy(async () => ({ default: (await import('../features/sd-jwt/issue-sheet.tsx')).IssueSheet })),
  'new-token': lazy(async () => ({ default: (await import('../features/make/new-token.tsx')).NewToken })),
  steps: lazy(async () => ({ default: (await import('../features/steps/steps.tsx')).Steps })),
}

export function SheetByName({ name, onClose }: { readonly name: SheetName; onClose(): void }) {
  const Sheet = SHEETS[name]
  return <Sheet onClose={onClose} />
}
