// Why the signature does not verify: what it would take, what was changed to find that out, how sure it is, and the way on from there.
import { useEffect, useRef, useState } from 'react'
import type { Evidence } from '../../core/causes/cause/cause.ts'
import type { CauseInWords, ReportInWords } from '../../core/causes/wording.ts'
import type { Check } from '../../session/answers/check.ts'
import { useCheck, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './why.module.css'

export function WhyNot() {
  const check = useCheck((current) => current)
  const found = check?.causes
  const further = useFurther(check)
  if (!check || !found) return null
  const shown = further.report ?? found
  const { verification } = check
  const wasChecked = verification?.state === 'mismatch' || verification?.state === 'unreadable'
  return (
    <Card about={trials(found.tried + (further.report?.tried ?? 0))}>
      <Report report={shown} />
      {shown.sure === undefined && wasChecked && <Further further={further} algorithm={verification.algorithm?.family} />}
    </Card>
  )
}

function trials(count: number): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${count === 1 ? 'trial' : 'trials'}`
}

function Report({ report }: { readonly report: ReportInWords }) {
  const store = useStore()
  const { verdict, sentence, causes, sure, button, inVain } = report
  return (
    <div className={styles.report}>
      <p className={styles.verdict}>{verdict}</p>
      <p className={styles.sentence}>{sentence}</p>
      {sure !== undefined && <p className={styles.sure}>{sure}</p>}
      <ul>
        {causes.map((cause) => (
          <CauseView key={cause.id} cause={cause} />
        ))}
      </ul>
      {button && (
        <Button className={styles.button} onClick={() => store.dispatch({ type: 'repair', repairs: button.repairs })}>
          {button.label}
        </Button>
      )}
      {inVain.length > 0 && (
        <details className={styles.tried}>
          <summary>What was tried</summary>
          <ul>
            {inVain.map((family) => (
              <li key={family}>{family}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function CauseView({ cause }: { readonly cause: CauseInWords }) {
  return (
    <li data-cause={cause.id} className={styles.cause}>
      {cause.evidence && <Difference evidence={cause.evidence} />}
      <p className={cause.attack ? styles.attack : styles.fix}>
        {cause.attack && <Icon name="warning" />}
        <span>{cause.fix}</span>
      </p>
    </li>
  )
}

function Difference({ evidence }: { readonly evidence: Evidence }) {
  return (
    <dl className={styles.difference}>
      <dt>{evidence.of}, as given</dt>
      <dd translate="no">{evidence.before === '' ? <i>empty</i> : evidence.before}</dd>
      <dt>As it would fit</dt>
      <dd translate="no">{evidence.after === '' ? <i>empty</i> : evidence.after}</dd>
    </dl>
  )
}

type What = 'published' | 'character'

interface Furthering {
  readonly report: ReportInWords | undefined
  readonly running: What | undefined
  readonly done: readonly What[]
  start(what: What): void
}

function Further({ further, algorithm }: { readonly further: Furthering; readonly algorithm: string | undefined }) {
  const choices: readonly (readonly [What, string])[] = [
    ...(algorithm === 'HMAC' ? ([['published', 'Try secrets that everybody knows']] as const) : []),
    ['character', 'Try to mend one character'],
  ]
  const left = choices.filter(([what]) => !further.done.includes(what))
  return (
    <div className={styles.further}>
      {left.map(([what, label]) => (
        <Button key={what} look="plain" aria-disabled={further.running !== undefined} onClick={() => further.start(what)}>
          {further.running === what ? 'Trying …' : label}
        </Button>
      ))}
      <p role="status" className={styles.said}>
        {further.running !== undefined
          ? 'This takes a few seconds.'
          : further.done.length > 0
            ? `Nothing found ${further.done.length > 1 ? 'there either' : 'there'}.`
            : ''}
      </p>
    </div>
  )
}

/** The searches behind the buttons: their outcome belongs to one check, and they end when it goes. */
function useFurther(check: Check | undefined): Furthering {
  const [outcome, setOutcome] = useState<{ of: Check; report?: ReportInWords; running?: What | undefined; done: readonly What[] }>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [check])
  const current = outcome && outcome.of === check ? outcome : undefined

  const start = async (what: What) => {
    if (!check || current?.running !== undefined) return
    const { signal } = (running.current = new AbortController())
    const done = current?.done ?? []
    setOutcome({ of: check, running: what, done })
    const { searchFurther } = await import('../../session/answers/search-causes.ts')
    const report = await searchFurther(what, check, signal)
    if (signal.aborted) return
    setOutcome({ of: check, done: [...done, what], ...(report?.sure !== undefined && { report }) })
  }
  return { report: current?.report, running: current?.running, done: current?.done ?? [], start: (what) => void start(what) }
}
