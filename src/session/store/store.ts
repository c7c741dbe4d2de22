// Holds the state, takes input after it was painted, and keeps the check of the newest state: an answer to an older one is dropped.
// Two views of it: the boxes follow at once, and what explains them follows a paint later, so that a paste is read before it is judged.
import type { Check, CheckOptions } from '../answers/check.ts'
import { initialStandpoint, isStandpointAction, reduceStandpoint, type Standpoint, type StandpointAction } from '../state/standpoint.ts'
import type { JsonPart } from '../state/opened-token.ts'
import { initialState, reduce, type Action, type State } from '../state/state.ts'

/** Characters that are decoded without waiting for a paint. */
const AT_ONCE = 2_000_000

export type Box = 'token' | 'key' | 'content' | JsonPart

/** What the page shows at one moment. */
export interface Snapshot {
  readonly state: State
  /** From where it is judged. */
  readonly standpoint: Standpoint
  /** A check is under way, or input waits to be taken up: what is shown may not belong to what is typed. */
  readonly busy: boolean
  /** Of this state, or of an earlier one while busy; undefined before the first. */
  readonly check: Check | undefined
}

/** What is shown, to those who follow it. */
export interface SnapshotView {
  getSnapshot(): Snapshot
  subscribe(listener: () => void): () => void
}

/** Text that was typed and not yet read. */
export interface Input {
  read(): string
  readonly wholesale: boolean
}

export interface Effects {
  /** Runs the check of a state; pure but for time and Web Crypto. */
  check(state: State, options: CheckOptions): Promise<Check>
  /** Calls back in a task after the next paint. */
  afterPaint(callback: () => void): void
  /** Milliseconds since 1970. */
  now(): number
}

/** Itself the view of the boxes. */
export interface Store extends SnapshotView {
  /** The view of everything else: the same snapshot, but of a new text only after the paint that shows it in the boxes. */
  readonly later: SnapshotView
  /** Takes up what was typed into a box, after the keystroke is on the screen. Of several inputs to one box only the last is read. */
  input(box: Box, input: Input): void
  /** Does an action now, after whatever was typed before it. */
  dispatch(action: Action | StandpointAction): void
  /** Takes up typed input now. */
  flush(): void
  /** Input waits to be taken up: the boxes show another text than the state. */
  isBehind(): boolean
}

/** The empty page. */
export const initialSnapshot: Snapshot = { state: initialState, standpoint: initialStandpoint, busy: false, check: undefined }

export function createStore({ check, afterPaint, now }: Effects): Store {
  const boxes = createView()
  const later = createView()
  const waiting = new Map<Box, Input>()
  let scheduled = false
  let running: AbortController | undefined

  const show = (next: Partial<Snapshot>) => {
    const before = boxes.getSnapshot()
    const snapshot = { ...before, ...next }
    boxes.publish(snapshot)
    // The first text lays the page out anew, which happens once and as a whole.
    const begins = snapshot.state.begun !== before.state.begun
    if (begins || 'check' in next || (next.standpoint && !next.state)) later.publish(snapshot)
  }

  const update = (state: State) => {
    if (state === boxes.getSnapshot().state) return
    show({ state, busy: true })
    schedule()
  }

  const schedule = () => {
    running?.abort()
    if (scheduled) return
    scheduled = true
    afterPaint(() => {
      scheduled = false
      take()
      later.publish(boxes.getSnapshot())
      const checked = boxes.getSnapshot().state
      const { signal } = (running = new AbortController())
      // A check is given up only for another one, which will say that it is done.
      const isWanted = () => !signal.aborted && boxes.getSnapshot().state === checked
      const early = (result: Check) => {
        if (isWanted()) show({ check: result })
      }
      const { clock, profileId, knownSecret } = boxes.getSnapshot().standpoint
      const view = { now: clock.moved ?? Math.floor(now() / 1000), leeway: clock.leeway, profileId, knownSecret }
      check(checked, { view, signal, show: early }).then(
        (result) => {
          if (isWanted()) show({ busy: false, check: result })
        },
        (error: unknown) => {
          if (isWanted()) show({ busy: false, check: undefined })
          throw error
        },
      )
    })
  }

  const take = () => {
    const before = boxes.getSnapshot()
    let { state, standpoint } = before
    for (const [box, input] of waiting) {
      const action = actionOf(box, input, now())
      state = reduce(state, action)
      standpoint = reduceStandpoint(standpoint, action)
    }
    waiting.clear()
    if (state !== before.state) show({ state, standpoint, busy: true })
  }

  return {
    getSnapshot: boxes.getSnapshot,
    subscribe: boxes.subscribe,
    later,
    input(box, input) {
      const earlier = waiting.get(box)
      waiting.set(box, earlier?.wholesale ? { ...input, read: () => input.read(), wholesale: true } : input)
      // A small token is decoded in the frame that shows the paste; a large one is shown first.
      if (input.wholesale && input.read().length <= AT_ONCE) take()
      else if (!boxes.getSnapshot().busy) show({ busy: true })
      schedule()
    },
    dispatch(action) {
      take()
      const { state, standpoint: before } = boxes.getSnapshot()
      const standpoint = reduceStandpoint(before, action)
      if (standpoint !== before) show({ standpoint })
      if (!isStandpointAction(action)) update(reduce(state, action))
    },
    flush: take,
    isBehind: () => waiting.size > 0,
  }
}

function createView(): SnapshotView & { publish(next: Snapshot): void } {
  let snapshot = initialSnapshot
  const listeners = new Set<() => void>()
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish(next) {
      if (next === snapshot) return
      snapshot = next
      for (const listener of listeners) listener()
    },
  }
}

function actionOf(box: Box, input: Input, at: number): Action {
  const text = input.read()
  switch (box) {
    case 'token':
      return input.wholesale ? { type: 'load', text } : { type: 'edit-token', text, at }
    case 'key':
      return { type: 'edit-key', key: text, at }
    case 'content':
      return { type: 'edit-content', content: text, at }
    default:
      return { type: 'edit-part', part: box, typed: text, at }
  }
}
