// Holds the state, takes up input, and keeps the check of the newest state; results for older states are dropped.
// It has two views. The boxes follow at once, and the rest of the page after the paint, together with the check if that is done soon. During
// quick typing, only the boxes follow; the rest waits for the first pause.
import { createListeners } from '../../core/upkeep/listeners.ts'
import { isMissingCode } from '../../platform/missing-code.ts'
import { nextTask } from '../../platform/next-task.ts'
import type { Check } from '../answers/check.ts'
import type { Judgement } from '../answers/judge.ts'
import {
  initialViewpoint,
  instantAt,
  isViewpointAction,
  reduceViewpoint,
  type Viewpoint,
  type ViewpointAction,
} from '../state/viewpoint.ts'
import type { Box } from '../state/opened-token.ts'
import { initialState, reduce, type Action, type State } from '../state/state.ts'
import { currentCheck, shownCheck, type Progress } from './progress.ts'

/** In characters. A longer paste is decoded after the paint. */
const AT_ONCE = 2_000_000
/** In characters. A longer token follows a keystroke in the same frame only if that was quick last time, and is explained later. */
const LARGE = 20_000
/** Milliseconds that a large token may add to the frame of a keystroke. A second frame would cost more. */
const QUICK_ENOUGH = 12
/** Milliseconds without a keystroke after which an edit is explained. A large token takes longer to explain, so it waits for a longer pause. */
const pauseAfter = (large: boolean) => (large ? 400 : 200)
/** Milliseconds after which an edit is explained even if typing goes on. */
const mostPutOff = (large: boolean) => (large ? 5_000 : 2_000)

/** Milliseconds that the page around the boxes waits for the check, so that both appear in one step. */
const SOON = 100

/** What the page shows at one moment. */
export interface Snapshot {
  readonly state: State
  /** How it is judged. */
  readonly viewpoint: Viewpoint
  readonly progress: Progress
}

/** What is shown, for subscribers. */
export interface SnapshotView {
  getSnapshot(): Snapshot
  subscribe(listener: () => void): () => void
}

/** Typed text that hasn't been read yet. */
export interface Input {
  read(): string
  readonly wholesale: boolean
}

/** The code of the check, loaded when it is first needed. */
export interface Answers {
  /** Pure but for Web Crypto. */
  check(state: State, signal: AbortSignal): Promise<Check>
  mayBeExplained(check: Check): boolean
  explained(check: Check, signal: AbortSignal, began: number): Promise<Check>
  judge(check: Check, viewpoint: Viewpoint, now: number): Judgement
  judging(check: Check, viewpoint: Viewpoint, now: number): Generator
}

export interface Effects {
  /** Called again after a failure. */
  load(): Promise<Answers>
  /** Calls back in a task after the next paint. */
  afterPaint(callback: () => void): void
  /** Calls back after this many milliseconds. */
  wait(callback: () => void, milliseconds: number): void
  /** Milliseconds since 1970. */
  now(): number
}

/** The store itself is the view of the boxes. */
export interface Store extends SnapshotView {
  /** The view of everything else: the same snapshot, but a new text appears only with its check, or 100 ms after its paint in the boxes. */
  readonly later: SnapshotView
  /**
   * Takes up text typed into a box: at once if the token is small, otherwise when the keystroke is on the screen. Of several waiting inputs
   * to one box, only the last is read.
   */
  input(box: Box, input: Input): void
  /** Performs an action now, after any input typed before it. */
  dispatch(action: Action | ViewpointAction): void
  /** Tries a failed check again. */
  retry(): void
  /** The judgement of the shown check, from the shown viewpoint. `real` is the real time in seconds. */
  judge(real: number): Judgement | undefined
  /** Takes up typed input now. */
  flush(): void
  /** True if input is waiting to be taken up, so that the boxes show another text than the state. */
  isBehind(): boolean
}

/** The empty page. */
export const initialSnapshot: Snapshot = { state: initialState, viewpoint: initialViewpoint, progress: { at: 'waiting' } }

