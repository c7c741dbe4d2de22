// A placeholder for the commands until their code has loaded. It takes the focus at once and keeps what is typed.
import { useLayoutEffect, useRef } from 'react'
import { commandLetter } from '../../platform/command-keys.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './commands.module.css'

interface WaitingProps {
  readonly typed: string
  /** Also called with the letter of a second stroke after a NUL, which no keyboard types. */
  onType(text: string): void
  onClose(): void
}

/** Returns the focus before it closes, so that the commands know where it was. */
export function Waiting({ typed, onType, onClose }: WaitingProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label="Commands"
      aria-busy="true"
      onCancel={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className={styles.sheet}>
        <TextField
          aria-label="Find a command"
          placeholder="What would you like to do?"
          value={typed}
          onText={onType}
          onKeyDown={(event) => {
            // The letters of `LETTERS`, which load with the commands.
            const letter = commandLetter(event)
            if (!letter || !/^[egisu]$/.test(letter)) return
            event.preventDefault()
            onType(`\0${letter}`)
          }}
        />
      </div>
    </dialog>
  )
}
