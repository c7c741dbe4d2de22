// The signature's card, which compares the received signature with the expected one, and the list of edits under the key.
import { useMemo, useState, type ReactNode } from 'react'
import { algorithmByName, type Algorithm, type AlgorithmFamily } from '../../core/algorithms/algorithms.ts'
import { encodeBase64url, equalSpellings } from '../../core/text/base64url.ts'
import type { Segment } from '../../core/token/segment.ts'
import { keyUse, verified, type Verification } from '../../core/crypto/verification.ts'
import { changesIn, pathText, type Change } from '../../session/state/edit-paths.ts'
import type { Edit } from '../../session/state/edits.ts'
import { isUnsignedToken, signAgain } from '../../session/store/sign-again.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { reveal } from '../../session/react/reveal.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { cutText, type Piece } from './cut-text.ts'
import { differingRuns, firstDifference } from './difference.ts'
import { Signatures } from './signatures.tsx'
import styles from './signature-panel.module.css'
import { bytesInWords, differingBits } from '../../core/text/bytes.ts'
import { quoted, quotedJson, shown } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

/** `actions` show how the signature was computed. */
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
  const [whole, setWhole] = useState(false)
  const difference = differs ? firstDifference(signature.text, expectedText) : undefined
  const pieces = (text: string) => (whole ? [{ text, at: 0, hidden: false }] : cutText(text, difference))
  const isCut = cutText(signature.text, undefined).length > 1
  return (
    <dl className={styles.comparison}>
      <dt>In token</dt>
      <dd data-part={signature.text === '' ? undefined : 'received-signature'} className={differs ? styles.wrong : ''} translate="no">
        {signature.text === '' ? (
          <span className={styles.soft}>empty</span>
        ) : (
          <Pieces pieces={pieces(signature.text)} other={differs ? expectedText : undefined} onPress={() => setWhole(true)} />
        )}
      </dd>
      {expectedText !== undefined && (
        <>
          <dt>Expected</dt>
          <dd data-part="expected-signature" translate="no">
            <Pieces pieces={pieces(expectedText)} other={undefined} onPress={() => setWhole(true)} />
          </dd>
        </>
      )}
      <dt className="visually-hidden">In words</dt>
      <dd className={styles.words}>
        {difference !== undefined &&
          signature.text.length > 100 &&
          `The first different character is number ${(difference + 1).toLocaleString('en')}. `}
        {inWords(signature, verification, algorithm)}
        {expected === undefined && random !== undefined && (
          <details>
            <summary>Why?</summary>
            {random}
          </details>
        )}
        {isCut && (
          <Button look="quiet" aria-expanded={whole} className={styles.all ?? ''} onClick={() => setWhole(!whole)}>
            {whole ? 'Show less' : 'Show all'}
          </Button>
        )}
      </dd>
    </dl>
  )
}

interface PiecesProps {
  readonly pieces: readonly Piece[]
  /** The text to compare it with, character by character. */
  readonly other: string | undefined
  onPress(): void
}

/** A text of which parts may be folded; they stay in the document but aren't visible. Their label isn't text. */
function Pieces({ pieces, other, onPress }: PiecesProps) {
  return pieces.map(({ text, at, hidden }) =>
    hidden ? (
      // A shortcut to the button "Show all" for mouse users.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <span key={at} className={styles.hidden} data-more={text.length.toLocaleString('en')} onClick={onPress}>
        {text}
      </span>
    ) : other === undefined || text.length > MOST_COMPARED ? (
      <span key={at}>{text}</span>
    ) : (
      <Runs key={at} received={text} expected={other.slice(at, at + text.length)} />
    ),
  )
}

/** In longer texts differences aren't marked one by one: no one compares them, and each mark takes time to draw. */
const MOST_COMPARED = 10_000

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
    sentences.push(differing === 0 ? 'All bits match.' : `${differing} of ${of} bits differ.`)
  }
  const spare = signature.decoding.defects.find((defect) => defect.kind === 'spare-bits')
  if (spare) {
    const count = equalSpellings(signature.text).length
    sentences.push(
      `Its last character has unused bits, so ${count} different texts decode to this signature. An encoder ends it with “${spare.canonical}”.`,
    )
  }
  if (!expected) {
    if (algorithm && RANDOM[algorithm.family]) sentences.push('There is no single expected signature.')
    else if (keyUse(verification)?.key.kind === 'public')
      sentences.push('The public key verifies the signature, but only the private key can compute the expected one.')
  }
  return sentences.join(' ')
}

/** Why signing the same text with the same key can give different signatures; undefined if it always gives the same one. */
const RANDOM: Record<AlgorithmFamily, string | undefined> = {
  HMAC: undefined,
  'RSASSA-PKCS1-v1_5': undefined,
  'RSASSA-PSS':
    'RSASSA-PSS adds a new random salt each time, so signing the same text again with the same key gives a different signature.',
  ECDSA: 'ECDSA usually takes a new random number each time, so signing the same text again with the same key gives a different signature.',
  EdDSA: undefined,
  'ML-DSA': 'ML-DSA usually adds new randomness each time, so signing the same text again with the same key gives a different signature.',
  none: undefined,
}

/** The differences from the pasted token, and the buttons that sign it again or undo them. It is next to the key, which signs. */
export function EditsPanel() {
  const store = useStore()
  const edits = useSession((_, derived) => derived.edits)
  const token = useSession((_, derived) => derived.inspection.token)
  const isUnsigned = token !== undefined && isUnsignedToken(token)
  const verification = useCheck((check) => check.verification)
  const { said, run } = useSaid((on) => signAgain(on, () => reveal(on, { box: 'key', from: 0, to: 0 })))
  // An SD-JWT can present other disclosures, and a token can use another serialization. Neither changes what is signed.
  const isAsPasted = useSession(({ state }) => state.text === state.pasted.text)
  const members = useMemo(() => edits.filter((edit) => edit.part !== 'signature'), [edits])
  const lines = useMemo(() => changesOf(members), [members])
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
            <p>{members.length === 0 ? 'The signature has been edited.' : `Edited${resigned ? ' and signed again here' : ''}:`}</p>
            <ul>
              {lines.slice(0, MOST_LISTED).map(({ part, change }, i) => (
                <li key={i}>
                  <EditInWords part={part} change={change} />
                </li>
              ))}
            </ul>
            {lines.length > MOST_LISTED && <p>and more</p>}
          </>
        )}
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </section>
  )
}

const UNCHANGED = 'Nothing has been edited.'
const SIGNED_UNCHANGED = 'The signed part hasn’t been edited, only the rest of the token.'

interface Line {
  readonly part: Edit['part']
  readonly change: Change
}

const MOST_LISTED = 50

/** A line for each value that differs, at any depth; stops after more lines than are listed. */
function changesOf(edits: readonly Edit[]): Line[] {
  const lines: Line[] = []
  for (const edit of edits) {
    if (lines.length > MOST_LISTED) break
    for (const change of changesIn(edit)) lines.push({ part: edit.part, change })
  }
  return lines
}

function EditInWords({ part, change: { path, before, after } }: Line) {
  const where = part === 'header' ? ' (header)' : ''
  if (path.length === 0) return `The ${part}’s ${before === undefined ? 'whitespace or order' : 'text'}`
  return (
    <>
      <code>
        <bdi>{shown(pathText(path), 120)}</bdi>
      </code>
      {where}: <Value json={before} absent="absent" /> → <Value json={after} absent="removed" />
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
