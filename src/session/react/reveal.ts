// Goes to a place in the box that contains it, on request of one panel and by the editor of another.
import { useEffect, type RefObject } from 'react'
import { keep } from '../../core/upkeep/keep.ts'
import type { Span } from '../../core/text/span.ts'
import type { ShownPlace } from '../places/finding-places.ts'
import type { Box } from '../state/opened-token.ts'
import type { Store } from '../store/store.ts'
import { useStore } from './use-session.ts'

interface RevealingEditor {
  reveal(span: Span): void
  showMatches(matches: readonly Span[], current: number | undefined): void
}

const editorsOf = keep((_store: Store) => new Map<Box, RefObject<RevealingEditor | null>>())

/** Lets a box be asked to go to a place. */
export function useRevealing(box: Box, editor: RefObject<RevealingEditor | null>): void {
  const store = useStore()
  useEffect(() => {
    const editors = editorsOf(store)
    editors.set(box, editor)
    return () => void editors.delete(box)
  }, [store, box, editor])
}

/** Goes to a place in its box, which selects it. Does nothing if that box isn't on the page. */
export function reveal(store: Store, { box, from, to }: ShownPlace): void {
  editorsOf(store).get(box)?.current?.reveal({ from, to })
}

/** Marks a search's matches in a box, and scrolls one of them into view without moving the focus; see the editor's handle. */
export function showMatches(store: Store, box: Box, matches: readonly Span[], current: number | undefined): void {
  editorsOf(store).get(box)?.current?.showMatches(matches, current)
}
