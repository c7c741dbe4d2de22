// The top of the desk: the verdict as a sentence, and the four gates beside it.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { spokenCheck } from '../../session/store/progress.ts'
import type { LenientReading } from '../../core/crypto/lenient.ts'
import { spliced } from '../../core/text/span.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { GATE_NAMES, type Gate } from './gates.ts'
import { plain, type Sentence, type VerdictPlace } from './sentence.ts'
import { useVerdict } from './use-verdict.ts'
import { VerdictOpener } from './verdict-opener.tsx'
import styles from './verdict.module.css'

/** How often the sentence is announced again: its smallest unit in view is a second only in the last minute. */
const ANNOUNCE_AFTER_MS = 900

interface VerdictProps {
  readonly empty: boolean
  /** Buttons shown under the sentence, on a line reserved for them. */
  readonly actions: ReactNode
  /** Goes to what a gate or the sentence names. */
  onGo(place: VerdictPlace): void
}

export function Verdict({ empty, actions, onGo }: VerdictProps) {
  const store = useStore()
  const { verdict, gates, isBlank } = useVerdict(empty)
  const token = useSession((_, derived) => derived.inspection.token)
  const progress = useSession((snapshot) => snapshot.progress)
  const verification = spokenCheck(progress)?.verification
  const lenient = useCheck((check) => check.lenient)
  const text = useSession(({ state }) => state.text)
  const line = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const keySource = verification?.state === 'valid' ? verification.keySource : undefined
  return (
    <section className={`${styles.verdict} ${empty ? styles.welcome : ''}`} aria-label="Verdict" data-open={open || undefined}>
      <div className={styles.words}>
        <h1>
          <Words key={plain(verdict.sentence)} of={verdict.sentence} onGo={onGo} />
        </h1>
        <p className={styles.detail}>
          <Words key={plain(verdict.detail)} of={verdict.detail} onGo={onGo} />
        </p>
      </div>
      {!empty && (
        <div ref={line} className={styles.actions}>
          {lenient && token && (
            <p>
              {lenientSentence(lenient)}{' '}
              <Button onClick={() => store.dispatch({ type: 'mend', text: spliced(text, token.span, lenient.text) })}>
                {REPAIRS[lenient.by]}
              </Button>
            </p>
          )}
          {progress.at === 'failed' && <Button onClick={() => store.retry()}>Try again</Button>}
          {actions}
        </div>
      )}
      <div className={empty ? 'visually-hidden' : styles.bar}>
        <ol className={styles.gates} aria-label="Gates, in the order in which a server checks">
          {gates.map((gate, i) => (
            <GateView
              key={gate.gate}
              gate={gate}
              number={i + 1}
              keySource={gate.gate === 'signature' ? keySource : undefined}
              onGo={empty ? undefined : onGo}
            />
          ))}
        </ol>
        {!empty && <VerdictOpener after={line} open={open} onOpen={setOpen} />}
      </div>
      <Announcer text={isBlank ? '' : `${plain(verdict.sentence)} ${plain(verdict.detail)}`} />
    </section>
  )
}

const REPAIRS: Record<LenientReading['by'], string> = {
  base64url: 'Convert to base64url',
  front: 'Restore the beginning',
  spaces: 'Put the plus signs back',
  end: 'Remove the extra characters',
  ends: 'Remove the extra characters',
  within: 'Remove the extra characters',
}

function lenientSentence({ by, removed, added = '', verifies }: LenientReading): string {
  if (by === 'front') return `Its beginning is missing. With “${added}” in front, ${verifies ? 'it verifies' : 'it can be read'}.`
  if (by === 'spaces') return `Its spaces were plus signs. With them, as “-” in base64url, ${verifies ? 'it verifies' : 'it can be read'}.`
  if (by === 'base64url') return 'Its base64url form, without padding, verifies.'
  const so = verifies ? 'it verifies' : 'it is well formed'
  if (by === 'end') return `Without the last ${removed === 1 ? 'character' : `${removed} characters`} ${so}.`
  if (by === 'ends') return `Without ${removed === 1 ? 'the first character' : `${removed} characters around it`} ${so}.`
  return `Without ${removed === 1 ? 'one character' : `${removed} characters`} added in the middle, ${so}.`
}

interface GateViewProps {
  readonly gate: Gate
  readonly number: number
  readonly keySource: string | undefined
  /** Undefined while there is nowhere to go. */
  readonly onGo: ((place: VerdictPlace) => void) | undefined
}

function GateView({ gate, number, keySource, onGo }: GateViewProps) {
  const words = (
    <>
      <small>
        <i>{number} · </i>
        {GATE_NAMES[gate.gate]}
        {gate.about !== undefined && `, ${gate.about}`}
      </small>
      <b>
        <Icon name={gate.icon} />
        <span>{gate.text}</span>
      </b>
    </>
  )
  return (
    <li className={`${styles.gate} ${styles[gate.tone]}`} data-gate={gate.gate} data-state={gate.state} data-key-source={keySource}>
      {onGo ? (
        <button type="button" onClick={() => onGo(gate.gate)}>
          {words}
        </button>
      ) : (
        words
      )}
    </li>
  )
}

function Words({ of, onGo }: { readonly of: Sentence; onGo(place: VerdictPlace): void }) {
  return of.map((word, i) =>
    typeof word === 'string' ? (
      <Phrase key={i} text={word} />
    ) : 'em' in word ? (
      <em key={i}>
        <Phrase text={word.em} />
      </em>
    ) : (
      <button key={i} type="button" className={styles.go} onClick={() => onGo(word.go)}>
        {word.words}
      </button>
    ),
  )
}

/** Isolates the text direction of quoted values. */
function Phrase({ text }: { readonly text: string }) {
  return text.split(/(“[^“”]*”)/).map((piece, i) =>
    i % 2 === 0 ? (
      <Unbroken key={i} text={piece} />
    ) : (
      <bdi key={i}>
        <Unbroken text={piece} />
      </bdi>
    ),
  )
}

/** Keeps a hyphenated name on one line: "billing-api" is one word. */
function Unbroken({ text }: { readonly text: string }) {
  return text
    .split(/(?<=\s)(?=\S)/)
    .map((word, i) => (/^“?[\w.:]+(?:-[\w.:]+)+”?[.,;]?\s*$/.test(word) && word.length < 28 ? <span key={i}>{word}</span> : word))
}

/** Announces the verdict once a change has settled. Changes of digits alone aren't announced, so a ticking clock stays silent. */
function Announcer({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  const still = text.replace(/\d+/g, '#')
  // Each keystroke makes a new state and so restarts the timer: half a secret isn't worth announcing.
  const state = useSession((snapshot) => snapshot.state)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), ANNOUNCE_AFTER_MS)
    return () => clearTimeout(timer)
    // A new number in the same sentence isn't news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [still, state])
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  )
}
