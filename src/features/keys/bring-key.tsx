// The form that imports an existing key in any format, says what it is, and adds it to the reader's keys.
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
  readonly typed: KeyTyped
  onTyped(typed: KeyTyped): void
  /** What became of the last import. */
  readonly said: string
  onSaid(sentence: string): void
  onFiles(files: readonly File[]): void
}

export function BringKey({ typed, onTyped: setTyped, said, onSaid: setSaid, onFiles }: BringKeyProps) {
  const id = useId()
  const keyring = useKeyring()
  const box = useRef<HTMLTextAreaElement>(null)
  const reading = useKeyReading(typed)
  const problem = reading?.problem
  const locked = problem?.id === 'key-private-encrypted' && problem.args['passphrase'] !== 'cipher'
  const count = reading?.keys.length ?? 0

  const add = () => {
    if (!reading || count === 0) return
    keepAll(keyring, reading.keys)
    setSaid(count === 1 ? `Added ${quoted(keyring.getSnapshot().keys[0]?.name ?? '')}.` : `Added all ${count}.`)
    setTyped(NOTHING)
    box.current?.focus()
  }
  return (
    <section className={styles.source} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>Import a key</h2>
        <FileButton label="File" name="Choose a key file" field="Key file" multiple onFiles={onFiles} />
      </div>
      <TextArea
        ref={box}
        className={styles.box}
        aria-label="Import a key"
        aria-describedby={`${id}-about`}
        rows={6}
        placeholder="PEM, JWK, JWK Set, certificate, OpenSSH, or a secret"
        value={typed.text}
        onText={(text) => {
          setSaid('')
          setTyped({ ...typed, text, passphrase: '' })
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
          value={typed.secretEncoding}
          options={secretEncodings}
          onValue={(secretEncoding) => setTyped({ ...typed, secretEncoding })}
        />
      )}
      {locked && (
        <PassphraseForm
          about="This private key is locked. Its passphrase opens it; the key is added without it."
          wrong={problem.args['passphrase'] === 'wrong'}
          onOpen={(passphrase) => setTyped({ ...typed, passphrase })}
        />
      )}
      <Button aria-disabled={count === 0} onClick={add}>
        {count > 1 ? `Add all ${count}` : 'Add'}
      </Button>
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
    </section>
  )
}
