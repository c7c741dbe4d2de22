// Explains why the signature doesn't verify, how certain that is, what was tried, and what to do next.
import type { Evidence } from '../../core/causes/cause/cause.ts'
import type { CauseInWords, ReportInWords } from '../../core/causes/wording.ts'
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { useCryptography } from '../../platform/use-cryptography.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FurtherView, useFurther } from './further.tsx'
import styles from './why.module.css'
import { WithCode } from '../../ui/with-code.tsx'
import { shown } from '../../core/text/quoted.ts'

export function WhyNot() {
  // Shows the previous check while the next one runs: a card that came and went with each keystroke would move everything around it.
  const check = useSession(({ progress }) => shownCheck(progress))
  const secret = useSession((_, { inspection: { token } }) => token?.object?.kind === 'jws' && takesSecret(token.header.alg))
  const keyless = useSession(({ state }) => state.key === '')
  const cryptography = useCryptography()
  const further = useFurther(check)
  const found = check?.causes
  // Without a key nothing is wrong yet, but well-known secrets can be tried.
  if (!check || !found || (keyless && found.causes.every(({ id }) => id === 'none-fits')))
    return secret && keyless && cryptography ? <FurtherView further={further} secret checked={false} /> : null
  const shown = further.outcome?.report ?? found
  const { verification } = check
  const wasChecked = verification?.state === 'mismatch' || verification?.state === 'unreadable'
  return (
    <Card about={trials(found.tried + (further.outcome?.report?.tried ?? 0))}>
      <Report report={shown} />
      {found.sure === undefined && wasChecked && <FurtherView further={further} secret={secret} checked />}
    </Card>
  )
}

function trials(count: number): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${count === 1 ? 'trial' : 'trials'}`
}

function Report({ report }: { readonly report: ReportInWords }) {
  const store = useStore()
  const isCurrent = useCheck((check) => check.causes !== undefined) ?? false
  const { verdict, sentence, causes, sure, button, inVain } = report
  return (
    <div className={styles.report}>
      <p className={styles.verdict}>{verdict}</p>
      <p className={styles.sentence}>
        <WithCode text={sentence} />
      </p>
      {sure !== undefined && <p className={styles.sure}>{sure}</p>}
      <ul>
        {causes.map((cause) => (
          <CauseView key={cause.id} cause={cause} />
        ))}
      </ul>
      {button && (
        <Button
          className={styles.button}
          aria-disabled={!isCurrent}
          onClick={() => isCurrent && store.dispatch({ type: 'repair', repairs: button.repairs })}
        >
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
        <span>
          <WithCode text={cause.fix} />
        </span>
      </p>
    </li>
  )
}

function Difference({ evidence }: { readonly evidence: Evidence }) {
  return (
    <dl className={styles.difference}>
      <dt>
        <bdi>{shown(evidence.of)}</bdi>, as it is
      </dt>
      <dd translate="no">{evidence.before === '' ? <i>empty</i> : <bdi>{evidence.before}</bdi>}</dd>
      <dt>As it would verify</dt>
      <dd translate="no">{evidence.after === '' ? <i>empty</i> : <bdi>{evidence.after}</bdi>}</dd>
    </dl>
  )
}
