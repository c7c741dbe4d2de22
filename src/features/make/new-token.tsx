// The dialog "New token", which signs a token of a chosen type and opens it on the desk.
import { useId, useRef, useState } from 'react'
import { fieldByName, TOKEN_KINDS, type FieldName, type TokenKind, type TokenKindId } from '../../core/make/kinds.ts'
import { algorithmsFor } from '../../core/make/make-token.ts'
import { describeKey } from '../../core/keys/describe-key.ts'
import { isSecretText, secretEncodings } from '../../core/keys/key-material.ts'
import { problemInWords } from '../../core/keys/problem-in-words.ts'
import { shown } from '../../core/text/quoted.ts'
import { copyText } from '../../platform/clipboard.ts'
import { useKeptKeys, useKeyring } from '../../session/react/use-keyring.ts'
import { useKeyReading, type KeyTyped } from '../../session/react/use-key-reading.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { openNewToken, type KeySource } from './open-new-token.ts'
import styles from './new-token.module.css'

const NO_KEY: KeyTyped = { text: '', passphrase: '', secretEncoding: 'utf8' }

export function NewToken({ onClose }: { onClose(): void }) {
  const id = useId()
  const store = useStore()
  const keyring = useKeyring()
  const kept = useKeptKeys().filter(({ key }) => key.kind !== 'public')
  const [kindId, setKindId] = useState<TokenKindId>('jwt')
  const [wishedAlg, setAlg] = useState('ES256')
  const [source, setSource] = useState('new')
  const [typed, setTyped] = useState(NO_KEY)
  const [filled, setFilled] = useState<Partial<Record<FieldName, string>>>({})
  const [said, setSaid] = useState('')
  const making = useRef(false)
  const reading = useKeyReading(typed)
  const kind: TokenKind = TOKEN_KINDS.find((each) => each.id === kindId) ?? TOKEN_KINDS[0]
  const pasted = reading?.keys.find((key) => key.kind !== 'public') ?? reading?.keys[0]
  const key = source === 'paste' ? pasted : kept.find((each) => String(each.id) === source)?.key
  const algorithms = algorithmsFor(kind, key)
  const algorithm = algorithms.find(({ name }) => name === wishedAlg) ?? algorithms[0]

  const make = async (copies: boolean) => {
    if (making.current) return
    if (source === 'paste' && !key) return setSaid(reading?.problem ? problemInWords(reading.problem) : 'Paste the key to sign with.')
    if (!algorithm) return setSaid(NOTHING_TO_SIGN_WITH)
    making.current = true
    setSaid(algorithm.kty === 'RSA' && !key ? 'Generating an RSA key.' : 'Signing.')
    const from: KeySource = !key ? { from: 'new' } : source === 'paste' ? { from: 'pasted', key, typed } : { from: 'kept', key }
    const made = await openNewToken(store, keyring, { kind, alg: algorithm.name, filled }, from)
    making.current = false
    if (made.said !== undefined) return setSaid(made.said)
    if (!copies) return onClose()
    copyText(made.compact).then(onClose, () => setSaid('The token is on the desk. The browser refused to copy it.'))
  }

  return (
    <Dialog title="New token" onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void make(false)
        }}
      >
        <label className={styles.field}>
          Type of token
          <select value={kindId} aria-describedby={`${id}-kind`} onChange={(event) => setKindId(event.target.value as TokenKindId)}>
            {TOKEN_KINDS.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <p id={`${id}-kind`} className={styles.about}>
          {kind.about} {kind.id === 'access-token' && REFRESH}
        </p>
        <label className={styles.field}>
          Key
          <select value={source} onChange={(event) => setSource(event.target.value)}>
            <option value="new">Generate a new key</option>
            {kept.map((each) => (
              <option key={each.id} value={String(each.id)}>
                {shown(each.name, 60)}: {describeKey(each.key)}
              </option>
            ))}
            <option value="paste">Paste a key</option>
          </select>
        </label>
        <label className={styles.field}>
          Algorithm
          <select
            value={algorithm?.name ?? ''}
            disabled={!algorithm}
            aria-describedby={`${id}-alg`}
            onChange={(event) => setAlg(event.target.value)}
          >
            {algorithm ? algorithms.map(({ name }) => <option key={name}>{name}</option>) : <option value="">depends on the key</option>}
          </select>
        </label>
        {source === 'paste' && (
          <div className={styles.wide}>
            <TextArea
              aria-label="Key to sign with"
              className={styles.box}
              rows={4}
              placeholder="A private key (JWK, PEM) or a shared secret"
              value={typed.text}
              onText={(text) => setTyped({ ...typed, text })}
            />
            {reading && isSecretText(reading) && (
              <SelectField
                className={styles.field}
                label="Read the secret as"
                value={typed.secretEncoding}
                options={secretEncodings}
                onValue={(secretEncoding) => setTyped({ ...typed, secretEncoding })}
              />
            )}
          </div>
        )}
        <p id={`${id}-alg`} className={styles.about}>
          {algorithm ? `${algorithm.description}.` : key ? NOTHING_TO_SIGN_WITH : ''} {algorithm?.kty === 'oct' && SHARED}
        </p>
        {kind.fields.map((name) => (
          <label key={name} className={styles.field}>
            {fieldByName(name).label}
            <TextField
              value={filled[name] ?? ''}
              placeholder={fieldByName(name).placeholder}
              onText={(text) => setFilled({ ...filled, [name]: text })}
            />
          </label>
        ))}
        <p className={styles.about}>Fields you leave empty become placeholders. The findings point them out until you fill them in.</p>
        <div className={styles.actions}>
          <Button type="submit" look="primary">
            Create token
          </Button>
          <Button onClick={() => void make(true)}>Create and copy</Button>
        </div>
      </form>
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
    </Dialog>
  )
}

const REFRESH = 'Refresh tokens aren’t offered: they are opaque, and only the server that issued them can read them.'
const SHARED = 'A shared secret has no public half, so there is no JWK Set to publish: everyone who verifies needs the secret.'
const NOTHING_TO_SIGN_WITH =
  'This key can’t sign this type of token. Use a private key, or a shared secret if no one else has to verify it.'
