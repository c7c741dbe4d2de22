// Holds the state, takes input after it was painted, and keeps the check of the newest state: an answer to an older one is dropped.
import type { Check, CheckOptions } from './check.ts'
import { initialStandpoint, isStandpointAction, reduceStandpoint, type Standpoint, type StandpointAction } from './standpoint.ts'
import { initialState, reduce, type Action, type JsonPart, type State } from './state.ts'

/** Characters that are decoded without waiting for a paint. */
const AT_ONCE = 50_000

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

export interface Store {
  getSnapshot(): Snapshot
  subscribe(listener: () => void): () => void
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
  let snapshot = initialSnapshot
  const listeners = new Set<() => void>()
  const waiting = new Map<Box, Input>()
  let scheduled = false
  let running: AbortController | undefined

  const show = (next: Partial<Snapshot>) => {
    snapshot = { ...snapshot, ...next }
    for (const listener of listeners) listener()
  }

  const update = (state: State) => {
    if (state === snapshot.state) return
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
      const checked = snapshot.state
      const { signal } = (running = new AbortController())
      // A check is given up only for another one, which will say that it is done.
      const isWanted = () => !signal.aborted && snapshot.state === checked
      const early = (result: Check) => {
        if (isWanted()) show({ check: result })
      }
      check(checked, { signal, show: early }).then(
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
    let { state, standpoint } = snapshot
    for (const [box, input] of waiting) {
      const action = actionOf(box, input, now())
      state = reduce(state, action)
      standpoint = reduceStandpoint(standpoint, action)
    }
    waiting.clear()
    if (state !== snapshot.state) show({ state, standpoint, busy: true })
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    input(box, input) {
      const earlier = waiting.get(box)
      waiting.set(box, earlier?.wholesale ? { ...input, read: () => input.read(), wholesale: true } : input)
      // A small token is decoded in the frame that shows the paste; a large one is shown first.
      if (input.wholesale && input.read().length <= AT_ONCE) take()
      else if (!snapshot.busy) show({ busy: true })
      schedule()
    },
    dispatch(action) {
      take()
      const standpoint = reduceStandpoint(snapshot.standpoint, action)
      if (standpoint !== snapshot.standpoint) show({ standpoint })
      if (!isStandpointAction(action)) update(reduce(snapshot.state, action))
    },
    flush: take,
    isBehind: () => waiting.size > 0,
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
