// The panel "Workspace file", which saves your keys and settings under a password and opens such a file again.
import { useId, useState } from 'react'
import type { Expectations } from '../../core/expectations/expectations.ts'
import { asksAnything } from '../../core/expectations/expectations.ts'
import { quoted } from '../../core/text/quoted.ts'
import { openWorkspace, sealWorkspace, WORKSPACE_ENCRYPTION } from '../../core/workspace/workspace-file.ts'
import { downloadText } from '../../platform/files.ts'
import { chosenTheme, currentTheme, switchTheme } from '../../platform/theme.ts'
import { missingKeys, workspaceOf } from '../../session/workspace.ts'
import { useKeptKeys, useKeyring } from '../../session/react/use-keyring.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './workspace.module.css'

interface File {
  readonly name: string
  readonly text: string
}

interface WorkspacePanelProps {
  /** A file that waits for its password. */
  readonly file: File | undefined
  onFile(file: File | undefined): void
}

export function WorkspacePanel({ file, onFile }: WorkspacePanelProps) {
  const id = useId()
  const [isSaving, setSaving] = useState(false)
  const [said, setSaid] = useState('')
  const [offered, setOffered] = useState<Expectations>()
  const store = useStore()
  const choose = async (files: readonly globalThis.File[]) => {
    const [first] = files
    if (!first) return
    setSaid('')
    setSaving(false)
    try {
      onFile({ name: first.name, text: await first.text() })
    } catch {
      setSaid(`${quoted(first.name)} could not be read.`)
    }
  }
  return (
    <section className={styles.panel} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>Workspace file</h2>
        <FileButton label="Open…" name="Open a workspace file" field="Workspace file" onFiles={(files) => void choose(files)} />
      </div>
      <p className="quiet-text">
        This page stores nothing. To keep your keys, your expectations and the theme for next time, save them as an encrypted file. To
        restore them, drop the file here.
      </p>
      {file ? (
        <OpenForm
          key={file.name + file.text.length}
          file={file}
          onClose={() => onFile(undefined)}
          onOpened={(sentence, expectations) => {
            onFile(undefined)
            setSaid(sentence)
            setOffered(expectations)
          }}
        />
      ) : isSaving ? (
        <SaveForm
          onClose={() => setSaving(false)}
          onSaved={(sentence) => {
            setSaving(false)
            setSaid(sentence)
          }}
        />
      ) : (
        <Button
          onClick={() => {
            setSaid('')
            setSaving(true)
          }}
        >
          Save workspace…
        </Button>
      )}
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
      {offered && (
        <div className={styles.actions}>
          <Button
            onClick={() => {
              store.dispatch({ type: 'expect', expectations: offered, from: 'file' })
              setOffered(undefined)
              setSaid('Every token is now checked against the file’s expectations.')
            }}
          >
            Use its expectations
          </Button>
          <Button look="quiet" onClick={() => setOffered(undefined)}>
            Ignore them
          </Button>
        </div>
      )}
    </section>
  )
}

/** Anyone who has the file could guess a shorter one. */
const SHORTEST = 12

