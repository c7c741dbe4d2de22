// The findings on what is shown, made anew when the check or the state of time has changed.
import { useMemo } from 'react'
import { readTime } from '../core/claims-set.ts'
import type { Finding } from '../core/diagnostics/diagnostic.ts'
import { currentSeconds } from '../platform/clock.ts'
import { useNow } from '../platform/use-now.ts'
import { useClaims, useSession } from './use-session.ts'

const NONE: readonly Finding[] = []

/** Findings, worst first; none until the first check is done. */
export function useFindings(): readonly Finding[] {
  const check = useSession((snapshot) => snapshot.check)
  const claims = useClaims()
  // Findings are the same within a minute of the same state of time.
  const phase = useNow((seconds): string => {
    const { state, exp } = readTime(claims, seconds)
    return `${state} ${exp === undefined ? '' : Math.floor((exp - seconds) / 60)}`
  })
  return useMemo(() => (phase === '' ? NONE : (check?.diagnose(currentSeconds(), 0) ?? NONE)), [check, phase])
}
