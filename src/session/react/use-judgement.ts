// Gives React the judgement of the shown check, updated whenever the check, the viewpoint or the time changes.
import { useSyncExternalStore } from 'react'
import { currentSeconds } from '../../platform/clock.ts'
import type { Judgement, WordedFinding } from '../answers/judge.ts'
import type { State } from '../state/state.ts'
import { currentCheck } from '../store/progress.ts'
import type { Store } from '../store/store.ts'
import { useTicks } from './use-clock.ts'
import { useStore } from './use-session.ts'

/** Selects from the judgement; undefined before the first check is done, and if it failed. */
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

/**
 * The state to whose text the places of a finding refer, with all typed input taken up; undefined if the text was changed after the
 * finding, until it is checked again.
 */
export function checkedState(store: Store, finding: WordedFinding): State | undefined {
  store.flush()
  const check = currentCheck(store.getSnapshot().progress)
  return store.judge(currentSeconds())?.findings.includes(finding) ? check?.state : undefined
}
