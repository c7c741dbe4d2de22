// The form that makes a DPoP proof for an access token, a method and a URL, and opens the request with it.
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import { boundThumbprint } from '../../core/dpop/bound-key.ts'
import { useState } from 'react'
import { makeProof, proofProblem } from '../../core/dpop/make-proof.ts'
import type { DpopRequest } from '../../core/dpop/read-request.ts'
import { describeKey } from '../../core/keys/describe-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { keyThumbprint } from '../../core/keys/thumbprint.ts'
import { readClaimsSet } from '../../core/claims/claims-set.ts'
import { inspect } from '../../core/inspect.ts'
import { quoted } from '../../core/text/quoted.ts'
import type { Token } from '../../core/token/token.ts'
import { copyText } from '../../platform/clipboard.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { instantAt } from '../../session/state/viewpoint.ts'
import { useKeptKeys, useKeyring } from '../../session/react/use-keyring.ts'
import { useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './request-panel.module.css'

/** What the reader typed. Absent fields take their value from the open request or token. */
interface Typed {
  readonly method?: string
  readonly url?: string
  readonly accessToken?: string
  readonly nonce?: string
}

interface Input {
  readonly method: string
  readonly url: string
  readonly accessToken: string
  readonly nonce: string
}

/** The last result, shown until the input changes. */
interface Answer {
  readonly to: string
  readonly compact?: string
  readonly said: string
}

export function ProofMaker({ request }: { readonly request: DpopRequest | undefined }) {
  const store = useStore()
  const keyring = useKeyring()
  const token = useSession((_, { inspection }) => inspection.token)
  const hasKey = useSession(({ state }) => state.key !== '')
  const hasPrivateKey = useCheck(({ key, reading }) => key.from === 'box' && reading.keys.some(({ kind }) => kind === 'private')) ?? false
  const kept = useKeptKeys().filter(({ key }) => key.kind === 'private')
  const [typed, setTyped] = useState<Typed>({})
  const [chosen, setChosen] = useState<string>()
  const [answer, setAnswer] = useState<Answer>()
  const input: Input = {
    method: typed.method ?? request?.request.method ?? 'GET',
    url: typed.url ?? request?.request.url ?? '',
    accessToken: (typed.accessToken ?? request?.sent?.text ?? accessTokenIn(token)).trim(),
    nonce: typed.nonce ?? '',
  }
  const bound = boundThumbprint(readClaimsSet(inspect(input.accessToken).token))
  const fitting = kept.find(({ key }) => bound !== undefined && keyThumbprint(key.jwk) === bound) ?? kept[0]
  const source = chosen ?? (hasPrivateKey ? 'box' : fitting ? String(fitting.id) : 'new')
  const asked = JSON.stringify(input)
  const { compact, said } = answer?.to === asked ? answer : { compact: undefined, said: '' }
  const say = (sentence: string, made?: string) => setAnswer({ to: asked, said: sentence, ...(made !== undefined && { compact: made }) })
  const change = (part: Typed) => setTyped({ ...typed, ...part })

  const keyOf = async (): Promise<KeyMaterial | undefined> => {
    if (source === 'box') {
      const { key, secretEncoding, passphrase } = store.getSnapshot().state
      const { keys } = await readKey(key, { secretEncoding, passphrase })
      return keys.find(({ kind }) => kind === 'private') ?? keys[0]
    }
    if (source !== 'new') return kept.find(({ id }) => String(id) === source)?.key
    const key = await generateKey('ES256')
    if (key) {
      keyring.dispatch({ type: 'keep', name: 'DPoP key', key, origin: 'generated' })
      setChosen(String(keyring.getSnapshot().keys[0]?.id))
    }
    return key
  }
  const make = async () => {
    store.flush()
    const wrong = proofProblem(input)
    if (wrong !== undefined) return say(wrong)
    const key = await keyOf()
    if (!key) return say('There is no readable key here. Choose a new one, or put one in the Key box.')
    const made = await makeProof(key, { ...input, now: instantAt(store.getSnapshot().viewpoint, currentSeconds()) })
    if (made.problem) return say(neededInWords('make a proof', made.problem))
    const elsewhere = bound !== undefined && bound !== keyThumbprint(key.jwk)
    say(elsewhere ? 'The access token is bound to another key (`cnf.jkt`): servers reject it with this proof.' : '', made.compact)
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <Field label="Method" value={input.method} onText={(method) => change({ method })} />
      <Field label="URL" value={input.url} placeholder="https://api.example/resource" onText={(url) => change({ url })} />
      <Field label="Access token for the proof" value={input.accessToken} onText={(accessToken) => change({ accessToken })} />
      <Field label="Nonce from the server" value={input.nonce} placeholder="none" onText={(nonce) => change({ nonce })} />
      <label className={styles.field}>
        <span>Sign with</span>
        <select
          value={source}
          onChange={(event) => {
            setChosen(event.target.value)
            setAnswer(undefined)
          }}
        >
          {hasKey && <option value="box">the key in the Key box</option>}
          {kept.map(({ id, name, key }) => (
            <option key={id} value={String(id)}>
              {quoted(name)}, {describeKey(key)}
            </option>
          ))}
          <option value="new">a new ES256 key, added to Keys</option>
        </select>
      </label>
      <div className={styles.actions}>
        <Button type="submit" look="primary">
          Make the proof
        </Button>
      </div>
      {compact !== undefined && (
        <div className={styles.made}>
          <p className={styles.proof} data-part="proof">
            {compact}
          </p>
          <div className={styles.actions}>
            <CopyButton what="proof" copy={copyText} read={() => compact} />
            <Button look="quiet" onClick={() => store.dispatch({ type: 'load', text: requestText(compact, input) })}>
              Open the request with this proof
            </Button>
          </div>
        </div>
      )}
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
    </form>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  onText(text: string): void
}

function Field({ label, ...rest }: FieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <TextField {...rest} />
    </label>
  )
}

/** The open token, unless it is a proof itself. */
function accessTokenIn(token: Token | undefined): string {
  return token && token.header.typ?.toLowerCase() !== 'dpop+jwt' && token.wellFormed ? token.compact : ''
}

/** The request as it is sent. */
function requestText(compact: string, { method, url, accessToken }: Input): string {
  const authorization = accessToken === '' ? '' : `Authorization: DPoP ${accessToken}\n`
  return `${method} ${url} HTTP/1.1\n${authorization}DPoP: ${compact}\n`
}
