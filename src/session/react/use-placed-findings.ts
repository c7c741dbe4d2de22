// Gives the boxes their findings to underline, and the remarks on the lines of members.
import { useMemo } from 'react'
import type { WordedFinding } from '../answers/judge.ts'
import { findingsByMember, placeFindings, type PlacedFinding } from '../places/finding-places.ts'
import type { JsonPart } from '../state/opened-token.ts'
import { shownCheck } from '../store/progress.ts'
import { useFindings } from './use-judgement.ts'
import { useSession } from './use-session.ts'

/** What to underline in a box, from the check that is shown. The editor moves the underlines when the text is edited meanwhile. */
export function usePlacedFindings(box: 'token' | JsonPart): readonly PlacedFinding[] {
  const state = useSession(({ progress }) => shownCheck(progress)?.state)
  const findings = useFindings()
  return useMemo(() => (state ? placeFindings(state, findings, box) : []), [state, findings, box])
}

/** The worst finding about each member, by name. */
export function useFindingsByMember(part: JsonPart): ReadonlyMap<string, WordedFinding> {
  const state = useSession(({ progress }) => shownCheck(progress)?.state)
  const findings = useFindings()
  return useMemo(() => (state ? findingsByMember(state, findings, part) : new Map<string, WordedFinding>()), [state, findings, part])
}
