// The form for what the service expects, and for the tokens issued with this one, whose hashes are recomputed.
import { useId, useState } from 'react'
import { asksAnything, encodeExpectations, type Companions, type Expectations } from '../../core/expectations/expectations.ts'
import { copyText } from '../../platform/clipboard.ts'
import { pageAddress } from '../../platform/location.ts'
import { writeExpectationsLink } from '../../session/share-link.ts'
import { useClock } from '../../session/react/use-clock.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { expectationsOf } from './expectations-of.ts'
import styles from './expectations-panel.module.css'

interface Question {
  readonly label: string
  readonly hint?: string
  readonly read: (expectations: Expectations) => string
  /** Turns the typed text into expectations; an undefined value expects nothing. */
  readonly write: (text: string) => Partial<Expectations>
  readonly about?: string
}

const words = (text: string) => text.split(/[\s,]+/).filter((each) => each !== '')

const QUESTIONS: readonly Question[] = [
  { label: 'Issuer', hint: 'https://login.example', read: ({ issuer }) => issuer ?? '', write: (issuer) => ({ issuer }) },
  { label: 'Audience', hint: 'billing-api', read: ({ audience }) => audience ?? '', write: (audience) => ({ audience }) },
  { label: 'Type', hint: 'at+jwt', read: ({ typ }) => typ ?? '', write: (typ) => ({ typ }) },
  {
    label: 'Allowed algorithms',
    hint: 'ES256 RS256',
    read: ({ algorithms = [] }) => algorithms.join(' '),
    write: (text) => ({ algorithms: words(text) }),
  },
  { label: 'Subject', read: ({ subject }) => subject ?? '', write: (subject) => ({ subject }) },
  { label: 'Scope', hint: 'payments:read', read: ({ scope = [] }) => scope.join(' '), write: (text) => ({ scope: words(text) }) },
  { label: 'Nonce', read: ({ nonce }) => nonce ?? '', write: (nonce) => ({ nonce }) },
]

const COMPANIONS: readonly { readonly name: keyof Companions; readonly label: string }[] = [
  { name: 'accessToken', label: 'Access token' },
  { name: 'code', label: 'Authorization code' },
  { name: 'state', label: 'State' },
  { name: 'proof', label: 'DPoP proof, or its public JWK' },
]

export function ExpectationsForm() {
  const store = useStore()
  const expectations = useSession(({ viewpoint }) => viewpoint.expectations)
  const token = useSession((_, derived) => derived.inspection.token)
  const { leeway } = useClock()
  const companionsId = useId()
  const expect = (change: Partial<Expectations>) =>
    store.dispatch({ type: 'expect', expectations: { ...store.getSnapshot().viewpoint.expectations, ...change } })
  return (
    <div className={styles.form}>
      {QUESTIONS.map(({ label, hint, read, write }) => (
        <Field key={label} label={label} hint={hint} value={read(expectations)} onType={(text) => expect(write(text))} />
      ))}
      <Field
        label="Maximum age, in seconds"
        value={expectations.maxAge === undefined ? '' : String(expectations.maxAge)}
        onType={(text) => {
          const { maxAge: _, ...others } = store.getSnapshot().viewpoint.expectations
          const seconds = /^\d{1,9}$/.test(text.trim()) ? { maxAge: Number(text) } : {}
          store.dispatch({ type: 'expect', expectations: { ...others, ...seconds } })
        }}
      />
      <Field
        label="Allowed leeway, in seconds"
        value={leeway === 0 ? '' : String(leeway)}
        hint="0"
        onType={(text) => store.dispatch({ type: 'allow-leeway', seconds: /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0 })}
      />
      <p id={companionsId} className={styles.part}>
        Tokens issued with it, to check at_hash, c_hash, s_hash and ath. They stay out of links.
      </p>
      <div role="group" aria-labelledby={companionsId} className={styles.companions}>
        {COMPANIONS.map(({ name, label }) => (
          <Field
            key={name}
            label={label}
            value={expectations.companions?.[name] ?? ''}
            onType={(text) => expect({ companions: { ...store.getSnapshot().viewpoint.expectations.companions, [name]: text } })}
          />
        ))}
      </div>
      <div className={styles.actions}>
        <Button onClick={() => token && expect(expectationsOf(token))}>Fill in from this token</Button>
        {asksAnything(expectations) && (
          <>
            <Button look="quiet" onClick={() => store.dispatch({ type: 'expect', expectations: {} })}>
              Clear expectations
            </Button>
            <CopyButton
              what="link"
              label="Copy link"
              name="Copy link with these expectations"
              copy={copyText}
              read={() => pageAddress() + writeExpectationsLink(encodeExpectations({ ...expectations, leeway }))}
            />
          </>
        )}
      </div>
    </div>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly hint?: string | undefined
  onType(text: string): void
}

/** Shows the typed text until it loses the focus, then how it was understood. */
function Field({ label, value, hint, onType }: FieldProps) {
  const [typed, setTyped] = useState<string>()
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <TextField
        value={typed ?? value}
        placeholder={hint}
        onText={(text) => {
          setTyped(text)
          onType(text)
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  )
}