function SaveForm({ onClose, onSaved }: { onClose(): void; onSaved(sentence: string): void }) {
  const id = useId()
  const store = useStore()
  const keyring = useKeyring()
  const kept = useKeptKeys()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (busy) return
    if (password.length < SHORTEST)
      return setWrong(`Use at least ${SHORTEST} characters: anyone who has the file can try to guess the password.`)
    if (again !== password) return setWrong('The two passwords differ.')
    setBusy(true)
    setWrong('')
    const ring = keyring.getSnapshot()
    const { text, refusal } = await sealWorkspace(workspaceOf(ring, store.getSnapshot().viewpoint, chosenTheme()), password)
    setBusy(false)
    if (text === undefined) return setWrong(refusal)
    downloadText('workspace.jwe', text, 'application/jose')
    for (const { id: each } of ring.keys) keyring.dispatch({ type: 'exported', id: each })
    onSaved(`Saved ${count(ring.keys.length)} in ${quoted('workspace.jwe')}.`)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <ul id={`${id}-about`}>
        <li>
          Contents: {count(kept.length)}, including private keys and secrets; what your service expects; the theme, if you chose one. No
          tokens.
        </li>
        <li>No one can open it without the password. A lost password can’t be recovered by anyone.</li>
        <li>
          It is a JWE that any JOSE library can open: {WORKSPACE_ENCRYPTION.alg}, {WORKSPACE_ENCRYPTION.p2c.toLocaleString('en')} rounds
          (p2c), {WORKSPACE_ENCRYPTION.enc}.
        </li>
      </ul>
      <PasswordField
        label="Password"
        invalid={wrong !== ''}
        describedBy={`${id}-about ${id}-wrong`}
        value={password}
        onText={setPassword}
      />
      <PasswordField label="Password again" invalid={wrong !== ''} describedBy={`${id}-wrong`} value={again} onText={setAgain} />
      <FormEnd wrongId={`${id}-wrong`} wrong={wrong} busy={busy} submit={busy ? 'Encrypting…' : 'Save workspace'} onCancel={onClose} />
    </form>
  )
}

interface OpenFormProps {
  readonly file: File
  onClose(): void
  /** Called with a sentence on what was restored, and the expectations to offer. */
  onOpened(sentence: string, offered: Expectations | undefined): void
}

function OpenForm({ file, onClose, onOpened }: OpenFormProps) {
  const id = useId()
  const keyring = useKeyring()
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const open = async () => {
    if (busy) return
    setBusy(true)
    setRefusal('')
    const opened = await openWorkspace(file.text, password)
    setBusy(false)
    // The file stays for another try.
    if ('refusal' in opened) return setRefusal(opened.refusal)
    const missing = missingKeys(keyring.getSnapshot(), opened.keys)
    for (const { name, key } of missing.toReversed()) keyring.dispatch({ type: 'keep', name, key, origin: 'file' })
    if (opened.theme && opened.theme !== currentTheme()) switchTheme()
    const already = opened.keys.length - missing.length
    const sentences = [
      `Restored ${count(missing.length)} from ${quoted(file.name)}.`,
      already > 0 ? `${already === 1 ? 'One was' : `${already} were`} already here.` : '',
      ...opened.skipped,
    ]
    onOpened(sentences.filter((sentence) => sentence !== '').join(' '), asksAnything(opened.expectations) ? opened.expectations : undefined)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <p id={`${id}-about`}>
        <WithCode text={`${quoted(file.name)} opens with the password it was saved with.`} />
      </p>
      <PasswordField
        label="Password"
        invalid={refusal !== ''}
        describedBy={`${id}-about ${id}-refusal`}
        value={password}
        onText={setPassword}
      />
      <FormEnd wrongId={`${id}-refusal`} wrong={refusal} busy={busy} submit={busy ? 'Decrypting…' : 'Restore'} onCancel={onClose} />
    </form>
  )
}

interface FormEndProps {
  readonly wrongId: string
  readonly wrong: string
  readonly busy: boolean
  readonly submit: string
  onCancel(): void
}

/** What was wrong with the last try, and the buttons to submit and cancel. */
function FormEnd({ wrongId, wrong, busy, submit, onCancel }: FormEndProps) {
  return (
    <>
      <p id={wrongId} role="status" className={styles.wrong}>
        {wrong}
      </p>
      <div className={styles.actions}>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {submit}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </>
  )
}

interface PasswordFieldProps {
  readonly label: string
  readonly invalid: boolean
  readonly describedBy: string
  readonly value: string
  onText(text: string): void
}

function PasswordField({ label, invalid, describedBy, value, onText }: PasswordFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <TextField id={id} type="password" aria-invalid={invalid} aria-describedby={describedBy} value={value} onText={onText} />
    </div>
  )
}

function count(keys: number): string {
  return keys === 0 ? 'no keys' : keys === 1 ? '1 key' : `${keys} keys`
}
