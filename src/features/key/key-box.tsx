// The box "Key", which takes a secret or a key in any format and says what it is. Typing here never changes the token.
import { lazy, Suspense, useRef, useState } from 'react'
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { openingKeyInWords } from '../../core/keys/encryption-key.ts'
import { shown } from '../../core/text/quoted.ts'
import type { Check } from '../../session/answers/check.ts'
import type { Token } from '../../core/token/token.ts'
import { isSecretText, secretEncodings, type SecretEncoding } from '../../core/keys/key-material.ts'
import { tokenKeys } from '../../core/keys/sources/token-keys.ts'
import { chosenKey, isSetAside, originOf, triedParameter } from '../../session/state/key-choice.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useRevealing } from '../../session/react/reveal.ts'
import { useAtOnce, useSession, useStore } from '../../session/react/use-session.ts'
import { Editor, type EditorRef } from '../../ui/editor/editor.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { useFold } from './use-fold.ts'
import { KeptOffer } from './kept-offer.tsx'
import { KeySources } from './key-sources.tsx'
import styles from './key-box.module.css'

// The empty page needs none of these, and the box works before they load.
const KeyDetails = lazy(() => import('./key-details.tsx').then((module) => ({ default: module.KeyDetails })))
const TokenKeys = lazy(() => import('./token-keys.tsx').then((module) => ({ default: module.TokenKeys })))
const NeedsKey = lazy(() => import('./needs-key.tsx').then((module) => ({ default: module.NeedsKey })))
const NetworkKeys = lazy(() => import('./network-keys.tsx').then((module) => ({ default: module.NetworkKeys })))

export function KeyBox() {
  const store = useStore()
  const editor = useRef<EditorRef>(null)
  useRevealing('key', editor)
  const key = useAtOnce(({ state }) => state.key)
  const wantsSecret = useSession((_, { inspection }) => {
    const alg = inspection.token?.header.alg
    return alg === undefined || takesSecret(alg)
  })
  const invitation = useSession((_, { inspection }) => invitationFor(inspection.token))
  const hasOwnKeys = useSession((_, { inspection }) => inspection.token !== undefined && tokenKeys(inspection.token.header).length > 0)
  const summary = useSession(({ state, progress }) => summaryOf(state.key, shownCheck(progress)))
  const { ref: fold, folded, ...foldHandlers } = useFold(summary !== undefined)
  const [network, setNetwork] = useState(false)
  const [said, setSaid] = useState('')
  const takeFiles = async (files: readonly File[]) => {
    const { takeKeyFile } = await import('./take-key-file.ts')
    setSaid(await takeKeyFile(store, files))
  }
  return (
    <section aria-labelledby="key-title">
      <div className={styles.head}>
        <h2 id="key-title">Key</h2>
        <KeySources
          networkOpen={network}
          onNetwork={() => setNetwork(!network)}
          onFiles={(files) => void takeFiles(files)}
          onSaid={setSaid}
        />
      </div>
      <FileDrop invitation="Drop the key file here" className="box box-to-type-in" onFiles={(files) => void takeFiles(files)}>
        <div ref={fold} className={folded ? styles.folded : ''} {...foldHandlers}>
          <Editor
            ref={editor}
            label="Key"
            secret
            text={key}
            placeholder={invitation}
            describedBy="key-about"
            onInput={(input) => {
              setSaid('')
              store.input('key', input)
            }}
            onUndo={() => store.dispatch({ type: 'undo' })}
            onRedo={() => store.dispatch({ type: 'redo' })}
            className={styles.editor ?? ''}
          />
          {folded && (
            <p className={styles.summary} aria-hidden="true">
              {summary}
            </p>
          )}
        </div>
      </FileDrop>
      <About wantsSecret={wantsSecret} folded={folded} />
      {key === '' && <KeptOffer />}
      <p role="status" className="said">
        {said}
      </p>
      <Suspense>
        {network && <NetworkKeys onClose={() => setNetwork(false)} />}
        <NeedsKey />
        {key !== '' && <KeyDetails />}
        {hasOwnKeys && <TokenKeys />}
      </Suspense>
    </section>
  )
}

