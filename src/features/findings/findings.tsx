// What was found, worst first: each in a sentence, with its why, fix and source one keystroke away.
import { useFindings } from '../../session/use-findings.ts'
import { usePointable } from '../../session/use-pointer.ts'
import { useSession } from '../../session/use-session.ts'
import type { Finding, Severity } from '../../core/diagnostics/diagnostic.ts'
import type { FindingText } from '../../core/diagnostics/finding-text.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import styles from './findings.module.css'

const ICONS: Record<Severity, IconName> = { error: 'cross', warning: 'warning', info: 'info' }
const NAMES: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' }

export function Findings() {
  const findings = useFindings()
  const wording = useSession(({ check }) => check?.wording)
  if (findings.length === 0 || !wording) return null
  return (
    <section className={styles.findings} aria-labelledby="findings-title">
      <h2 id="findings-title" className="visually-hidden">
        Findings
      </h2>
      <ul>
        {findings.map((finding, i) => (
          <FindingView key={`${finding.rule} ${i}`} finding={finding} {...wording(finding)} />
        ))}
      </ul>
    </section>
  )
}

function FindingView({ finding, message, why, fix, source }: { readonly finding: Finding } & FindingText) {
  const pointable = usePointable<HTMLLIElement>('finding', finding.place)
  return (
    <li data-rule={finding.rule} data-severity={finding.severity} className={styles[finding.severity]} {...pointable}>
      <details>
        <summary>
          <Icon name={ICONS[finding.severity]} />
          <span>
            <span className="visually-hidden">{NAMES[finding.severity]}: </span>
            {message}
          </span>
        </summary>
        <div className={styles.more}>
          <p>{why}</p>
          <p>{fix}</p>
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
        </div>
      </details>
    </li>
  )
}
