// A sheet over the lower part of the desk; the page above stays usable. Escape closes it, and the focus returns.
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './sheet.module.css'

interface SheetProps {
  readonly title: string
  readonly about?: ReactNode
  readonly children: ReactNode
  onClose(): void
}

/** Takes the focus when it opens, and returns it when it closes. */
export function Sheet({ title, about, children, onClose }: SheetProps) {
  const id = useId()
  const sheet = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const opener = document.activeElement
    sheet.current?.focus({ preventScroll: true })
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from anywhere inside, as a dialog
    <section
      ref={sheet}
      className={styles.sheet}
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <div className={styles.about}>{about}</div>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div className={styles.content} role="group" tabIndex={0} aria-labelledby={id}>
        {children}
      </div>
    </section>
  )
}
