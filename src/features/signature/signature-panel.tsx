// The signature: its card, which shows what the token carries beside what the key makes; and under the key what was edited, and the two ways on from there.
import type { ReactNode } from 'react'
import { algorithmByName, type Algorithm, type AlgorithmFamily } from '../../core/algorithms/algorithms.ts'
import { encodeBase64url, equalSpellings } from '../../core/text/base64url.ts'
import type { Segment } from '../../core/token/segment.ts'
import { keyUse, verified, type Verification } from '../../core/crypto/verification.ts'
import type { Edit } from '../../session/state/edits.ts'
import { isUnsignedToken, signAgain } from '../../session/store/sign-again.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { differingRuns } from './difference.ts'
import { Signatures } from './signatures.tsx'
import styles from './signature-panel.module.css'
import { bytesInWords, differingBits } from '../../core/text/bytes.ts'
import { quoted, quotedJson, shown } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

/** `actions` explain how the signature came about. */
export function SignaturePanel({ actions }: { readonly actions?: ReactNode }) {
  const token = useSession((_, derived) => derived.inspection.token)
  const verification = useSession(({ progress }) => shownCheck(progress)?.verification)
  const object = token?.object
  if (object?.kind === 'jwe') return null
  const at = verification?.answered ?? 0
  const signature = (object?.signatures[at] ?? object?.signatures[0])?.signature ?? token?.segments[2]
  const algorithm = verification?.algorithm ?? algorithmByName(token?.header.alg)
  return (
    <Card part="signature" about={<WithCode text={about(algorithm, token?.header.alg, signature)} />} aside={actions}>
      {signature && <Comparison signature={signature} verification={verification} algorithm={algorithm} />}
      {object?.kind === 'jws' && (object.form === 'flattened' || object.form === 'general') && <Signatures jws={object} />}
    </Card>
  )
}

function about(algorithm: Algorithm | undefined, alg: string | undefined, signature: Segment | undefined): string {
  const name = algorithm ? algorithm.name : alg === undefined ? 'no algorithm named' : quoted(alg)
  return `${name}, ${bytesInWords(signature?.decoding.bytes.length ?? 0)}`
}

function Comparison({
  signature,
  verification,
  algorithm,
}: {
  readonly signature: Segment
  readonly verification: Verification | undefined
  readonly algorithm: Algorithm | undefined
}) {
  const expected = keyUse(verification)?.expected
  const expectedText = expected && encodeBase64url(expected)
  const random = algorithm && RANDOM[algorithm.family]
  const differs = expectedText !== undefined && !verified(verification)
  const received =
    signature.text === '' ? (
      <span className={styles.soft}>empty</span>
    ) : differs ? (
      <Runs received={signature.text} expected={expectedText} />
    ) : (
      signature.text
    )
  return (
    <dl className={styles.comparison}>
      <dt>In token</dt>
      <dd data-part={signature.text === '' ? undefined : 'received-signature'} className={differs ? styles.wrong : ''} translate="no">
        {received}
      </dd>
      {expectedText !== undefined && (
        <>
          <dt>Expected</dt>
          <dd data-part="expected-signature" translate="no">
            {expectedText}
          </dd>
        </>
      )}
      <dt className="visually-hidden">In words</dt>
      <dd className={styles.words}>
        {inWords(signature, verification, algorithm)}
        {expected === undefined && random !== undefined && (
          <details>
            <summary>Why?</summary>
            {random}
          </details>
        )}
      </dd>
    </dl>
  )
}

function Runs({ received, expected }: { readonly received: string; readonly expected: string }) {
  return differingRuns(received, expected).map((run, i) =>
    run.differs ? <mark key={i}>{run.text}</mark> : <span key={i}>{run.text}</span>,
  )
}

