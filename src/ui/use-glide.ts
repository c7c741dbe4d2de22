// Lets an element glide to its new place when the layout around it changes.
import { useLayoutEffect, useRef, type RefObject } from 'react'

const GLIDE_MS = 200

/** Glides when `stage` changes; moves at once if the reader prefers reduced motion. */
export function useGlide(element: RefObject<HTMLElement | null>, stage: unknown): void {
  const before = useRef<{ stage: unknown; left: number; top: number }>(undefined)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const { left, top } = current.getBoundingClientRect()
    const last = before.current
    before.current = { stage, left, top }
    if (!last || last.stage === stage || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const from = `translate(${Math.round(last.left - left)}px, ${Math.round(last.top - top)}px)`
    current.animate([{ transform: from }, { transform: 'none' }], { duration: GLIDE_MS, easing: 'cubic-bezier(0.2, 0, 0, 1)' })
  }, [element, stage])
}
