// Holds the focus for something whose code is still loading, so that typing in the meantime isn't lost elsewhere on the page.
import { useLayoutEffect, useRef } from 'react'

/** Takes the focus when it appears, and returns it before the real element takes it. */
export function FocusHolder({ label }: { readonly label: string }) {
  const holder = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const opener = document.activeElement
    holder.current?.focus({ preventScroll: true })
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return <div ref={holder} className="visually-hidden" role="status" aria-label={label} tabIndex={-1} />
}
