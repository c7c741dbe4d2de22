// Under the key box: what is wrong with the key and what to do, its passphrase, where it was fetched, its certificate, the keys of a set, notes.
import { useMemo } from 'react'
import { keyProblem, keyUse } from '../../core/crypto/verification.ts'
import { useFindings } from '../../session/react/use-findings.ts'
import { useSession } from '../../session/react/use-session.ts'
import { usedKey } from '../../session/state/used-key.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { KeySet } from './key-set.tsx'
import { notesInWords } from './key-notes.ts'
import { Passphrase } from './passphrase.tsx'
import styles from './key-details.module.css'

export function KeyDetails() {
  const tried = useSession(({ state }) => usedKey(state).tried)
  const reading = useSession(({ check }) => check?.reading)
  const verification = useSession(({ check }) => check?.verification)
  const findings = useFindings()
  const found = useMemo(() => new Set(findings.map(({ rule }) => rule)), [findings])
  if (tried !== undefined || !reading || reading.kind === 'empty') return null
  const several = reading.keys.length > 1
  const use = keyUse(verification)
  const problem = reading.problem ?? keyProblem(verification)
  const certificate = (use?.key ?? reading.keys[several ? -1 : 0])?.certificate
  // What is a finding stands there, with its why and its fix.
  const remarks = [...reading.notes, ...(use?.notes ?? [])].filter(({ id }) => !found.has(id))
  const notes = notesInWords(remarks, several)
  const locked = problem?.id === 'key-private-encrypted' && problem.args['passphrase'] !== 'cipher'
  return (
    <div className={styles.details}>
      <Fetched />
      {locked ? <Passphrase wrong={problem.args['passphrase'] === 'wrong'} /> : problem && <Problem {...problem} />}
      {several && <KeySet />}
      {certificate && <CertificateFacts certificate={certificate} />}
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes on the key">
          {notes.slice(0, MOST_NOTES).map((text) => (
            <li key={text} className="aside">
              {text}
            </li>
          ))}
          {notes.length > MOST_NOTES && <li className="aside">And {notes.length - MOST_NOTES} more of this kind.</li>}
        </ul>
      )}
    </div>
  )
}

const MOST_NOTES = 12

function Problem({ found, expected, action }: { readonly found: string; readonly expected: string; readonly action: string }) {
  return (
    <dl className={styles.problem}>
      <dt>Found</dt>
      <dd>{found}</dd>
      <dt>Expected</dt>
      <dd>{expected}</dd>
      <dt>What to do</dt>
      <dd>{action}</dd>
    </dl>
  )
}

function Fetched() {
  const fetched = useSession(({ state }) => (state.fetched?.text === state.key ? state.fetched : undefined))
  const source = useSession(({ state }) => usedKey(state).source)
  if (!fetched) return null
  return (
    <p className="aside">
      Fetched from <span className={styles.url}>{fetched.from}</span>
      {source === 'issuer'
        ? `, where ${fetched.issuer} publishes its keys. They say that this issuer signed a token; whether you trust it is for you to say.`
        : fetched.issuer === undefined
          ? '. Whether that is the place to ask is for you to say.'
          : `. The token names another issuer than ${fetched.issuer}.`}
    </p>
  )
}
