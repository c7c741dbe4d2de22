// A key that someone has already, in any format: read, named back, and kept to be turned into the others.
import { problemInWords } from '../../core/keys/problem-in-words.ts'
import { useId, useRef, useState } from 'react'
import { describeKey } from '../../core/keys/describe-key.ts'
import { LARGEST_FILE, readKeyFile } from '../../core/keys/read/key-file.ts'
import { isSecretText, secretEncodings, type SecretEncoding } from '../../core/keys/key-material.ts'
import { readFileBytes } from '../../platform/files.ts'
import { useKeyReading, type KeyTyped } from '../../session/react/use-key-reading.ts'
import { useKeyring } from '../../session/react/use-keyring.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { PassphraseForm } from '../../ui/passphrase-form.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import styles from './keys-room.module.css'
import { quoted } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

const NOTHING: KeyTyped = { text: '', passphrase: '', secretEncoding: 'utf8' }

export function BringKey() {
  const id = useId()
  const keyring = useKeyring()
  const [brought, setBrought] = useState(NOTHING)
  const [said, setSaid] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const reading = useKeyReading(brought)
  const problem = reading?.problem
  const locked = problem?.id === 'key-private-encrypted' && problem.args['passphrase'] !== 'cipher'
  const count = reading?.keys.length ?? 0

  const keep = () => {
    if (!reading || count === 0) return
    // The first of a set ends up on top.
    for (const key of reading.keys.toReversed()) {
      const name = key.kid ?? describeKey(key).replace(/,.*/, '')
      keyring.dispatch({ type: 'keep', name: name.slice(0, 80), key, origin: 'brought' })
    }
    setSaid(count === 1 ? `Kept as ${quoted(keyring.getSnapshot().keys[0]?.name ?? '')}.` : `Kept all ${count}.`)
    setBrought(NOTHING)
    box.current?.focus()
  }
  const takeFile = async (files: readonly File[]) => {
    const [file] = files
    if (!file) return
    setSaid('')
    const name = quoted(file.name)
    if (files.length > 1) return setSaid(`These are ${files.length} files; give one at a time.`)
    if (file.size > LARGEST_FILE)
      return setSaid(`${name} has ${Math.round(file.size / 1_048_576)} MB. Files over 20 MB are not read, and a key file is far smaller.`)
    const bytes = await readFileBytes(file)
    const read = bytes && readKeyFile(bytes, true)
    if (!read) return setSaid(`${name} could not be read: it is a folder, or it is gone.`)
    if (!read.ok) return setSaid(`${name} is ${read.found}. To go on, ${read.action}.`)
    setBrought({ text: read.text, passphrase: '', secretEncoding: read.isBase64Secret ? 'base64' : 'utf8' })
  }

  return (
    <section className={styles.source} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>Bring one</h2>
        <FileButton label="File" name="Choose a key file" field="Key file" onFiles={(files) => void takeFile(files)} />
      </div>
      <FileDrop invitation="Drop the key file here" onFiles={(files) => void takeFile(files)}>
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
      </FileDrop>
      <div id={`${id}-about`} className="said">
        {reading?.kind === 'key-set' ? `JWK Set with ${count} keys` : reading?.keys.map(describeKey).join('; ')}
        {problem && !locked && <p className="caution">{problemInWords(problem)}</p>}
      </div>
      {reading && isSecretText(reading) && (
        <label className={styles.field}>
          <span>Secret encoding</span>
          <select
            value={brought.secretEncoding}
            onChange={(event) => setBrought({ ...brought, secretEncoding: event.target.value as SecretEncoding })}
          >
            {secretEncodings.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
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
