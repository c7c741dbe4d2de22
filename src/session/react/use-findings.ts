// The findings on what is shown, made anew when the check, the point of view or the state of time has changed, and once for all who ask.
import { useMemo } from 'react'
import { readTime, type ClaimsSet } from '../../core/claims/claims-set.ts'
import type { Finding } from '../../core/diagnostics/rule/diagnostic.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import type { Check, View } from '../answers/check.ts'
import { findingsByMember, placeFindings, type PlacedFinding } from '../places/finding-places.ts'
import type { JsonPart } from '../state/opened-token.ts'
import { clockSeconds, useClock, useNow } from './use-clock.ts'
import { useClaims, useSession, useStore } from './use-session.ts'

const NONE: readonly Finding[] = []

/** Findings, worst first; none until the first check is done. */
export function useFindings(): readonly Finding[] {
  const store = useStore()
  const check = useSession((snapshot) => snapshot.check)
  const profileId = useSession(({ standpoint }) => standpoint.profileId)
  const knownSecret = useSession(({ standpoint }) => standpoint.knownSecret)
  const claims = useClaims()
  const { leeway } = useClock()
  const phase = useNow((seconds) => phaseOf(claims, seconds, leeway))
  return useMemo(
    () => (check ? findingsOf(check, phase, { now: clockSeconds(store), leeway, profileId, knownSecret }) : NONE),
    [store, check, phase, leeway, profileId, knownSecret],
  )
}

/** The token's kind does well without "exp"; false until the first check is done. */
export function useNeedsNoEnd(): boolean {
  const check = useSession((snapshot) => snapshot.check)
  const profileId = useSession(({ standpoint }) => standpoint.profileId)
  return useMemo(() => check?.needsNoEnd(profileId) ?? false, [check, profileId])
}

/** What to underline in a box. Belongs to the last check; the editor carries it along with what is typed meanwhile. */
export function usePlacedFindings(box: 'token' | JsonPart): readonly PlacedFinding[] {
  const state = useSession(({ check }) => check?.state)
  const findings = useFindings()
  return useMemo(() => (state ? placeFindings(state, findings, box) : []), [state, findings, box])
}

/** The worst finding at each member, by name. */
export function useFindingsByMember(part: JsonPart): ReadonlyMap<string, Finding> {
  const state = useSession(({ check }) => check?.state)
  const findings = useFindings()
  return useMemo(() => (state ? findingsByMember(state, findings, part) : new Map<string, Finding>()), [state, findings, part])
}

/** Changes whenever a finding would say something else of the time: with the words for what is left, or for how long it is over. */
function phaseOf(claims: ClaimsSet | undefined, seconds: number, leeway: number): string {
  const { state, exp, nbf, iat } = readTime(claims, seconds, leeway)
  const until = (at: number | undefined) => (at === undefined || at <= seconds ? '' : durationInWords(at - seconds))
  return `${state} ${until(nbf)} ${until(iat)} ${exp === undefined ? '' : `${exp > seconds} ${durationInWords(exp - seconds)}`}`
}

// By the function, which a check that learns its causes keeps.
const latest = new WeakMap<Check['diagnose'], { readonly key: string; readonly findings: readonly Finding[] }>()

function findingsOf(check: Check, phase: string, view: View): readonly Finding[] {
  const key = `${phase} ${view.leeway} ${view.profileId} ${view.knownSecret?.of} ${view.knownSecret?.where}`
  const known = latest.get(check.diagnose)
  if (known?.key === key) return known.findings
  const findings = check.diagnose(view)
  latest.set(check.diagnose, { key, findings })
  return findings
}
