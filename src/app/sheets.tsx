// The sheets that open over the desk, one at a time. The code of each loads when it is first opened.
import { lazy, Suspense, useEffect, type ComponentType } from 'react'
import { FocusHolder } from '../ui/focus-holder.tsx'
import { closeSheet, useOpenSheet, type SheetName } from './sheet-choice.ts'

type Sheet = ComponentType<{ onClose(): void }>

const SHEETS: Record<SheetName, Sheet> = {
  'add-claim': lazy(async () => ({ default: (await import('../features/make/add-claim-dialog.tsx')).AddClaimDialog })),
  compare: lazy(async () => ({ default: (await import('../features/compare/compare.tsx')).Compare })),
  encrypt: lazy(async () => ({ default: (await import('../features/encrypt/encrypt.tsx')).Encrypt })),
  issue: lazy(async () => ({ default: (await import('../features/sd-jwt/issue-sheet.tsx')).IssueSheet })),
  'new-token': lazy(async () => ({ default: (await import('../features/make/new-token.tsx')).NewToken })),
  report: lazy(async () => ({ default: (await import('./report-sheet.tsx')).ReportSheet })),
  service: lazy(async () => ({ default: (await import('../features/expectations/service-sheet.tsx')).ServiceSheet })),
  share: lazy(async () => ({ default: (await import('../features/take/share-dialog.tsx')).ShareDialog })),
  steps: lazy(async () => ({ default: (await import('../features/steps/steps.tsx')).Steps })),
  tour: lazy(async () => ({ default: (await import('../features/tour/tour.tsx')).Tour })),
  variations: lazy(async () => ({ default: (await import('../features/variations/variations.tsx')).Variations })),
  'verify-in-code': lazy(async () => ({ default: (await import('./verify-in-code-sheet.tsx')).VerifyInCodeSheet })),
}

/** The sheet that is open. It closes with the desk. */
export function OpenSheet() {
  const name = useOpenSheet()
  useEffect(() => closeSheet, [])
  if (name === undefined) return null
  const Open = SHEETS[name]
  return (
    <Suspense fallback={<FocusHolder label="Loading" />}>
      <Open onClose={closeSheet} />
    </Suspense>
  )
}