/** Keys with fewer characters don't need to fold. */
const LONG_KEY = 120

/** "RSA private key, 2,048 bits, PKCS#8 PEM, kid abc": a recognized key on one line; undefined for a secret, a short key or one with a problem. */
function summaryOf(text: string, check: Check | undefined): string | undefined {
  if (!check || text.length <= LONG_KEY || isSecretText(check.reading) || check.reading.problem) return undefined
  const { keys, kind } = check.reading
  const [key] = keys
  if (!key) return undefined
  if (keys.length > 1) return `${kind === 'key-set' ? 'JWK Set with' : 'Text with'} ${keys.length} keys`
  const what = check.keyDescriptions[0]?.replace(/(\d)(\d{3} bits)/, '$1,$2')
  return key.kid === undefined ? what : `${what}, kid ${shown(key.kid)}`
}

/** The placeholder of the empty box. */
function invitationFor(token: Token | undefined): string {
  const needed = token?.object?.kind === 'jwe' ? openingKeyInWords(token.header) : undefined
  if (needed !== undefined) return `To open it: ${needed}`
  const alg = token?.header.alg
  if (alg === 'none') return 'No key: this token isn’t signed'
  return alg === undefined || takesSecret(alg) ? 'The secret, or a public key' : 'A public key: PEM, JWK, JWK Set, certificate'
}

const ORIGINS: Readonly<Record<ReturnType<typeof originOf>, string>> = {
  typed: 'typed or pasted by you',
  file: 'from your file',
  keyring: 'from your keyring',
  sample: 'from the sample',
  fetched: 'fetched',
  link: 'from the link that opened this page',
  token: 'from the token itself',
}

/** The line under the box: what the key is, and how a secret's text encodes its bytes. */
function About({ wantsSecret, folded }: { readonly wantsSecret: boolean; readonly folded: boolean }) {
  const store = useStore()
  const empty = useSession(({ state }) => state.key === '')
  const encoding = useSession(({ state }) => state.secretEncoding)
  const tried = useSession(({ state }) => triedParameter(state))
  const aside = useSession(({ state }) => isSetAside(state))
  const isSecret = useSession(({ progress }) => {
    const reading = shownCheck(progress)?.reading
    return reading !== undefined && isSecretText(reading)
  })
  const descriptions = useSession(({ progress }) => shownCheck(progress)?.keyDescriptions)
  const isSet = useSession(({ progress }) => shownCheck(progress)?.reading.kind === 'key-set')
  const what =
    tried !== undefined
      ? empty
        ? ''
        : 'Set aside while the key that the token names is tried.'
      : aside
        ? 'Set aside: a DPoP proof is verified with the key that it presents.'
        : empty
          ? 'It stays in this page and is gone when you close it.'
          : descriptions && descriptions.length > 1
            ? `${isSet ? 'JWK Set with' : 'Text with'} ${descriptions.length} keys`
            : descriptions?.[0]
  const origin = useSession(({ state }) => originOf(chosenKey(state)))
  const takesNoKey = useSession((_, { inspection }) => takesSecret(inspection.token?.header.alg))
  const choosesEncoding = tried === undefined && (isSecret || takesNoKey || (empty && wantsSecret))
  return (
    <div className={styles.about}>
      <p id="key-about" data-origin={empty && origin === 'typed' ? undefined : origin}>
        <span className={folded && tried === undefined && !aside ? 'visually-hidden' : ''}>{what}</span>
        {!empty && !aside && tried === undefined && what !== undefined && <small> {ORIGINS[origin]}</small>}
      </p>
      {choosesEncoding && (
        <select
          aria-label="Secret encoding"
          value={isSecret || empty ? encoding : ''}
          onChange={(event) => store.dispatch({ type: 'choose-encoding', secretEncoding: event.target.value as SecretEncoding })}
        >
          {!isSecret && !empty && (
            <option value="" disabled>
              as a key
            </option>
          )}
          {secretEncodings.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
