// Makes a store for the store's tests, whose paints and checks happen when the test says so.
import { jws } from '../../core/diagnostics/token.fixture.ts'
import { NOTHING_ALONG } from '../answers/along.ts'
import type { Check } from '../answers/check.ts'
import type { Judgement } from '../answers/judge.ts'
import type { Box } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import type { Viewpoint } from '../state/viewpoint.ts'
import { createStore, type Answers } from './store.ts'

interface Asked {
  readonly state: State
  answer(): Promise<Check>
  fail(error: Error): Promise<void>
}

export const NO_FINDINGS: Judgement = { kind: undefined, findings: [], expectations: [], along: NOTHING_ALONG }

/** A token too large to follow a keystroke in its frame. */
export const LARGE = jws(undefined, { a: 'x'.repeat(20_000) })

/** All waiting tasks. */
export const tasks = async () => {
  for (let i = 0; i < 3; i++) await new Promise((done) => setTimeout(done, 0))
}

/** `given` replaces parts of the check, `load` how its code loads, and `gap` the milliseconds between two readings of the clock. */
export function setUp({ gap = 5000, ...given }: Partial<Answers> & { load?: () => Promise<void>; gap?: number } = {}) {
  const paints: (() => void)[] = []
  const waits: (() => void)[] = []
  const asked: Asked[] = []
  const prepared: { viewpoint: Viewpoint; now: number }[] = []
  let clock = 0
  const answers: Answers = {
    check: (state) =>
      new Promise<Check>((resolve, reject) => {
        asked.push({
          state,
          async answer() {
            const check = { state } as Check
            resolve(check)
            await tasks()
            return check
          },
          async fail(error) {
            reject(error)
            await tasks()
          },
        })
      }),
    mayBeExplained: () => false,
    explained: (check) => Promise.resolve(check),
    judge: () => NO_FINDINGS,
    *judging(_, viewpoint, now) {
      yield
      prepared.push({ viewpoint, now })
    },
    ...given,
  }
  const store = createStore({
    load: async () => (await given.load?.(), answers),
    afterPaint: (callback) => paints.push(callback),
    wait: (callback) => waits.push(callback),
    now: () => (clock += gap),
  })
  const paint = async () => {
    for (const callback of paints.splice(0)) callback()
    await tasks()
  }
  const pause = async () => {
    for (const callback of waits.splice(0)) callback()
    await tasks()
  }
  const input = (box: Box, text: string, wholesale = false) => store.input(box, { read: () => text, wholesale })
  return { store, asked, prepared, paint, pause, input, paints, waits }
}
