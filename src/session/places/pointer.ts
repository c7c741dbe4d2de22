// Tracks what the user points at, one thing at a time, outside React's state, and notifies its listeners once per frame.
import { createListeners } from '../../core/upkeep/listeners.ts'
import { connect, type Connection } from '../../core/lens/connection.ts'
import type { Place, Span } from '../../core/text/span.ts'
import { derive } from '../state/derived.ts'
import { carryOffsets } from '../text/json-layout.ts'
import { partOf, type JsonPart } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import type { Store } from '../store/store.ts'

/** Where the user points from; that place isn't lit up a second time. */
export type PointerSource = 'token' | 'header' | 'payload' | 'lens' | 'finding' | 'time' | 'comparison' | 'disclosure' | 'tour'

/** A place in the token, or a stretch of the header or payload box, whose layout may change. */
export type Target = Place | { readonly in: 'shown'; readonly part: JsonPart; readonly span: Span }

export interface Pointed {
  readonly source: PointerSource
  /** The mouse is over it, perhaps only in passing; otherwise it was chosen. */
  readonly hovered?: boolean
  readonly target: Target
}

export interface Pointer {
  /** The mouse moved to something, or away from it. It takes precedence over a chosen target until another is chosen. */
  hover(source: PointerSource, target: Target | undefined): void
  /** A caret, a tap or the keyboard chose something; it stays until something else is chosen. */
  settle(source: PointerSource, target: Target | undefined): void
  /** The current target, with everything that belongs to it in the current state; the same object as long as both stay the same. */
  current(): (Pointed & { readonly connection: Connection }) | undefined
  /** Calls back in a frame after something changed. */
  subscribe(listener: () => void): () => void
}

/** `frame` calls back before the next paint. */
export function createPointer(store: Store, frame: (callback: () => void) => void): Pointer {
  let hovered: Pointed | undefined
  let settled: Pointed | undefined
  let scheduled = false
  let drawn: State | undefined
  let known: { pointed: Pointed; state: State; found: ReturnType<Pointer['current']> } | undefined
  const listeners = createListeners(() => store.later.subscribe(onState))

  const tell = () => {
    scheduled = false
    // A caret in text that the state doesn't have yet would light up its neighbor. The new state is about to come.
    if (!hovered && (store.isBehind() || store.later.getSnapshot().state !== store.getSnapshot().state)) return
    drawn = store.getSnapshot().state
    listeners.tell()
  }
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    frame(tell)
  }
  const onState = () => {
    if (store.getSnapshot().state !== drawn) schedule()
  }

  return {
    hover(source, target) {
      if (!target && hovered?.source !== source) return
      if (target && hovered?.source === source && sameTarget(hovered.target, target)) return
      hovered = target && { source, target, hovered: true }
      schedule()
    },
    settle(source, target) {
      if (!target && settled?.source !== source) return
      settled = target && { source, target }
      // The latest event wins; a resting mouse counts again once it moves.
      if (target) hovered = undefined
      schedule()
    },
    current() {
      const pointed = hovered ?? settled
      const { state } = store.getSnapshot()
      if (!pointed) return undefined
      if (known?.pointed !== pointed || known.state !== state) {
        const connection = resolve(state, pointed.target)
        known = { pointed, state, found: connection && { ...pointed, connection } }
      }
      return known.found
    },
    subscribe: listeners.subscribe,
  }
}

/** Everything that belongs to a target in a state; undefined if it lies outside the token. */
export function resolve(state: State, target: Target): Connection | undefined {
  const derived = derive(state)
  const { token } = derived.inspection
  if (!token) return undefined
  if (target.in !== 'shown') return connect(token, target)
  const { part } = target
  const decoded = partOf(token, part)?.decoded.text
  if (decoded === undefined) return undefined
  const carry = carryOffsets(derived[part], decoded)
  const { from, to } = target.span
  if (to > from) return connect(token, { in: part, span: { from: carry(from), to: carry(to) } })
  // A caret at the end of a line belongs to that line, not to the beginning of the next one.
  const end = from > 0 && (from === derived[part].length || derived[part][from] === '\n')
  const at = carry(end ? from - 1 : from)
  return connect(token, { in: part, span: { from: at, to: at } })
}

function sameTarget(a: Target, b: Target): boolean {
  if (a.in !== b.in || (a.in === 'shown' && b.in === 'shown' && a.part !== b.part)) return false
  return 'span' in a && 'span' in b ? a.span.from === b.span.from && a.span.to === b.span.to : true
}
