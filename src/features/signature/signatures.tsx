// The list of signatures in a JSON serialization: the algorithm and key of each, whether it verifies, and buttons to sign, edit or remove it.
import { useState } from 'react'
import type { SignatureState, SignatureVerification } from '../../core/crypto/verification.ts'
import { keyUse } from '../../core/crypto/verification.ts'
import { keyPhrase } from '../../core/keys/describe-key.ts'
import { quoted, shown } from '../../core/text/quoted.ts'
import type { Jws, JwsSignature } from '../../core/token/jws.ts'
import { staleSignatures } from '../../session/state/edits.ts'
import { addSignature, removeSignature, setProtectedHeader, signSignatures } from '../../session/store/signatures.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { HeaderForm } from './header-form.tsx'
import { newHeader } from './new-header.ts'
import entries from '../../ui/entries.module.css'
import styles from './signatures.module.css'

export function Signatures({ jws }: { readonly jws: Jws }) {
  const check = useSession(({ progress }) => shownCheck(progress))
  const stale = useSession(({ state }) => staleSignatures(state).join(' '))
  const [open, setOpen] = useState<number | 'new'>()
  const each = check?.verification?.each ?? []
  const used = new Set(each.flatMap((one) => (one.state === 'valid' ? [one.use.index] : [])))
  const count = jws.signatures.length
  const [header, setHeader] = useState('')
  const { said: added, run: add } = useSaid((on) => addSignature(on, header))
  return (
    <div className={styles.signatures}>
      <ol className={entries.entries} aria-label="Each signature">
        {jws.signatures.map((signature, index) => (
          <Row
            key={`${index} ${count}`}
            index={index}
            count={count}
            signature={signature}
            answer={each[index]}
            stale={stale.split(' ').includes(String(index))}
            editing={open === index}
            onEdit={() => setOpen(open === index ? undefined : index)}
          />
        ))}
      </ol>
      {stale !== '' && count > 1 && (
        <p className={entries.note}>All signatures cover the same payload, so editing it breaks all of them until each is signed again.</p>
      )}
      {open === 'new' ? (
        <HeaderForm
          label="Header of the new signature"
          header={header}
          action="Sign and add"
          about={
            jws.form === 'flattened'
              ? 'It is signed with the key in the key box. With two signatures, the token uses the general serialization.'
              : 'It is signed with the key in the key box. The other signatures stay as they are.'
          }
          onText={setHeader}
          onDone={() => void add().then((why) => why === undefined && setOpen(undefined))}
          onClose={() => setOpen(undefined)}
        />
      ) : (
        <Button
          look="quiet"
          className={styles.add ?? ''}
          onClick={() => {
            setHeader(newHeader(jws, check?.reading.keys ?? [], used))
            setOpen('new')
          }}
        >
          Add a signature
        </Button>
      )}
      <p role="status" className={`${entries.said} ${styles.said}`}>
        {added}
      </p>
    </div>
  )
}

/** Only this many signatures get buttons: no one needs them on thousands, and each takes time to draw. */
const MOST_WITH_ACTIONS = 100

interface RowProps {
  readonly index: number
  readonly count: number
  readonly signature: JwsSignature
  readonly answer: SignatureVerification | undefined
  /** The payload was edited after it was made. */
  readonly stale: boolean
  readonly editing: boolean
  onEdit(): void
}

function Row({ index, count, signature: { header }, answer, stale, editing, onEdit }: RowProps) {
  const store = useStore()
  const { said, run } = useSaid((on) => signSignatures(on, index))
  const [refused, setRefused] = useState('')
  const [text, setText] = useState('')
  const state = answer?.state ?? 'no-key'
  const { icon, tone, words } = LOOKS[state]
  const key = keyUse(answer)?.key
  const number = index + 1
  const unprotected = [...header.unprotected.keys()]
  return (
    <li className={styles.row} data-signature-index={index} data-state={state}>
      <span className={entries[tone]}>
        <Icon name={icon} />
      </span>
      <div className={entries.what}>
        <p>
          Signature {number}, <bdi>{header.alg === undefined ? 'no algorithm named' : shown(header.alg)}</bdi>
          {header.kid !== undefined && <bdi className={entries.kid}>{quoted(header.kid)}</bdi>}
        </p>
        <p className={entries.state}>
          {words}
          {key && (state === 'valid' || state === 'mismatch') && ` with ${keyPhrase(key)}`}
          {key?.kid !== undefined && key.kid !== header.kid && <bdi className={entries.kid}>{quoted(key.kid)}</bdi>}
          {stale && '; signed before the edit'}
        </p>
        {unprotected.length > 0 && (
          <p className={entries.state}>
            Not covered by it: <bdi>{unprotected.slice(0, 5).map(quoted).join(', ')}</bdi>
          </p>
        )}
      </div>
      {index < MOST_WITH_ACTIONS && (
        <div className={styles.actions}>
          {count > 1 && (
            <Button look="quiet" aria-label={`Sign signature ${number} again`} onClick={() => void run()}>
              Sign
            </Button>
          )}
          {/* The first signature's header has its own box, if it exists. */}
          {(index > 0 || header.segment.text === '') && (
            <Button
              look="quiet"
              aria-label={`Edit header of signature ${number}`}
              aria-expanded={editing}
              onClick={() => {
                setText(header.decoded.text)
                setRefused('')
                onEdit()
              }}
            >
              Edit header
            </Button>
          )}
          {count > 1 && (
            <Button look="quiet" aria-label={`Remove signature ${number}`} onClick={() => setRefused(removeSignature(store, index) ?? '')}>
              Remove
            </Button>
          )}
        </div>
      )}
      {editing && (
        <HeaderForm
          label={`Protected header of signature ${number}`}
          header={text}
          action="Apply"
          about="It replaces the protected header of this signature, which must then be signed again."
          onText={setText}
          onDone={() => {
            const why = setProtectedHeader(store, index, text)
            setRefused(why ?? '')
            if (why === undefined) onEdit()
          }}
          onClose={onEdit}
        />
      )}
      <p role="status" className={`${entries.said} ${styles.said}`}>
        {said || refused}
      </p>
    </li>
  )
}

interface Look {
  readonly icon: IconName
  readonly tone: 'good' | 'warn' | 'bad' | 'plain'
  readonly words: string
}

const LOOKS: Record<SignatureState, Look> = {
  'no-key': { icon: 'key', tone: 'plain', words: 'Not checked' },
  unsecured: { icon: 'cross', tone: 'bad', words: 'Unsecured' },
  unsigned: { icon: 'dash', tone: 'plain', words: 'Not signed yet' },
  valid: { icon: 'check', tone: 'good', words: 'Verifies' },
  partial: { icon: 'warning', tone: 'warn', words: 'Verifies in part' },
  mismatch: { icon: 'cross', tone: 'bad', words: 'Doesn’t verify' },
  'key-problem': { icon: 'warning', tone: 'warn', words: 'The key doesn’t fit' },
  unsupported: { icon: 'warning', tone: 'warn', words: 'Unsupported' },
  unreadable: { icon: 'cross', tone: 'bad', words: 'Damaged or ambiguous' },
}
