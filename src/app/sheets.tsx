// The sheets that are laid over the desk on request, one at a time; their code comes with the first opening.
import { lazy, Suspense, useEffect } from 'react'
import { FocusHolder } from '../ui/focus-holder.tsx'
import { closeSheet, useOpenSheet } from './sheet-choice.ts'

const Compare = lazy(async () => ({ default: (await import('../features/compare/compare.tsx')).Compare }))
const Encrypt = lazy(async () => ({ default: (await import('../features/encrypt/encrypt.tsx')).Encrypt }))
const Issue = lazy(async () => ({ default: (await import('../features/sd-jwt/issue-sheet.tsx')).IssueSheet }))
const Steps = lazy(async () => ({ default: (await import('../features/steps/steps.tsx')).Steps }))
const Variations = lazy(async () => ({ default: (await import('../features/variations/variations.tsx')).Variations }))

/** The sheet that is open. With the desk under it, it goes. */
export function OpenSheet() {
  const name = useOpenSheet()
  useEffect(() => closeSheet, [])
  return (
    <Suspense fallback={<FocusHolder label="Loading" />}>
      {name === 'steps' && <Steps onClose={closeSheet} />}
      {name === 'issue' && <Issue onClose={closeSheet} />}
      {name === 'compare' && <Compare onClose={closeSheet} />}
      {name === 'encrypt' && <Encrypt onClose={closeSheet} />}
      {name === 'variations' && <Variations onClose={closeSheet} />}
    </Suspense>
  )
}
