// Holds the token against what the reader's service expects of it, anew whenever either or the clock has changed; the newest answer wins.
import type { Expectations, ExpectationResult } from '../../core/expectations/expectations.ts'
import type { Check, View } from '../answers/check.ts'
import type { Store } from './store.ts'

export interface Judgement {
  /** One for each thing that is expected, those not met first; none where nothing is expected, or before the first check. */
  readonly results: readonly ExpectationResult[]
  /** An answer to something newer is under way. */
  readonly pending: boolean
}

export interface Judge {
  get(): Judgement
  subscribe(listener: () => void): () => void
}

interface Ticks {
  onTick(listener: () => void): () => void
  /** Seconds since 1970. */
  currentSeconds(): number
}

interface Question extends View {
  readonly check: Check
  readonly expectations: Expectations
  readonly moved: number | undefined
}

const NOTHING: Judgement = { results: [], pending: false }
const ORDER = { 'not-met': 0, 'not-checkable': 1, met: 2 }

export function createJudge(store: Store, ticks: Ticks): Judge {
  let judgement = NOTHING
  let asked: Question | undefined
  const listeners = new Set<() => void>()

  const show = (next: Judgement) => {
    const same = next.results.length === judgement.results.length && JSON.stringify(next.results) === JSON.stringify(judgement.results)
    if (same && next.pending === judgement.pending) return
    judgement = { ...next, results: same ? judgement.results : next.results }
    for (const listener of listeners) listener()
  }

  const look = () => {
    const question = questionOf(store, ticks.currentSeconds())
    if (!question) {
      asked = undefined
      return show(NOTHING)
    }
    if (asked && isSame(asked, question) && asked.now === question.now) return
    // A tick alone is not worth saying that an answer is awaited.
    const news = !asked || !isSame(asked, question)
    asked = question
    if (news) show({ ...judgement, pending: true })
    question.check.expect(question.expectations, question).then(
      (results) => {
        if (asked === question) show({ results: [...results].sort((a, b) => ORDER[a.state] - ORDER[b.state]), pending: false })
      },
      (error: unknown) => {
        if (asked === question) show(NOTHING)
        throw error
      },
    )
  }

  let stops: (() => void)[] = []
  return {
    get: () => judgement,
    subscribe(listener) {
      if (listeners.size === 0) {
        stops = [store.subscribe(look), ticks.onTick(look)]
        look()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) for (const stop of stops) stop()
      }
    },
  }
}

function questionOf(store: Store, seconds: number): Question | undefined {
  const { check, standpoint } = store.getSnapshot()
  const { expectations, clock, profileId } = standpoint
  if (!check || !asksAnything(expectations)) return undefined
  const now = expectations.maxAge === undefined ? 0 : (clock.moved ?? seconds)
  return { check, expectations, profileId, leeway: clock.leeway, moved: clock.moved, now }
}

function isSame(a: Question, b: Question): boolean {
  return (
    a.check.state === b.check.state &&
    a.expectations === b.expectations &&
    a.profileId === b.profileId &&
    a.leeway === b.leeway &&
    a.moved === b.moved
  )
}

/** Something is expected at all. */
export function asksAnything({ companions, ...plain }: Expectations): boolean {
  const given = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  return Object.values(plain).some(given) || Object.values(companions ?? {}).some(given)
}

/** Takes up the expectations that a link brought. */
export async function expectFromLink(store: Store, text: string): Promise<void> {
  const { decodeExpectations } = await import('../../core/expectations/expectations.ts')
  store.dispatch({ type: 'expect', expectations: decodeExpectations(text) })
}
