// Holds the focus for something whose code is still on its way, so that what is typed meanwhile falls nowhere.
import { useLayoutEffect, useRef } from 'react'

/** Takes the focus when it comes, and gives it back before what it stands for takes it. */
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
