// The list of findings, worst first, each a sentence that opens to its reason, fix and sources, and to a repair where one is mechanical.
import { useRef, type ReactNode } from 'react'
import type { FindingText } from '../../core/diagnostics/finding-text.ts'
import type { Severity } from '../../core/diagnostics/rule/diagnostic.ts'
import { copyText } from '../../platform/clipboard.ts'
import type { WordedFinding } from '../../session/answers/judge.ts'
import { shownPlace } from '../../session/places/finding-places.ts'
import { reveal } from '../../session/react/reveal.ts'
import type { Box } from '../../session/state/opened-token.ts'
import { checkedState, useFindings } from '../../session/react/use-judgement.ts'
import { usePointable } from '../../session/react/use-pointer.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { hasSigned } from '../../session/store/signed-with.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { entriesOf, quietly, type Entry } from './subjects.ts'
import styles from './findings.module.css'

const ICONS: Record<Severity, IconName> = { error: 'cross', warning: 'warning', info: 'info' }
const NAMES: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' }
const COUNTED: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }
const BOXES: Record<Box, string> = {
  token: 'encoded token',
  header: 'header',
  payload: 'payload',
  content: 'detached content',
  plaintext: 'content',
  key: 'key',
}

/** With more notes than this, all of them are folded away. */
const MOST_NOTES = 3

export function Findings() {
  const all = useFindings()
  const signed = useSession(({ state }) => hasSigned(state.key))
  const store = useStore()
  const heading = useRef<HTMLDivElement>(null)
  // A reader who has just signed with a private key knows that it is one.
  const findings = signed ? all.filter(({ rule }) => rule !== 'key-private-pasted') : all
  if (findings.length === 0) return null
  const written = async () => {
    const { progress, viewpoint } = store.getSnapshot()
    const check = shownCheck(progress)
    // Without the check that they are of, what they quote can't be told from personal data.
    if (!check) throw new Error('The findings are gone.')
    const { findingsToShare } = await import('../../session/take/findings-to-share.ts')
    return findingsToShare(findings, check, viewpoint)
  }
  const entries = entriesOf(findings)
  const notes = entries.filter(({ finding }) => finding.severity === 'info')
  const folded = notes.length > MOST_NOTES ? notes : notes.filter(({ finding }) => quietly(finding) !== undefined)
  const listed = entries.filter((entry) => !folded.includes(entry))
  const seen = new Map<string, number>()
  const view = (entry: Entry) => {
    const { finding } = entry
    // Keeps a finding open while its place, its time or the findings before it change.
    const about = `${finding.rule} ${finding.args?.['name'] ?? ''}`
    const nth = (seen.get(about) ?? 0) + 1
    seen.set(about, nth)
    return <EntryView key={`${about} ${nth}`} entry={entry} onFixed={() => heading.current?.focus()} />
  }
  return (
    <Card
      about={countedInWords(entries)}
      aside={
        <>
          <CopyButton
            what="findings, personal data masked"
            label="Copy"
            name="Copy as text"
            copy={copyText}
            read={async () => (await written()).text}
          />
          <CopyButton
            what="findings, personal data masked"
            label="JSON"
            name="Copy as JSON"
            copy={copyText}
            read={async () => (await written()).json}
          />
        </>
      }
    >
      <div ref={heading} tabIndex={-1} role="group" aria-label="List of findings" className={styles.findings}>
        {listed.length > 0 && <ul>{listed.map(view)}</ul>}
        {folded.length > 0 && (
          <details className={styles.notes}>
            <summary>
              <Icon name="info" />
              {foldedInWords(folded)}
            </summary>
            <ul>{folded.map(view)}</ul>
          </details>
        )}
      </div>
    </Card>
  )
}

/** Names what quiet notes are about, and counts the others. */
function foldedInWords(folded: readonly Entry[]): string {
  const subjects = folded.map(({ finding }) => quietly(finding))
  if (subjects.every((subject) => subject !== undefined)) return `Also noted: ${subjects.join(', ')}`
  return `${folded.length} notes`
}

function countedInWords(entries: readonly Entry[]): string {
  const severities = ['error', 'warning', 'info'] as const
  return severities
    .flatMap((severity) => {
      const count = entries.filter(({ finding }) => finding.severity === severity).length
      return count > 0 ? [`${count} ${COUNTED[severity]}${count === 1 ? '' : 's'}`] : []
    })
    .join(', ')
}

interface EntryViewProps {
  readonly entry: Entry
  /** Called after a repair, when this finding is about to disappear. */
  onFixed(): void
}

function EntryView({ entry: { finding, facts, subject }, onFixed }: EntryViewProps) {
  const pointable = usePointable<HTMLLIElement>('finding', finding.place)
  return (
    <li data-rule={finding.rule} data-severity={finding.severity} className={styles[finding.severity]} {...pointable}>
      <details>
        <summary>
          <Icon name={ICONS[finding.severity]} />
          <span>
            <span className="visually-hidden">{NAMES[finding.severity]}: </span>
            <WithCode text={finding.words.message} />
            {subject !== undefined && <small className={styles.count}> {moreInWords(facts.length, subject)}</small>}
          </span>
        </summary>
        <More finding={finding} onFixed={onFixed} />
        {facts.length > 0 && (
          <ul className={styles.facts}>
            {facts.map((fact, i) => (
              <li key={`${fact.rule} ${i}`} data-rule={fact.rule} data-severity={fact.severity}>
                <p>
                  <span className="visually-hidden">{NAMES[fact.severity]}: </span>
                  <WithCode text={fact.words.message} />
                </p>
                <More finding={fact} onFixed={onFixed} />
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  )
}

function moreInWords(count: number, subject: string): string {
  return count === 1 ? `One more fact about ${subject}` : `${count} more facts about ${subject}`
}

/** Why it matters, what to do, the sources, and what can be done here. */
function More({ finding, onFixed }: { readonly finding: WordedFinding; onFixed(): void }) {
  const store = useStore()
  const { why, fix, source } = finding.words
  const show = () => {
    const state = checkedState(store, finding)
    const at = finding.place && state && shownPlace(state, finding.place)
    if (at) reveal(store, at)
  }
  const repair = () => {
    if (!finding.fix || !checkedState(store, finding)) return
    const { in: part, from, to, insert } = finding.fix
    store.dispatch({ type: 'replace-in-part', part, from, to, insert })
    onFixed()
  }
  return (
    <div className={styles.more}>
      <p>
        <WithCode text={why} />
      </p>
      <p>
        <WithCode text={fix} />
      </p>
      <Sources source={source} />
      <Actions>
        {finding.fix && (
          <Button look="plain" onClick={repair}>
            <WithCode text={finding.fix.label} />
          </Button>
        )}
        {finding.place && (
          <ShowButton box={finding.place.in === 'text' || finding.place.in === 'signature' ? 'token' : finding.place.in} onShow={show} />
        )}
      </Actions>
    </div>
  )
}

function ShowButton({ box, onShow }: { readonly box: Box; onShow(): void }) {
  return (
    <Button look="quiet" onClick={onShow}>
      Show it in the {BOXES[box]}
    </Button>
  )
}

function Actions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}

function Sources({ source }: { readonly source: FindingText['source'] }) {
  if (source.length === 0) return null
  return (
    <p className={styles.source}>
      {source.map((each, i) => (
        <span key={each.name}>
          {i > 0 && ', '}
          {each.url ? (
            <a href={each.url} target="_blank" rel="noreferrer">
              {each.name}
            </a>
          ) : (
            each.name
          )}
        </span>
      ))}
    </p>
  )
}
