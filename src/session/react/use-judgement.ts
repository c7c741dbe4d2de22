// How the token stands against what is expected of it, as React sees it.
import { useSyncExternalStore } from 'react'
import { currentSeconds, onTick } from '../../platform/clock.ts'
import { createJudge, type Judge, type Judgement } from '../store/judge.ts'
import type { Store } from '../store/store.ts'
import { useStore } from './use-session.ts'

const judges = new WeakMap<Store, Judge>()

export function useJudgement(): Judgement {
  const store = useStore()
  let judge = judges.get(store)
  if (!judge) judges.set(store, (judge = createJudge(store, { onTick, currentSeconds })))
  return useSyncExternalStore(judge.subscribe, judge.get, judge.get)
}