function inWords(signature: Segment, verification: Verification | undefined, algorithm: Algorithm | undefined): string {
  const sentences: string[] = []
  const expected = keyUse(verification)?.expected
  if (expected) {
    const { differing, of } = differingBits(signature.decoding.bytes, expected)
    sentences.push(differing === 0 ? 'Every bit is as expected.' : `${differing} of ${of} bits differ.`)
  }
  const spare = signature.decoding.defects.find((defect) => defect.kind === 'spare-bits')
  if (spare) {
    const count = equalSpellings(signature.text).length
    sentences.push(
      `Its last character has unused bits: ${count} spellings of this signature are equal, and an encoder writes “${spare.canonical}” there.`,
    )
  }
  if (!expected) {
    if (algorithm && RANDOM[algorithm.family]) sentences.push('There is no single expected signature.')
    else if (keyUse(verification)?.key.kind === 'public')
      sentences.push('The public key checks the signature; only the private key could make the expected one.')
  }
  return sentences.join(' ')
}

/** Why a key and a text make another signature each time; undefined where they make one. */
const RANDOM: Record<AlgorithmFamily, string | undefined> = {
  HMAC: undefined,
  'RSASSA-PKCS1-v1_5': undefined,
  'RSASSA-PSS': 'RSASSA-PSS mixes in a new random salt each time, so the same key and text give another one at every signing.',
  ECDSA: 'ECDSA takes a new random number each time, so the same key and text give another one at every signing.',
  EdDSA: undefined,
  'ML-DSA': 'ML-DSA may mix in randomness at every signing.',
  none: undefined,
}

/** What differs from what was pasted, and the two ways on from there. It stands with the key, which signs. */
export function EditsPanel() {
  const store = useStore()
  const edits = useSession((_, derived) => derived.edits)
  const token = useSession((_, derived) => derived.inspection.token)
  const isUnsigned = token !== undefined && isUnsignedToken(token)
  const verification = useCheck((check) => check.verification)
  const { said, run } = useSaid(signAgain)
  // Of an SD-JWT other disclosures may be presented, and a token can be written in another serialization: neither changes what is signed.
  const isAsPasted = useSession(({ state }) => state.text === state.pasted.text)
  const members = edits.filter((edit) => edit.part !== 'signature')
  const resigned = members.length > 0 && verification?.state === 'valid'

  if (token?.object?.kind === 'jwe') return null
  return (
    <section className={styles.edits} aria-label="Edits">
      <div className={styles.actions}>
        <Button look={members.length > 0 || isUnsigned ? 'primary' : 'plain'} onClick={() => void run()}>
          {isUnsigned ? 'Sign' : 'Sign again'}
        </Button>
        <Button look="plain" aria-disabled={edits.length === 0 && isAsPasted} onClick={() => store.dispatch({ type: 'undo-edits' })}>
          Undo edits
        </Button>
      </div>
      <div data-part="edits" data-count={members.length} className={styles.changes}>
        {edits.length === 0 ? (
          <p className={styles.soft}>{token ? (isAsPasted ? UNCHANGED : SIGNED_UNCHANGED) : ''}</p>
        ) : (
          <>
            <p>
              {members.length === 0
                ? 'The signature was changed since it was pasted.'
                : `Changed since it was pasted${resigned ? ', and signed again here' : ''}:`}
            </p>
            <ul>
              {members.map((edit) => (
                <li key={`${edit.part} ${edit.name}`}>
                  <EditInWords edit={edit} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </section>
  )
}

const UNCHANGED = 'Nothing changed since it was pasted.'
const SIGNED_UNCHANGED = 'What is signed is as it was pasted. What is around it changed.'

function EditInWords({ edit }: { readonly edit: Edit }) {
  const where = edit.part === 'header' ? ' (header)' : ''
  if (edit.name === undefined) return `The ${edit.part}'s ${edit.before === undefined ? 'blanks or order' : 'text'}`
  return (
    <>
      <code>
        <bdi>{shown(edit.name)}</bdi>
      </code>
      {where}: <Value json={edit.before} absent="absent" /> → <Value json={edit.after} absent="removed" />
    </>
  )
}

function Value({ json, absent }: { readonly json: string | undefined; readonly absent: string }) {
  if (json === undefined) return absent
  return (
    <code>
      <bdi>{quotedJson(json)}</bdi>
    </code>
  )
}
