// A box that folds to one line while the focus is elsewhere.
import { useEffect, useRef, useState, type RefObject } from 'react'

interface Fold<E extends HTMLElement> {
  readonly ref: RefObject<E | null>
  readonly folded: boolean
  onFocus(): void
  onBlur(): void
}

/** The handlers belong on the element of `ref`, which is around the box. */
export function useFold<E extends HTMLElement = HTMLDivElement>(foldable: boolean): Fold<E> {
  const ref = useRef<E>(null)
  const [open, setOpen] = useState(false)
  const pressed = useRef(false)
  useEffect(() => {
    const down = () => (pressed.current = true)
    const up = () => (pressed.current = false)
    const stop = new AbortController()
    document.addEventListener('pointerdown', down, { capture: true, signal: stop.signal })
    for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, up, { capture: true, signal: stop.signal })
    return () => stop.abort()
  }, [])
  const close = () => {
    // If another window has the focus, it will return to where it was.
    if (!ref.current?.contains(document.activeElement)) setOpen(false)
  }
  return {
    ref,
    folded: foldable && !open,
    onFocus: () => setOpen(true),
    onBlur() {
      // Something pressed below the box must not move before the pointer is released.
      const later = () => setTimeout(close)
      if (pressed.current) document.addEventListener('pointerup', later, { once: true })
      else later()
    },
  }
}
