// The button that opens the commands and shows the keys for it, and the keys themselves, in every room.
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { commandKeys, onCommandKeys } from '../../platform/command-keys.ts'
import type { Room } from '../room.ts'
import { Waiting } from './waiting.tsx'
import styles from './commands-button.module.css'

const neverChanges = () => () => {}

const Commands = lazy(async () => ({ default: (await import('./commands.tsx')).Commands }))

export function CommandsButton({ room }: { readonly room: Room['name'] }) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  // The keys depend on the reader's machine, which the prerendered page can't know.
  const keys = useSyncExternalStore(neverChanges, commandKeys, () => '')
  // Within the task of the keystroke: the next letters must not go to the box that had the focus.
  useEffect(() => onCommandKeys(() => flushSync(() => (setTyped(''), setOpen((is) => !is)))), [])
  const close = () => setOpen(false)
  return (
    <>
      <button
        type="button"
        className={styles.button}
        // The name contains the visible label, so that it can be activated by voice (WCAG 2.2, 2.5.3).
        aria-label={`Commands ${keys}`.trim()}
        aria-haspopup="dialog"
        title="Commands"
        onClick={() => flushSync(() => (setTyped(''), setOpen(true)))}
      >
        <kbd>{keys}</kbd>
      </button>
      {open && (
        <Suspense fallback={<Waiting typed={typed} onType={setTyped} onClose={close} />}>
          <Commands room={room} begun={typed} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
