// The panel "From JWKS", which fetches keys from an issuer or a JWK Set's own address, one address and one click at a time.
import { useId, useState } from 'react'
import { metadataUrls, readKeyAnswer, readMetadata, type MetadataUrl } from '../../core/keys/sources/discovery.ts'
import { issuerOf } from '../../session/state/key-choice.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { canFetchKeys } from '../../platform/key-fetcher.ts'
import { AskedAddress } from './asked-address.tsx'
import { refusalInWords } from './fetch-failure.ts'
import styles from './network-keys.module.css'
import { shown } from '../../core/text/quoted.ts'

type Mode = 'issuer' | 'set'

export function NetworkKeys({ onClose }: { onClose(): void }) {
  const id = useId()
  const iss = useSession(({ state }) => issuerOf(state))
  const suggested = iss !== undefined && metadataUrls(iss).ok ? iss : ''
  const [mode, setMode] = useState<Mode>('issuer')
  const [typed, setTyped] = useState<{ readonly issuer?: string; readonly set: string }>({ set: '' })
  const issuer = typed.issuer ?? suggested
  return (
    <section className={styles.panel} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h3 id={`${id}-title`}>Keys from the network</h3>
        <Button look="quiet" aria-label="Close keys from the network" onClick={onClose}>
          Close
        </Button>
      </div>
      <p>
        {canFetchKeys
          ? 'Nothing is sent until you press a button, and then only to the URL above it. The answer comes through a sealed frame that never sees the token.'
          : 'This copy has no network access. Fetch the keys with a command in your terminal.'}
      </p>
      <fieldset className={styles.modes}>
        <legend className="visually-hidden">What you know</legend>
        {(['issuer', 'set'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name={`${id}-mode`} checked={mode === each} onChange={() => setMode(each)} />
            {each === 'issuer' ? 'The issuer' : 'The URL of its JWK Set'}
          </label>
        ))}
      </fieldset>
      {mode === 'issuer' ? (
        <>
          <AddressInput
            label="Issuer"
            value={issuer}
            placeholder="https://login.example"
            onChange={(value) => setTyped({ ...typed, issuer: value })}
          />
          <FromIssuer key={issuer} issuer={issuer} />
        </>
      ) : (
        <>
          <AddressInput
            label="JWK Set URL"
            value={typed.set}
            placeholder="https://login.example/.well-known/jwks.json"
            onChange={(value) => setTyped({ ...typed, set: value })}
          />
          {typed.set !== '' && <KeySetAddress key={typed.set} url={typed.set} issuer={undefined} />}
        </>
      )}
    </section>
  )
}

interface AddressInputProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  onChange(value: string): void
}

function AddressInput({ label, value, placeholder, onChange }: AddressInputProps) {
  return (
    <label className={styles.input}>
      <span>{label}</span>
      <TextField inputMode="url" value={value} placeholder={placeholder} onText={(text) => onChange(text.trim())} />
    </label>
  )
}

const STANDARDS: Record<MetadataUrl['standard'], string> = { oauth: 'OAuth metadata (RFC 8414)', openid: 'OpenID Connect Discovery' }

function FromIssuer({ issuer }: { readonly issuer: string }) {
  if (issuer === '') return <p className={styles.hint}>The token doesn’t name its issuer by URL. Enter one, or the URL of its JWK Set.</p>
  const found = metadataUrls(issuer)
  if (!found.ok) return <p className={styles.failure}>{refusalInWords(found.reason)}</p>
  return (
    <>
      <p className={styles.hint}>Its metadata says where its keys are. An issuer publishes it at one of these, or at both:</p>
      {found.urls.map(({ standard, url }) => (
        <AskedAddress
          key={url}
          url={url}
          what={STANDARDS[standard]}
          action="Fetch the metadata"
          renderAnswer={(json) => <MetadataAnswer json={json} issuer={issuer} />}
        />
      ))}
    </>
  )
}

function MetadataAnswer({ json, issuer }: { readonly json: string; readonly issuer: string }) {
  const metadata = readMetadata(json, issuer)
  if (metadata.ok) return <KeySetAddress url={metadata.jwksUri} issuer={issuer} />
  switch (metadata.reason) {
    case 'other-issuer':
      return (
        <p className={styles.failure}>
          It is the metadata of another issuer,{' '}
          <code>
            <bdi>{shown(metadata.found, 200)}</bdi>
          </code>
          , and must not be used for this one (RFC 8414 section 3.3).
        </p>
      )
    case 'no-issuer':
      return <p className={styles.failure}>It names no issuer, so this metadata can’t be trusted (RFC 8414 section 2).</p>
    case 'no-jwks-uri':
      return <p className={styles.failure}>It names no “jwks_uri”: this issuer does not publish its keys here.</p>
    case 'not-json':
      return <p className={styles.failure}>It answered, but not with a JSON object.</p>
  }
}

/** `issuer`: whose metadata named the address. */
function KeySetAddress({ url, issuer }: { readonly url: string; readonly issuer: string | undefined }) {
  const store = useStore()
  const use = (json: string, url: string) => {
    const read = readKeyAnswer(json)
    if (read.ok) store.dispatch({ type: 'use-key', key: { text: read.text, origin: { from: 'fetched', url, issuer } } })
  }
  return (
    <AskedAddress
      url={url}
      what="JWK Set"
      action="Fetch the keys"
      onAnswer={(json) => use(json, url)}
      renderAnswer={(json, from) => <KeysAnswer json={json} onUse={() => use(json, from)} />}
    />
  )
}

function KeysAnswer({ json, onUse }: { readonly json: string; onUse(): void }) {
  const read = readKeyAnswer(json)
  const text = read.ok ? read.text : undefined
  const inUse = useSession(({ state }) => state.key === text)
  if (!read.ok) return <NoKeys {...read} />
  return (
    <div className="row">
      <span>
        {read.count} {read.count === 1 ? 'key' : 'keys'}
        {inUse && ', in the key box now'}
      </span>
      {!inUse && <Button onClick={onUse}>Use {read.count === 1 ? 'it' : 'them'}</Button>}
    </div>
  )
}

function NoKeys(answer: Extract<ReturnType<typeof readKeyAnswer>, { ok: false }>) {
  if (answer.reason === 'is-metadata') {
    return (
      <>
        <p className={styles.hint}>This is metadata: it says where the keys are.</p>
        <KeySetAddress url={answer.jwksUri} issuer={undefined} />
      </>
    )
  }
  return (
    <p className={styles.failure}>
      {answer.reason === 'no-keys' ? 'It answered, but without any keys.' : 'It answered, but not with a JSON object.'}
    </p>
  )
}
