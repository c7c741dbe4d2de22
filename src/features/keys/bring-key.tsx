// A key that someone has already, in any format: read, named back, and kept to be turned into the others.
import { problemInWords } from '../../core/keys/problem-in-words.ts'
import { useId, useRef } from 'react'
import { describeKey } from '../../core/keys/describe-key.ts'
import { isSecretText, secretEncodings } from '../../core/keys/key-material.ts'
import { useKeyReading, type KeyTyped } from '../../session/react/use-key-reading.ts'
import { useKeyring } from '../../session/react/use-keyring.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { PassphraseForm } from '../../ui/passphrase-form.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { keepAll } from './import-files.ts'
import styles from './keys-room.module.css'
import { quoted } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

export const NOTHING: KeyTyped = { text: '', passphrase: '', secretEncoding: 'utf8' }

interface BringKeyProps {
  readonly brought: KeyTyped
  onBrought(typed: KeyTyped): void
  /** What became of the last that was brought. */
  readonly said: string
  onSaid(sentence: string): void
  onFiles(files: readonly File[]): void
}

export function BringKey({ brought, onBrought: setBrought, said, onSaid: setSaid, onFiles }: BringKeyProps) {
  const id = useId()
  const keyring = useKeyring()
  const box = useRef<HTMLTextAreaElement>(null)
  const reading = useKeyReading(brought)
  const problem = reading?.problem
  const locked = problem?.id === 'key-private-encrypted' && problem.args['passphrase'] !== 'cipher'
  const count = reading?.keys.length ?? 0

  const keep = () => {
    if (!reading || count === 0) return
    keepAll(keyring, reading.keys)
    setSaid(count === 1 ? `Kept as ${quoted(keyring.getSnapshot().keys[0]?.name ?? '')}.` : `Kept all ${count}.`)
    setBrought(NOTHING)
    box.current?.focus()
  }
  return (
    <section className={styles.source} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>Bring one</h2>
        <FileButton label="File" name="Choose a key file" field="Key file" multiple onFiles={onFiles} />
      </div>
      <TextArea
        ref={box}
        className={styles.box}
        aria-label="A key you have"
        aria-describedby={`${id}-about`}
        rows={6}
        placeholder="PEM, JWK, JWK Set, certificate, OpenSSH, or a secret"
        value={brought.text}
        onText={(text) => {
          setSaid('')
          setBrought({ ...brought, text, passphrase: '' })
        }}
      />
      <div id={`${id}-about`} className="said">
        {reading?.kind === 'key-set' ? `JWK Set with ${count} keys` : reading?.keys.map(describeKey).join('; ')}
        {problem && !locked && <p className="caution">{problemInWords(problem)}</p>}
      </div>
      {reading && isSecretText(reading) && (
        <SelectField
          className={styles.field}
          label="Secret encoding"
          value={brought.secretEncoding}
          options={secretEncodings}
          onValue={(secretEncoding) => setBrought({ ...brought, secretEncoding })}
        />
      )}
      {locked && (
        <PassphraseForm
          about="This private key is locked. Its passphrase opens it; the key is kept without it."
          wrong={problem.args['passphrase'] === 'wrong'}
          onOpen={(passphrase) => setBrought({ ...brought, passphrase })}
        />
      )}
      <Button aria-disabled={count === 0} onClick={keep}>
        {count > 1 ? `Keep all ${count}` : 'Keep it'}
      </Button>
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
    </section>
  )
}
