// The card of one key, with its name, kid, thumbprint and halves in every form, and the buttons to use, copy, download or remove it.
import { useEffect, useId, useState } from 'react'
import { describeKey } from '../../core/keys/describe-key.ts'
import { exportJwk, type KeyPart } from '../../core/keys/make/export-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { keyThumbprint } from '../../core/keys/thumbprint.ts'
import { copyText } from '../../platform/clipboard.ts'
import { downloadText } from '../../platform/files.ts'
import { goTo } from '../../platform/location.ts'
import type { KeptKey } from '../../session/keyring.ts'
import { useKeyring } from '../../session/react/use-keyring.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PRIVATE_TEXT } from '../../ui/private-text.ts'
import { fileName, FORMS, formsOf, keyText, keyParts, type KeyForm } from './key-forms.ts'
import styles from './key-card.module.css'
import { quoted, shown } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

const PARTS: Record<KeyPart, string> = { public: 'Public half', whole: 'Private key' }

/** The name as the page shows it: an imported key is named after its "kid", which can contain anything. */
const labelOf = ({ name }: KeptKey) => shown(name, 80)

export function KeyCard({ kept, onRemoved }: { readonly kept: KeptKey; onRemoved(): void }) {
  const id = useId()
  const { key, origin, exported } = kept
  const name = labelOf(kept)
  const keyring = useKeyring()
  const store = useStore()
  const parts = keyParts(key)
  const [part, setPart] = useState<KeyPart>(parts[0]!)
  const [form, setForm] = useState<KeyForm>('jwk')
  const text = useText(kept, part, form)
  const whole = text.trimEnd()
  const isSecretPart = part === 'whole'
  const unsaved = origin === 'generated' && !exported
  const what = `${name}, ${key.kind === 'secret' ? 'secret' : PARTS[part].toLowerCase()}, ${FORMS[form].label}`
  const leaves = () => isSecretPart && keyring.dispatch({ type: 'exported', id: kept.id })
  const copy = async (made: string) => {
    await copyText(made || (await keyText(key, part, form)))
    leaves()
  }
  const download = async () => {
    downloadText(fileName(kept.name, part, form, key.kind), await keyText(key, part, form), FORMS[form].type)
    leaves()
  }
  const use = () => {
    const plain = key.kind === 'secret' && key.bits > 0
    store.dispatch({
      type: 'use-key',
      key: {
        text: plain ? (key.jwk.k ?? '') : JSON.stringify(exportJwk(key, key.kind === 'public' ? 'public' : 'whole'), null, 2),
        origin: { from: origin === 'file' ? 'file' : 'keyring' },
        ...(plain && { secretEncoding: 'base64url' as const }),
      },
    })
    goTo('#/')
  }
  return (
    <article className={styles.card} aria-labelledby={`${id}-name`}>
      <header className={styles.head}>
        <h3 id={`${id}-name`} className="visually-hidden">
          <bdi>{name}</bdi>
        </h3>
        <NameInput key={kept.name} name={kept.name} onRename={(to) => keyring.dispatch({ type: 'rename', id: kept.id, name: to })} />
        <span className={styles.about}>
          {origin === 'generated' ? describeKey(key).replace(/, JWK$/, '') : describeKey(key)}
          {origin === 'file' && ', from a workspace file'}
          {key.alg !== undefined && <WithCode text={`, for ${quoted(key.alg)}`} />}
        </span>
        <span className={styles.aside}>
          <Button look="quiet" aria-label={`Use ${name} in the inspector`} onClick={use}>
            Use
          </Button>
          <Remove kept={kept} unsaved={unsaved} onRemoved={onRemoved} />
        </span>
      </header>
      <Identity kept={kept} />
      <div className={styles.choices}>
        {parts.length > 1 && (
          <Segmented<KeyPart>
            label={`Half of ${name}`}
            choices={parts.map((value) => ({ value, label: PARTS[value] }))}
            value={part}
            onChange={setPart}
          />
        )}
        <Segmented<KeyForm>
          label={`Form of ${name}`}
          choices={formsOf(key).map((value) => ({ value, label: FORMS[value].label }))}
          value={form}
          onChange={setForm}
        />
        <span className={styles.aside}>
          <CopyButton what={what} copy={copy} read={() => text} />
          <Button look="quiet" aria-label={`Download ${what}`} onClick={() => void download()}>
            Download
          </Button>
        </span>
      </div>
      <textarea
        className={styles.text}
        aria-label={what}
        readOnly
        rows={Math.min(14, whole.split('\n').length)}
        value={whole}
        {...PRIVATE_TEXT}
      />
      {isSecretPart && (
        <p className={styles.caution}>
          {key.kind === 'secret'
            ? 'Anyone who has this secret can sign in your name.'
            : 'Anyone who has this private key can sign in your name.'}
        </p>
      )}
      {unsaved && <p className={styles.unsaved}>Generated here and not exported: it is gone when you close the page.</p>}
    </article>
  )
}

