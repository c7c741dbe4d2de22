// What was found, worst first: each in a sentence, with its why, fix and source one keystroke away, and its repair where that is mechanical.
import { useRef, type ReactNode } from 'react'
import { findingAsText, findingsAsJson, type FindingText } from '../../core/diagnostics/finding-text.ts'
import type { Severity } from '../../core/diagnostics/rule/diagnostic.ts'
import { copyText } from '../../platform/clipboard.ts'
import type { WordedFinding } from '../../session/answers/judge.ts'
import { shownPlace } from '../../session/places/finding-places.ts'
import { reveal } from '../../session/react/reveal.ts'
import type { Box } from '../../session/state/opened-token.ts'
import { checkedState, useFindings } from '../../session/react/use-judgement.ts'
import { usePointable } from '../../session/react/use-pointer.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { WithCode } from '../../ui/with-code.tsx'
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

/** Notes beyond this number are folded away. */
const MOST_NOTES = 3

export function Findings() {
  const findings = useFindings()
  const heading = useRef<HTMLDivElement>(null)
  if (findings.length === 0) return null
  const notes = findings.filter((finding) => finding.severity === 'info')
  const grave = findings.filter((finding) => finding.severity !== 'info')
  const fold = notes.length > MOST_NOTES
  const seen = new Map<string, number>()
  const view = (finding: WordedFinding) => {
    // The same finding stays open while its place, its time or those before it change.
    const about = `${finding.rule} ${finding.args?.['name'] ?? ''}`
    const nth = (seen.get(about) ?? 0) + 1
    seen.set(about, nth)
    return <FindingView key={`${about} ${nth}`} finding={finding} onFixed={() => heading.current?.focus()} />
  }
  return (
    <Card about={countedInWords(findings)}>
      <div ref={heading} tabIndex={-1} role="group" aria-label="List of findings" className={styles.findings}>
        {(grave.length > 0 || !fold) && <ul>{(fold ? grave : findings).map(view)}</ul>}
        {fold && (
          <details className={styles.notes}>
            <summary>
              <Icon name="info" />
              {notes.length} notes
            </summary>
            <ul>{notes.map(view)}</ul>
          </details>
        )}
      </div>
      <p className={styles.foot}>
        <CopyButton what="findings" label="Copy as text" copy={copyText} read={() => findings.map(findingAsText).join('\n\n')} />
        <CopyButton
          what="findings"
          label="Copy as JSON"
          copy={copyText}
          read={() => JSON.stringify(findingsAsJson(findings), undefined, 2)}
        />
      </p>
    </Card>
  )
}

function countedInWords(findings: readonly WordedFinding[]): string {
  const severities = ['error', 'warning', 'info'] as const
  return severities
    .flatMap((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length
      return count > 0 ? [`${count} ${COUNTED[severity]}${count === 1 ? '' : 's'}`] : []
    })
    .join(', ')
}

interface FindingViewProps {
  readonly finding: WordedFinding
  /** The repair was made, and this finding is about to leave. */
  onFixed(): void
}

function FindingView({ finding, onFixed }: FindingViewProps) {
  const store = useStore()
  const { message, why, fix, source } = finding.words
  const pointable = usePointable<HTMLLIElement>('finding', finding.place)
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
    <li data-rule={finding.rule} data-severity={finding.severity} className={styles[finding.severity]} {...pointable}>
      <details>
        <summary>
          <Icon name={ICONS[finding.severity]} />
          <span>
            <span className="visually-hidden">{NAMES[finding.severity]}: </span>
            <WithCode text={message} />
          </span>
        </summary>
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
              <ShowButton
                box={finding.place.in === 'text' || finding.place.in === 'signature' ? 'token' : finding.place.in}
                onShow={show}
              />
            )}
          </Actions>
        </div>
      </details>
    </li>
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
