// Everything under the key box: problems with the key and their fix, its passphrase, where it was fetched from, its certificate, the keys of a set, and notes.
import { stoodBeside } from '../../session/text/history.ts'
import { certificateOf, type KeyNote } from '../../core/keys/key-material.ts'
import { useMemo } from 'react'
import { keyProblem, keyUse, verified } from '../../core/crypto/verification.ts'
import { useFindings } from '../../session/react/use-judgement.ts'
import { useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { issuerOf, sourceOf, triedParameter, chosenKey } from '../../session/state/key-choice.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { hasSigned } from '../../session/store/signed-with.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { KeySet } from './key-set.tsx'
import { notesInWords } from './key-notes.ts'
import { Passphrase } from './passphrase.tsx'
import { PublicHalf } from './public-half.tsx'
import styles from './key-details.module.css'
import { WithCode } from '../../ui/with-code.tsx'

export function KeyDetails() {
  const tried = useSession(({ state }) => triedParameter(state))
  const reading = useSession(({ progress }) => shownCheck(progress)?.reading)
  const verification = useSession(({ progress }) => shownCheck(progress)?.verification)
  const encrypted = useSession((_, { inspection }) => inspection.token?.object?.kind === 'jwe')
  const signed = useSession(({ state }) => hasSigned(state.key))
  const findings = useFindings()
  const found = useMemo(() => new Set<string>(findings.map(({ rule }) => rule)), [findings])
  if (tried !== undefined || !reading || reading.kind === 'empty') return null
  const several = reading.keys.length > 1
  const use = keyUse(verification)
  const problem = reading.problem ?? keyProblem(verification)
  const certificate = certificateOf(use?.key ?? reading.keys[several ? -1 : 0])
  // Findings are shown in their own list. A private key is what opens a JWE, and the reader who signed with one knows it.
  const isWanted = ({ id }: KeyNote) => !found.has(id) && !((encrypted || signed) && id === 'key-private-pasted')
  const remarks = [...reading.notes, ...(use?.notes ?? [])].filter(isWanted)
  const notes = notesInWords(remarks, several)
  const locked = problem?.id === 'key-private-encrypted' && problem.args['passphrase'] !== 'cipher'
  return (
    <div className={styles.details}>
      <NotYours />
      <Fetched />
      {locked ? <Passphrase wrong={problem.args['passphrase'] === 'wrong'} /> : problem && <Problem {...problem} />}
      <PublicHalf />
      {several && <KeySet />}
      {certificate && <CertificateFacts certificate={certificate} />}
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes on the key">
          {notes.slice(0, MOST_NOTES).map((text) => (
            <li key={text} className="aside">
              <WithCode text={text} />
            </li>
          ))}
          {notes.length > MOST_NOTES && <li className="aside">And {notes.length - MOST_NOTES} more like these.</li>}
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
      <dd>
        <WithCode text={found} />
      </dd>
      <dt>Expected</dt>
      <dd>
        <WithCode text={expected} />
      </dd>
      <dt>What to do</dt>
      <dd>
        <WithCode text={action} />
      </dd>
    </dl>
  )
}

/** A key that proves nothing until the reader says that they compared it: from the link, the same text or the token itself. */
function NotYours() {
  const store = useStore()
  const tried = useSession(({ state }) => chosenKey(state).from === 'token')
  const origin = useSession(({ state }) => state.keyOrigin)
  const source = useCheck(({ verification }) => verified(verification)?.keySource)
  if (tried) return null
  const fromLink = origin.from === 'link' && origin.compared !== true
  const beside = stoodBeside(origin) && origin.compared !== true
  if (!fromLink && !beside && source !== 'token') return null
  return (
    <div className={styles.theirs}>
      <p>
        {beside
          ? 'This key is in the same text as the token. The text’s author chose both, so a match says nothing about who signed the token.'
          : fromLink
            ? 'This key came in the link. The link’s author chose it, so a match says nothing about who signed the token.'
            : 'This is the key inside the token. The token’s author chose it, so a match says nothing about who signed the token.'}
      </p>
      <p>Is it the one you expect? Compare it with a copy from a source you trust.</p>
      <Button onClick={() => store.dispatch({ type: 'compared-key' })}>I compared it</Button>
    </div>
  )
}

function Fetched() {
  const origin = useSession(({ state }) => state.keyOrigin)
  const source = useSession(({ state }) => sourceOf(chosenKey(state), issuerOf(state)))
  if (origin.from !== 'fetched') return null
  const { url, issuer } = origin
  return (
    <p className="aside">
      Fetched from <span className={styles.url}>{url}</span>
      {source === 'issuer'
        ? `, where ${issuer} publishes its keys. They tell you that this issuer signed a token; whether to trust it is up to you.`
        : issuer === undefined
          ? '. Whether that is the right place to ask is up to you.'
          : `. The token names an issuer other than ${issuer}.`}
    </p>
  )
}
