// Gives React the pointer. Editors and list items light up without a render; only the lens, which is small, renders.
import { useEffect, useMemo, useRef, useSyncExternalStore, type RefObject } from 'react'
import { keep } from '../../core/upkeep/keep.ts'
import { touches } from '../../core/lens/connection.ts'
import type { Place } from '../../core/text/span.ts'
import { nextFrame } from '../../platform/next-frame.ts'
import { highlightsIn, type Highlight } from '../places/highlights.ts'
import { createPointer, type Pointer, type PointerSource } from '../places/pointer.ts'
import { currentInspection } from '../state/opened-token.ts'
import type { Store } from '../store/store.ts'
import { useStore } from './use-session.ts'

const pointerOf = keep((store: Store) => createPointer(store, nextFrame))

/** The one pointer of the session. */
export function usePointer(): Pointer {
  return pointerOf(useStore())
}

/** The current target of the pointer; renders again when that changes. */
export function usePointed(): ReturnType<Pointer['current']> {
  const pointer = usePointer()
  return useSyncExternalStore(pointer.subscribe, pointer.current, pointer.current)
}

const NOTHING: readonly Highlight[] = []

interface HighlightedEditor {
  setHighlights(highlights: readonly Highlight[], reveal?: number, opens?: boolean): void
}

/** Keeps an editor's highlights in step with the pointer, without a render. */
export function useHighlights(box: 'token' | 'header' | 'payload', editor: RefObject<HighlightedEditor | null>): void {
  const store = useStore()
  const pointer = usePointer()
  useEffect(
    () =>
      pointer.subscribe(() => {
        const pointed = pointer.current()
        const highlights = pointed ? highlightsIn(box, store.getSnapshot().state, pointed.connection) : NOTHING
        // What the user points at is already in view.
        const first = pointed?.source === box ? undefined : highlights[0]?.from
        if (first === undefined) editor.current?.setHighlights(highlights)
        // Steps through the lens or the tour are made on purpose, but a mouse that crosses the token must not unfold what it passes.
        else editor.current?.setHighlights(highlights, first, pointed?.source === 'lens' || pointed?.source === 'tour')
      }),
    [store, pointer, box, editor],
  )
}

/**
 * For an element that represents a place. Its handlers point at the place, and it has `data-lit` while something that belongs to the
 * place is pointed at. Without a place, it does neither.
 */
export function usePointable<E extends HTMLElement>(source: PointerSource, place: Place | undefined) {
  const store = useStore()
  const pointer = usePointer()
  const ref = useRef<E>(null)
  useEffect(() => {
    if (!place) return
    return pointer.subscribe(() => {
      const pointed = pointer.current()
      const { token } = currentToken(store)
      ref.current?.toggleAttribute('data-lit', pointed !== undefined && token !== undefined && touches(token, pointed.connection, place))
    })
  }, [store, pointer, place])
  const handlers = useMemo(
    () => ({
      onPointerEnter: (event: { pointerType: string }) => {
        if (event.pointerType === 'mouse') pointer.hover(source, place)
      },
      onPointerLeave: () => pointer.hover(source, undefined),
      onFocus: () => pointer.settle(source, place),
      onClick: () => pointer.settle(source, place),
    }),
    [pointer, source, place],
  )
  return { ref, ...handlers }
}

function currentToken(store: Store) {
  return currentInspection(store.getSnapshot().state)
}
