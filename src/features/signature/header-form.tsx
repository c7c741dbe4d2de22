// The form for the protected header of one signature: its JSON, and the buttons that apply it.
import { useEffect, useId, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import styles from './signatures.module.css'

interface HeaderFormProps {
  readonly label: string
  readonly header: string
  /** The label of the button that applies it. */
  readonly action: string
  /** Says what applying it does. */
  readonly about: string
  onText(text: string): void
  onDone(): void
  onClose(): void
}

export function HeaderForm({ label, header, action, about, onText, onDone, onClose }: HeaderFormProps) {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  // The button that opened the form may be gone now, or far from it.
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
      }}
    >
      <label htmlFor={id}>{label}</label>
      <TextArea ref={box} id={id} className={styles.box} rows={3} aria-describedby={`${id}-about`} value={header} onText={onText} />
      <p id={`${id}-about`} className="quiet-text">
        {about}
      </p>
      <div className={styles.actions}>
        <Button type="submit">{action}</Button>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </form>
  )
}
