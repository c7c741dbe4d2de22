// A modal dialog. Escape and a press outside close it, and the focus returns.
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly about?: ReactNode
  /** Wide, for lines of code or a table. */
  readonly wide?: boolean
  readonly children: ReactNode
  onClose(): void
}

export function Dialog({ title, about, wide = false, children, onClose }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Not "Close", which comes first.
    element?.querySelector<HTMLElement>('select, input, textarea')?.focus()
    // Closed before it is removed, so that the browser returns the focus.
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? styles.wide : styles.dialog}
      aria-labelledby={id}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          <Button look="quiet" onClick={() => dialog.current?.close()}>
            Close
          </Button>
        </header>
        {about !== undefined && <p className="quiet-text">{about}</p>}
        {children}
      </div>
    </dialog>
  )
}