export function createStore({ load, afterPaint, wait, now }: Effects): Store {
  const boxes = createView()
  const later = createView()
  const waiting = new Map<Box, Input>()
  /** The pending work for the newest text; work for an older one is void. */
  let turn = 0
  let scheduled = false
  /** Keystrokes: their number, the time of the last and of the first unexplained one (milliseconds since 1970), and whether another is awaited. */
  const keys = { count: 0, last: 0, first: undefined as number | undefined, quick: false }
  const isLarge = () => boxes.getSnapshot().state.text.length > LARGE
  /** Milliseconds that it took to take up the last keystroke in this token. */
  let lastTake = Infinity
  let running: AbortController | undefined
  let answers: Answers | undefined

  const show = (next: Partial<Snapshot>, everywhere = false) => {
    const before = boxes.getSnapshot()
    const snapshot = { ...before, ...next }
    boxes.publish(snapshot)
    // The first text changes the whole layout, but that happens only once.
    const begins = snapshot.state.begun !== before.state.begun
    if (everywhere || begins) later.publish(snapshot)
  }
  /** The progress while a check is awaited. A new `state` has none yet. */
  const awaited = (state: State | undefined): Progress => {
    const { progress } = boxes.getSnapshot()
    return { at: 'checking', check: state ? undefined : currentCheck(progress), last: shownCheck(progress) }
  }

  const update = (state: State) => {
    if (state === boxes.getSnapshot().state) return
    show({ state, progress: awaited(state) })
    schedule()
  }

  const schedule = () => {
    running?.abort()
    if (waiting.size > 0) {
      afterPaint(() => {
        take()
        // Time that the page itself took doesn't count as a pause.
        keys.last = now()
      })
    }
    if (scheduled && keys.quick) return
    scheduled = true
    const mine = ++turn
    if (keys.quick) atPause(mine)
    else afterPaint(() => mine === turn && explain(mine))
  }

  /** While the reader types on, the boxes follow, and the rest waits for a pause, but not forever. */
  const atPause = (mine: number) => {
    const { count } = keys
    const large = isLarge()
    wait(() => {
      if (keys.count === count || keys.last - (keys.first ?? keys.last) >= mostPutOff(large)) explain(mine)
      else atPause(mine)
    }, pauseAfter(large))
  }

  const explain = (mine: number) => {
    if (mine !== turn) return
    scheduled = false
    take()
    keys.first = undefined
    // If the check is done soon, the page is drawn once, with its result.
    wait(() => mine === turn && later.publish(boxes.getSnapshot()), SOON)
    void answer(boxes.getSnapshot().state)
  }

  const answer = async (state: State) => {
    const { signal } = (running = new AbortController())
    // A check is abandoned only for another one, which will report that it is done.
    const say = (progress: Progress) => {
      if (!signal.aborted && boxes.getSnapshot().state === state) show({ progress }, true)
    }
    // The text is drawn before its check.
    await nextTask()
    if (signal.aborted) return
    try {
      answers ??= await load()
      const began = performance.now()
      const check = await answers.check(state, signal)
      const { viewpoint } = boxes.getSnapshot()
      await inSlices(answers.judging(check, viewpoint, instantAt(viewpoint, Math.floor(now() / 1000))), signal)
      if (!answers.mayBeExplained(check)) return say({ at: 'done', check })
      say({ at: 'checking', check, last: undefined })
      // If the code that finds causes doesn't load, it is still useful to know that the signature doesn't verify.
      const explained = await answers
        .explained(check, signal, began)
        .catch((error: unknown) => (isMissingCode(error) ? check : raise(error)))
      say({ at: 'done', check: explained })
    } catch (error) {
      const failure = !answers || isMissingCode(error) ? 'not-loaded' : 'broken'
      say({ at: 'failed', failure })
      if (failure === 'broken') throw error
    }
  }

  const take = () => {
    if (waiting.size === 0) return
    const began = performance.now()
    const before = boxes.getSnapshot()
    let { state, viewpoint } = before
    for (const [box, input] of waiting) {
      const action = actionOf(box, input, now())
      state = reduce(state, action)
      viewpoint = reduceViewpoint(viewpoint, action)
    }
    waiting.clear()
    if (state !== before.state) show({ state, viewpoint, progress: awaited(state) })
    lastTake = performance.now() - began
  }

  return {
    getSnapshot: boxes.getSnapshot,
    subscribe: boxes.subscribe,
    later,
    input(box, input) {
      const earlier = waiting.get(box)
      waiting.set(box, earlier?.wholesale ? { ...input, read: () => input.read(), wholesale: true } : input)
      const at = now()
      const large = isLarge()
      keys.quick = !input.wholesale && (large || at - keys.last < pauseAfter(false))
      keys.last = at
      keys.first ??= at
      keys.count++
      // A large text is painted first.
      const inFrame = input.wholesale ? input.read().length <= AT_ONCE : !large || lastTake < QUICK_ENOUGH
      if (inFrame) take()
      else if (boxes.getSnapshot().progress.at !== 'checking') show({ progress: awaited(undefined) })
      // The first keystroke in a new token measures how long it takes.
      if (input.wholesale) lastTake = Infinity
      schedule()
    },
    dispatch(action) {
      take()
      keys.quick = false
      const { state, viewpoint: before } = boxes.getSnapshot()
      const viewpoint = reduceViewpoint(before, action)
      if (viewpoint !== before) show({ viewpoint }, true)
      if (!isViewpointAction(action)) update(reduce(state, action))
    },
    retry() {
      if (boxes.getSnapshot().progress.at !== 'failed') return
      show({ progress: awaited(undefined) }, true)
      schedule()
    },
    judge(real) {
      const { progress, viewpoint } = later.getSnapshot()
      const check = shownCheck(progress)
      return check && answers?.judge(check, viewpoint, instantAt(viewpoint, real))
    },
    flush: take,
    isBehind: () => waiting.size > 0,
  }
}

function raise(error: unknown): never {
  throw error
}

/** Milliseconds of work without a pause: half a frame. */
const SLICE = 8

/** Does all steps, with pauses for the page's other work; stops if the result is no longer wanted. */
async function inSlices(steps: Generator, signal: AbortSignal): Promise<void> {
  let until = performance.now() + SLICE
  while (steps.next().done === false) {
    if (performance.now() < until) continue
    await nextTask()
    if (signal.aborted) return
    until = performance.now() + SLICE
  }
}

function createView(): SnapshotView & { publish(next: Snapshot): void } {
  let snapshot = initialSnapshot
  const { subscribe, tell } = createListeners()
  return {
    getSnapshot: () => snapshot,
    subscribe,
    publish(next) {
      if (next === snapshot) return
      snapshot = next
      tell()
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
    case 'plaintext':
      return { type: 'edit-plaintext', typed: text, at }
    default:
      return { type: 'edit-part', part: box, typed: text, at }
  }
}
