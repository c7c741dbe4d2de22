// Opens the commands: a button that shows the keys for it, and the keys themselves, in every room.
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { commandKeys, onCommandKeys } from '../../platform/command-keys.ts'
import type { Room } from '../room.ts'
import styles from './commands-button.module.css'

const neverChanges = () => () => {}

const Commands = lazy(async () => ({ default: (await import('./commands.tsx')).Commands }))

export function CommandsButton({ room }: { readonly room: Room['name'] }) {
  const [open, setOpen] = useState(false)
  // The keys are those of the reader's machine, which the prerendered page cannot know.
  const keys = useSyncExternalStore(neverChanges, commandKeys, () => '')
  useEffect(() => onCommandKeys(() => setOpen((is) => !is)), [])
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label="Commands"
        aria-haspopup="dialog"
        title={keys}
        onClick={() => setOpen(true)}
      >
        <kbd>{keys}</kbd>
      </button>
      {open && (
        <Suspense>
          <Commands room={room} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
