// Lists the recipients of a JWE in a JSON serialization: whose key opened it, and a button that removes each.
import { useState } from 'react'
import type { Decryption } from '../../core/crypto/decryption.ts'
import { keyPhrase } from '../../core/keys/describe-key.ts'
import { quoted, shown } from '../../core/text/quoted.ts'
import type { Jwe, JweRecipient } from '../../core/token/jwe.ts'
import { removeRecipient } from '../../session/store/signatures.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import entries from '../../ui/entries.module.css'
import styles from './recipients.module.css'

export function Recipients({ jwe }: { readonly jwe: Jwe }) {
  const store = useStore()
  const decryption = useSession(({ progress }) => shownCheck(progress)?.decryption)
  const [refused, setRefused] = useState('')
  const count = jwe.recipients.length
  return (
    <Card title="Recipients" about={count === 1 ? '1 recipient' : `${count} recipients, each with their own key`}>
      <ol className={`${entries.entries} ${styles.recipients}`} aria-label="Each recipient">
        {jwe.recipients.map((recipient, index) => (
          <Row
            key={`${index} ${count}`}
            index={index}
            recipient={recipient}
            decryption={decryption}
            onRemove={count > 1 ? () => setRefused(removeRecipient(store, index) ?? '') : undefined}
          />
        ))}
      </ol>
      {count > 1 && <p className={entries.note}>A removed recipient still knows the content key until the content is encrypted again.</p>}
      <p role="status" className={`${entries.said} ${styles.said}`}>
        {refused}
      </p>
    </Card>
  )
}

interface RowProps {
  readonly index: number
  readonly recipient: JweRecipient
  readonly decryption: Decryption | undefined
  readonly onRemove: (() => void) | undefined
}

function Row({ index, recipient: { header }, decryption, onRemove }: RowProps) {
  const isAnswer = decryption?.recipient === index
  const opener = isAnswer && decryption.state === 'decrypted' ? decryption.key : undefined
  return (
    <li data-recipient-index={index} data-state={isAnswer ? decryption.state : 'encrypted'}>
      <span className={opener ? entries.good : entries.plain}>
        <Icon name={opener ? 'check' : 'lock'} />
      </span>
      <div className={entries.what}>
        <p>
          Recipient {index + 1}, <bdi>{header.alg === undefined ? 'no algorithm named' : shown(header.alg)}</bdi>
          {header.kid !== undefined && <bdi className={entries.kid}>{quoted(header.kid)}</bdi>}
        </p>
        <p className={entries.state}>
          {opener ? `Opened with ${keyPhrase(opener)}` : became(decryption, isAnswer)}
          {opener?.kid !== undefined && opener.kid !== header.kid && <bdi className={entries.kid}>{quoted(opener.kid)}</bdi>}
        </p>
      </div>
      {onRemove && (
        <Button look="quiet" aria-label={`Remove recipient ${index + 1}`} onClick={onRemove}>
          Remove
        </Button>
      )}
    </li>
  )
}

function became(decryption: Decryption | undefined, isAnswer: boolean): string {
  if (decryption?.state === 'decrypted') return 'Not needed: another recipient’s key opened it'
  if (isAnswer && decryption?.state === 'mismatch') return 'The key fits, but doesn’t open it'
  return decryption === undefined || decryption.state === 'encrypted' ? 'Not opened yet' : 'Not opened with this key'
}