/** Renames on blur or Enter; an empty name changes nothing. */
function NameInput({ name, onRename }: { readonly name: string; onRename(name: string): void }) {
  const [typed, setTyped] = useState(name)
  const rename = () => (typed.trim() === '' ? setTyped(name) : onRename(typed))
  return (
    <TextField
      className={styles.name}
      aria-label="Name"
      value={typed}
      maxLength={80}
      onText={setTyped}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename()
        if (event.key === 'Escape') setTyped(name)
      }}
    />
  )
}

function Identity({ kept }: { readonly kept: KeptKey }) {
  const { key } = kept
  const name = labelOf(kept)
  const keyring = useKeyring()
  const thumbprint = keyThumbprint(key.jwk) ?? ''
  const setKid = (kid: string) => keyring.dispatch({ type: 'set-kid', id: kept.id, kid })
  return (
    <dl className={styles.identity}>
      <dt>kid</dt>
      <dd>
        <TextField aria-label={`kid of ${name}`} value={key.kid ?? ''} placeholder="none" onText={setKid} />
      </dd>
      <dt>Thumbprint</dt>
      <dd>
        <code>{thumbprint}</code>
        <span className={styles.aside}>
          <CopyButton what={`thumbprint of ${name}`} copy={copyText} read={() => thumbprint} />
          <Button
            look="quiet"
            aria-label={`${key.kid === thumbprint ? 'Is its kid' : 'Use as kid'}: the thumbprint of ${name}`}
            aria-disabled={key.kid === thumbprint}
            onClick={() => setKid(thumbprint)}
          >
            {key.kid === thumbprint ? 'Is its kid' : 'Use as kid'}
          </Button>
        </span>
        {key.kind === 'secret' && <small>The hash of a secret lets others test guesses (RFC 7638 section 7).</small>}
      </dd>
    </dl>
  )
}

/** Asks again before it removes the only copy of a key. */
function Remove({ kept, unsaved, onRemoved }: { readonly kept: KeptKey; readonly unsaved: boolean; onRemoved(): void }) {
  const keyring = useKeyring()
  const [asked, setAsked] = useState(false)
  return (
    <Button
      look="quiet"
      aria-label={asked ? `Remove ${labelOf(kept)} for good: it was never exported` : `Remove ${labelOf(kept)}`}
      onBlur={() => setAsked(false)}
      onClick={() => {
        if (unsaved && !asked) return setAsked(true)
        keyring.dispatch({ type: 'forget', id: kept.id })
        onRemoved()
      }}
    >
      {asked ? 'Never exported: remove it?' : 'Remove'}
    </Button>
  )
}

/** The text in the chosen form. Empty until it is ready, never the text of another half or form. */
function useText({ key }: KeptKey, part: KeyPart, form: KeyForm): string {
  const [made, setMade] = useState<{ key: KeyMaterial; part: KeyPart; form: KeyForm; text: string }>()
  useEffect(() => {
    let gone = false
    void keyText(key, part, form).then((text) => {
      if (!gone) setMade({ key, part, form, text })
    })
    return () => {
      gone = true
    }
  }, [key, part, form])
  return made?.key === key && made.part === part && made.form === form ? made.text : ''
}
