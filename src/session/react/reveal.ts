// Goes to a place in the box that holds it: asked for by one panel, done by the editor of another.
import { useEffect, type RefObject } from 'react'
import type { Span } from '../../core/text/span.ts'
import type { ShownPlace } from '../places/finding-places.ts'
import type { Box, Store } from '../store/store.ts'
import { useStore } from './use-session.ts'

interface RevealingEditor {
  reveal(span: Span): void
}

const editors = new WeakMap<Store, Map<Box, RefObject<RevealingEditor | null>>>()

function editorsOf(store: Store): Map<Box, RefObject<RevealingEditor | null>> {
  let map = editors.get(store)
  if (!map) editors.set(store, (map = new Map()))
  return map
}

/** Lets a box be asked to go to a place. */
export function useRevealing(box: Box, editor: RefObject<RevealingEditor | null>): void {
  const store = useStore()
  useEffect(() => {
    const map = editorsOf(store)
    map.set(box, editor)
    return () => void map.delete(box)
  }, [store, box, editor])
}

/** Goes to a place in its box, which selects it; nothing happens where that box is not on the page. */
export function reveal(store: Store, { box, from, to }: ShownPlace): void {
  editorsOf(store).get(box)?.current?.reveal({ from, to })
}
