// The judgement as React sees it: of the check that is shown, again whenever that, the viewpoint or the time has changed.
import { useMemo, useSyncExternalStore } from 'react'
import { currentSeconds } from '../../platform/clock.ts'
import type { Judgement, WordedFinding } from '../answers/judge.ts'
import { findingsByMember, placeFindings, type PlacedFinding } from '../places/finding-places.ts'
import type { JsonPart } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import { currentCheck, shownCheck } from '../store/progress.ts'
import type { Store } from '../store/store.ts'
import { useTicks } from './use-clock.ts'
import { useSession, useStore } from './use-session.ts'

/** Selects from the judgement; undefined before the first check is done, and where it failed. */
export function useJudgement<T>(select: (judgement: Judgement) => T): T | undefined {
  const store = useStore()
  const get = () => {
    const judgement = store.judge(currentSeconds())
    return judgement && select(judgement)
  }
  return useSyncExternalStore(useTicks(store), get, get)
}

const NONE: readonly WordedFinding[] = []

/** Findings, worst first; none until the first check is done. */
export function useFindings(): readonly WordedFinding[] {
  return useJudgement(({ findings }) => findings) ?? NONE
}

/** What to underline in a box. Belongs to the check that is shown; the editor carries it along with what is typed meanwhile. */
export function usePlacedFindings(box: 'token' | JsonPart): readonly PlacedFinding[] {
  const state = useSession(({ progress }) => shownCheck(progress)?.state)
  const findings = useFindings()
  return useMemo(() => (state ? placeFindings(state, findings, box) : []), [state, findings, box])
}

/** The worst finding at each member, by name. */
export function useFindingsByMember(part: JsonPart): ReadonlyMap<string, WordedFinding> {
  const state = useSession(({ progress }) => shownCheck(progress)?.state)
  const findings = useFindings()
  return useMemo(() => (state ? findingsByMember(state, findings, part) : new Map<string, WordedFinding>()), [state, findings, part])
}

/**
 * The state whose text a finding's places count in, with all typed input taken up; undefined where something else was typed since it was
 * found, which is checked in a moment.
 */
export function checkedState(store: Store, finding: WordedFinding): State | undefined {
  store.flush()
  const check = currentCheck(store.getSnapshot().progress)
  return store.judge(currentSeconds())?.findings.includes(finding) ? check?.state : undefined
}
