// The sheet "Encrypt", which makes a JWE from the open token, its payload or any text.
import { problemInWords } from '../../core/keys/problem-in-words.ts'
import { useId, useState } from 'react'
import { contentEncryptionByName } from '../../core/algorithms/encryption-algorithms.ts'
import { describeKey } from '../../core/keys/describe-key.ts'
import { contentChoices, encryptionChoices } from '../../core/keys/choice/encryption-choices.ts'
import { isSecretText, secretEncodings, type KeyReading } from '../../core/keys/key-material.ts'
import { copyText } from '../../platform/clipboard.ts'
import { seal, type ToSeal } from '../../session/answers/seal.ts'
import { useKeyReading, type KeyTyped } from '../../session/react/use-key-reading.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import styles from './encrypt.module.css'

type What = ToSeal['what']

const NO_KEY: KeyTyped = { text: '', passphrase: '', secretEncoding: 'utf8' }
const NOTHING: KeyReading = { kind: 'empty', keys: [], notes: [] }

export function Encrypt({ onClose }: { onClose(): void }) {
  const id = useId()
  const store = useStore()
  const token = useSession((_, derived) => derived.inspection.token)
  const tokenText = useSession(({ state }) => state.text)
  const keyText = useSession(({ state }) => state.key)
  const isCompactJws = token?.object?.kind === 'jws' && token.object.form === 'compact'
  const [what, setWhat] = useState<What>(token?.object ? 'token' : 'text')
  const [text, setText] = useState('')
  const [signFirst, setSignFirst] = useState(false)
  const [typed, setTyped] = useState(NO_KEY)
  const reading = useKeyReading(typed) ?? NOTHING
  const encs = contentChoices(reading)
  const [wishedEnc, setEnc] = useState('A256GCM')
  const enc = encs.find(({ name }) => name === wishedEnc) ?? encs[0] ?? contentEncryptionByName('A256GCM')!
  const algs = encryptionChoices(reading, enc)
  const [wishedAlg, setAlg] = useState('')
  const alg = algs.find(({ name }) => name === wishedAlg) ?? algs[0]
  // The result belongs to the choices it was made from, so any change clears it.
  const asked = JSON.stringify([tokenText, keyText, what, text, signFirst, typed, enc.name, alg?.name])
  const [answer, setAnswer] = useState<{ readonly to: string; readonly made: string; readonly said: string }>()
  const { made = '', said = '' } = answer?.to === asked ? answer : {}
  const say = (sentence: string) => setAnswer({ to: asked, made: '', said: sentence })

  const make = async () => {
    if (!alg) return say(reading.kind === 'unreadable' ? problemInWords(reading.problem) : 'Enter the key to encrypt to.')
    store.flush()
    const now = store.getSnapshot().state
    const toSeal: ToSeal = what === 'token' ? { what, signFirst: signFirst && isCompactJws } : what === 'text' ? { what, text } : { what }
    const sealed = await seal(now, toSeal, reading, { alg: alg.name, enc: enc.name })
    if (sealed.problem) return say(problemInWords(sealed.problem))
    const { compact } = sealed
    setAnswer({ to: asked, made: compact, said: `Encrypted: ${compact.length.toLocaleString('en')} characters.` })
  }

  return (
    <Sheet title="Encrypt" about="Makes a new token (JWE) that only the holder of the key can read." onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <div className={styles.column}>
          <Segmented
            label="What to encrypt"
            choices={[
              ...(token?.object ? [{ value: 'token' as const, label: 'The token' }] : []),
              ...(token?.payload ? [{ value: 'payload' as const, label: 'Only its payload' }] : []),
              { value: 'text', label: 'Other text' },
            ]}
            value={what}
            onChange={setWhat}
          />
          {what === 'text' && <TextArea aria-label="Text to encrypt" className={styles.box} rows={4} value={text} onText={setText} />}
          {what === 'token' && isCompactJws && (
            <label className={styles.check}>
              <input type="checkbox" checked={signFirst} onChange={(event) => setSignFirst(event.target.checked)} />
              Sign it first, with the key on the desk
            </label>
          )}
          <p className="quiet-text">{ABOUT[what]}</p>
        </div>
        <div className={styles.column}>
          <TextArea
            aria-label="Key to encrypt to"
            aria-describedby={`${id}-key`}
            className={styles.box}
            rows={4}
            placeholder="The recipient’s public key, a shared key, or a password"
            value={typed.text}
            onText={(next) => setTyped({ ...typed, text: next })}
          />
          <p id={`${id}-key`} className="quiet-text">
            {reading.kind === 'unreadable' ? problemInWords(reading.problem) : reading.keys.map(describeKey).join('; ')}
          </p>
          {isSecretText(reading) && (
            <SelectField
              className={styles.field}
              label="Read the key as"
              value={typed.secretEncoding}
              options={secretEncodings}
              onValue={(secretEncoding) => setTyped({ ...typed, secretEncoding })}
            />
          )}
        </div>
        <div className={styles.column}>
          <label className={styles.field}>
            Key management (“alg”)
            <select value={alg?.name ?? ''} disabled={!alg} aria-describedby={`${id}-alg`} onChange={(event) => setAlg(event.target.value)}>
              {alg ? algs.map(({ name }) => <option key={name}>{name}</option>) : <option value="">depends on the key</option>}
            </select>
          </label>
          <p id={`${id}-alg`} className="quiet-text">
            {alg && `${alg.description}.`}
          </p>
          <label className={styles.field}>
            Content encryption (“enc”)
            <select value={enc.name} onChange={(event) => setEnc(event.target.value)}>
              {encs.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <Button type="submit" look="primary">
            Encrypt
          </Button>
        </div>
      </form>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {made !== '' && (
        <div className={styles.made}>
          <pre className={styles.token} data-part="encrypted-token" translate="no">
            {made}
          </pre>
          <div className={styles.actions}>
            <Button
              look="primary"
              onClick={() => {
                store.dispatch({ type: 'load', text: made })
                onClose()
              }}
            >
              Open it on the desk
            </Button>
            <CopyButton what="encrypted token" copy={copyText} read={() => made} />
          </div>
        </div>
      )}
    </Sheet>
  )
}

const ABOUT: Record<What, string> = {
  token: 'The token becomes the content of a new one, with “cty”: “JWT” in its header: signed inside, encrypted outside.',
  payload: 'The claims are encrypted without the signature, so nothing in the new token says who wrote them.',
  text: 'Any text can be the content. Nothing in the new token says who wrote it.',
}
