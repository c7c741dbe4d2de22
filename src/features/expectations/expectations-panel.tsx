// What the token must be for the reader's own service: the questions folded away, the answers always in view.
import { lazy, Suspense, useState } from 'react'
import { asksAnything } from '../../core/expectations/expectations.ts'
import type { ExpectationResult } from '../../core/expectations/result.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import demands from '../../ui/demands.module.css'
import styles from './expectations-panel.module.css'
import { WithCode } from '../../ui/with-code.tsx'

const ExpectationsForm = lazy(async () => ({ default: (await import('./expectations-form.tsx')).ExpectationsForm }))

const NONE: readonly ExpectationResult[] = []

export function ExpectationsPanel() {
  const token = useSession((_, derived) => derived.inspection.token)
  const asks = useSession(({ viewpoint }) => asksAnything(viewpoint.expectations))
  const results = useJudgement(({ expectations }) => expectations) ?? NONE
  const [opened, setOpened] = useState<boolean>()
  if (!token) return null
  return (
    <Card about={asks ? inWords(results) : 'what must this token be for it?'}>
      {results.length > 0 && (
        <ul className={`${styles.results} ${demands.demands}`} aria-label="Expectations">
          {results.map((each) => (
            <ResultView key={each.id} result={each} />
          ))}
        </ul>
      )}
      <details className={styles.asks} open={opened ?? false} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>What you expect</summary>
        {/* Kept when it was opened once: what was typed of it stays. */}
        {opened !== undefined && (
          <Suspense>
            <ExpectationsForm />
          </Suspense>
        )}
      </details>
    </Card>
  )
}

const STATES: Record<ExpectationResult['state'], { readonly icon: IconName; readonly word: string }> = {
  met: { icon: 'check', word: 'Met' },
  'not-met': { icon: 'cross', word: 'Not met' },
  'not-checkable': { icon: 'dash', word: 'Not checkable' },
}

function ResultView({ result: { id, state, sentence, clause } }: { readonly result: ExpectationResult }) {
  return (
    <li data-expectation={id} data-state={state} className={demands[state]}>
      <Icon name={STATES[state].icon} />
      <p>
        <span className="visually-hidden">{STATES[state].word}: </span>
        <WithCode text={sentence} /> <small>{clause}</small>
      </p>
    </li>
  )
}

function inWords(results: readonly ExpectationResult[]): string {
  const met = results.filter((each) => each.state === 'met').length
  return results.length === 0 ? '' : `${met} of ${results.length} met`
}
