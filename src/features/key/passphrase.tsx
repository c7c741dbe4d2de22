// Asks for the passphrase of an encrypted private key. It goes into the session alone: no history, no address, no storage.
import { useId, useState } from 'react'
import { useStore } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './key-details.module.css'

export function Passphrase({ wrong }: { readonly wrong: boolean }) {
  const store = useStore()
  return <PassphraseForm wrong={wrong} onOpen={(passphrase) => store.dispatch({ type: 'give-passphrase', passphrase })} />
}

export function PassphraseForm({ wrong, onOpen }: { readonly wrong: boolean; onOpen(passphrase: string): void }) {
  const id = useId()
  const [typed, setTyped] = useState('')
  return (
    <form
      className={styles.passphrase}
      onSubmit={(event) => {
        event.preventDefault()
        onOpen(typed)
      }}
    >
      <label htmlFor={id}>This private key is locked. Its passphrase opens it, here and for as long as the key stays in the box.</label>
      <div>
        <input
          id={id}
          type="password"
          aria-label="Passphrase"
          aria-invalid={wrong}
          aria-describedby={`${id}-answer`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          data-1p-ignore=""
          data-lpignore="true"
          data-bwignore=""
          data-form-type="other"
          data-gramm="false"
        />
        <Button type="submit">Open the key</Button>
      </div>
      <p id={`${id}-answer`} role="status">
        {wrong ? 'This passphrase does not open it.' : ''}
      </p>
    </form>
  )
}
