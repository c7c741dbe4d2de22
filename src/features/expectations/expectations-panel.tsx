// The card with the reader's expectations of a token, the result of each, and the button that opens the form.
import { asksAnything, encodeExpectations, type Expectations } from '../../core/expectations/expectations.ts'
import type { HashResult } from '../../core/expectations/issued-together.ts'
import type { ExpectationResult } from '../../core/expectations/result.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import { shown } from '../../core/diagnostics/rule/shown.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { MOST_LEEWAY } from '../../session/state/viewpoint.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Demand } from '../../ui/demand.tsx'
import demands from '../../ui/demands.module.css'
import { metInWords } from './met-in-words.ts'
import styles from './expectations-panel.module.css'

const NONE: readonly ExpectationResult[] = []
const NO_HASHES: readonly HashResult[] = []

interface ExpectationsPanelProps {
  /** The form is open, with the results beside it. */
  readonly open: boolean
  onOpen(): void
}

export function ExpectationsPanel({ open, onOpen }: ExpectationsPanelProps) {
  const token = useSession((_, derived) => derived.inspection.token)
  const asks = useSession(({ viewpoint }) => asksAnything(viewpoint.expectations))
  const offered = useSession(({ viewpoint }) => viewpoint.offered !== undefined)
  const results = useJudgement(({ expectations }) => expectations) ?? NONE
  const hashes = useJudgement(({ along }) => along.hashes) ?? NO_HASHES
  if (!token || open || !(asks || offered || hashes.length > 0)) return null
  return (
    <Card
      about={metInWords(results)}
      aside={
        <Button look="quiet" aria-label="Change what you expect" onClick={onOpen}>
          Change
        </Button>
      }
    >
      <Offered />
      <Answers />
    </Card>
  )
}

/** The result of each expectation, and of each hash of a token that was issued with this one. */
export function Answers() {
  const asks = useSession(({ viewpoint }) => asksAnything(viewpoint.expectations))
  const origin = useSession(({ viewpoint }) => viewpoint.expectationsFrom)
  const results = useJudgement(({ expectations }) => expectations) ?? NONE
  const hashes = useJudgement(({ along }) => along.hashes) ?? NO_HASHES
  return (
    <div>
      {asks && origin === 'link' && <p className={styles.offered}>You accepted these expectations from a link.</p>}
      {results.length > 0 && (
        <ul className={`${styles.results} ${demands.demands}`} aria-label="Expectations" data-origin={origin}>
          {results.map((each) => (
            <Demand key={each.id} state={each.state} sentence={each.sentence} clause={each.clause} data-expectation={each.id} />
          ))}
        </ul>
      )}
      {hashes.length > 0 && (
        <ul className={`${styles.results} ${demands.demands}`} aria-label="Hashes of what you pasted with it">
          {hashes.map((each) => (
            <Demand key={each.id} state={each.state} sentence={each.sentence} clause={each.clause} data-expectation={each.id} />
          ))}
        </ul>
      )}
    </div>
  )
}

/** The expectations in a link. They are shown, but have no effect until the reader accepts them. */
export function Offered() {
  const store = useStore()
  const offered = useSession(({ viewpoint }) => viewpoint.offered)
  if (!offered) return null
  return (
    <div className={styles.offered} data-origin="link">
      <p>The link’s expectations apply only after you accept them.</p>
      <dl>
        {termsOf(offered).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.choice}>
        <Button onClick={() => store.dispatch({ type: 'take-offered' })}>Expect this</Button>
        <Button look="quiet" onClick={() => store.dispatch({ type: 'dismiss-offered' })}>
          Dismiss
        </Button>
      </div>
    </div>
  )
}

/** The name and value of each expectation. The leeway is limited to the most that is allowed. */
function termsOf({ leeway, ...offered }: Expectations): readonly (readonly [name: string, value: string])[] {
  const terms = [...new URLSearchParams(encodeExpectations(offered))].map(([name, value]) => [name, shown(value, 40)] as const)
  return leeway === undefined ? terms : [...terms, ['leeway', durationInWords(Math.min(MOST_LEEWAY, leeway))]]
}
