// Asks for a passphrase, and hands it on when the form is sent: while it is typed, nobody says that it is wrong.
import { useId, useState } from 'react'
import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'
import styles from './passphrase-form.module.css'

interface PassphraseFormProps {
  /** What it opens, and for how long. */
  readonly about: string
  /** The last one that was sent did not open it. */
  readonly wrong: boolean
  onOpen(passphrase: string): void
}

export function PassphraseForm({ about, wrong, onOpen }: PassphraseFormProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onOpen(typed)
      }}
    >
      <p id={`${id}-about`}>{about}</p>
      <div>
        <TextField
          type="password"
          aria-label="Passphrase"
          aria-invalid={wrong}
          aria-describedby={`${id}-about ${id}-answer`}
          value={typed}
          onText={setTyped}
        />
        <Button type="submit">Open the key</Button>
      </div>
      <p id={`${id}-answer`} role="status" className={styles.answer}>
        {wrong ? 'This passphrase does not open it.' : ''}
      </p>
    </form>
  )
}
