// Asks for a passphrase and passes it on when the form is submitted, so that it isn't called wrong while it is being typed.
import { useId, useState } from 'react'
import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'
import styles from './passphrase-form.module.css'

interface PassphraseFormProps {
  /** What it unlocks, and for how long. */
  readonly about: string
  /** The last submitted passphrase was wrong. */
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
        <Button type="submit">Unlock the key</Button>
      </div>
      <p id={`${id}-answer`} role="status" className={styles.answer}>
        {wrong ? 'This passphrase doesn’t unlock it.' : ''}
      </p>
    </form>
  )
}
