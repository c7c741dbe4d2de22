// Makes a DPoP proof for an access token, a method and a URL, with the key at hand; and the request that both belong to.
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
import { membersByName } from '../../core/text/json.ts'
import { quoted } from '../../core/text/quoted.ts'
import type { Token } from '../../core/token/token.ts'
import { copyText } from '../../platform/clipboard.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { instantAt } from '../../session/state/viewpoint.ts'
import { useKeptKeys, useKeyring } from '../../session/react/use-keyring.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './request-panel.module.css'

/** What was typed; what is absent is as the open request or token has it. */
interface Typed {
  readonly method?: string
  readonly url?: string
  readonly accessToken?: string
  readonly nonce?: string
}

interface Made {
  readonly compact: string
  readonly method: string
  readonly url: string
  readonly accessToken: string
}

export function ProofMaker({ request }: { readonly request: DpopRequest | undefined }) {
  const store = useStore()
  const keyring = useKeyring()
  const token = useSession((_, { inspection }) => inspection.token)
  const hasKey = useSession(({ state }) => state.key !== '')
  const kept = useKeptKeys().filter(({ key }) => key.kind === 'private')
  const [typed, setTyped] = useState<Typed>({})
  const [chosen, setChosen] = useState<string>()
  const [made, setMade] = useState<Made>()
  const [said, setSaid] = useState('')
  const source = chosen ?? (hasKey ? 'box' : kept[0] ? String(kept[0].id) : 'new')
  const input = {
    method: typed.method ?? request?.request.method ?? 'GET',
    url: typed.url ?? request?.request.url ?? '',
    accessToken: (typed.accessToken ?? request?.sent?.text ?? accessTokenIn(token)).trim(),
    nonce: typed.nonce ?? '',
  }
  const change = (part: Typed) => {
    setTyped({ ...typed, ...part })
    setMade(undefined)
    setSaid('')
  }

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
    if (wrong !== undefined) return setSaid(wrong)
    const key = await keyOf()
    if (!key) return setSaid('There is no key here that can be read. Generate one, or give one in the key box.')
    const { viewpoint } = store.getSnapshot()
    const { compact, problem } = await makeProof(key, { ...input, now: instantAt(viewpoint, currentSeconds()) })
    if (compact === undefined) return setSaid(`To make a proof, ${problem?.action}. Found: ${problem?.found}.`)
    setMade({ compact, ...input })
    setSaid(boundElsewhere(input.accessToken, key))
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
            setMade(undefined)
          }}
        >
          {hasKey && <option value="box">the key in the key box</option>}
          {kept.map(({ id, name, key }) => (
            <option key={id} value={String(id)}>
              {quoted(name)}, {describeKey(key)}
            </option>
          ))}
          <option value="new">a new ES256 key, kept under Keys</option>
        </select>
      </label>
      <div className={styles.actions}>
        <Button type="submit" look="primary">
          Make the proof
        </Button>
      </div>
      {made && (
        <div className={styles.made}>
          <p className={styles.proof} data-part="proof">
            {made.compact}
          </p>
          <div className={styles.actions}>
            <CopyButton what="proof" copy={copyText} read={() => made.compact} />
            <Button look="quiet" onClick={() => store.dispatch({ type: 'load', text: requestText(made) })}>
              Open the request with it
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

/** The open token, unless it is itself a proof. */
function accessTokenIn(token: Token | undefined): string {
  return token && token.header.typ?.toLowerCase() !== 'dpop+jwt' && token.wellFormed ? token.compact : ''
}

/** That the access token names another key than the proof's; empty where it doesn't. */
function boundElsewhere(accessToken: string, key: KeyMaterial): string {
  const cnf = readClaimsSet(inspect(accessToken).token)?.get('cnf')
  const jkt = cnf?.type === 'object' ? membersByName(cnf).get('jkt') : undefined
  if (jkt?.type !== 'string' || jkt.value === keyThumbprint(key.jwk)) return ''
  return 'The access token is bound to another key (`cnf.jkt`): servers reject it with this proof.'
}

/** The request as it goes over the wire. */
function requestText({ compact, method, url, accessToken }: Made): string {
  const authorization = accessToken === '' ? '' : `Authorization: DPoP ${accessToken}\n`
  return `${method} ${url} HTTP/1.1\n${authorization}DPoP: ${compact}\n`
}
