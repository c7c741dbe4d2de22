// The card "Request", which checks a DPoP proof against its request (RFC 9449 section 4.3) and makes new proofs.
import { lazy, Suspense, useState } from 'react'
import type { ProofCheck, ProofCheckId } from '../../core/dpop/proof-check.ts'
import { readClaimsSet } from '../../core/claims/claims-set.ts'
import { membersByName } from '../../core/text/json.ts'
import type { Token } from '../../core/token/token.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { Demand } from '../../ui/demand.tsx'
import demands from '../../ui/demands.module.css'
import styles from './request-panel.module.css'

const ProofMaker = lazy(async () => ({ default: (await import('./proof-maker.tsx')).ProofMaker }))

const NONE: readonly ProofCheck[] = []

export function RequestPanel() {
  const token = useSession((_, { inspection }) => inspection.token)
  const checks = useJudgement(({ along }) => along.request) ?? NONE
  const request = useCheck(({ along }) => along.request)
  const [opened, setOpened] = useState<boolean>()
  if (!token || (checks.length === 0 && !isOfDpop(token))) return null
  return (
    <Card about={checks.length > 0 ? inWords(checks) : 'who holds this token’s key?'}>
      {checks.length > 0 && (
        <ul className={`${styles.checks} ${demands.demands}`} aria-label="Checks of the request">
          {checks.map((each) => (
            <Demand
              key={each.id}
              state={each.state}
              sentence={each.sentence}
              clause={each.clause}
              data-check={NAMED.has(each.id) ? each.id : undefined}
            />
          ))}
        </ul>
      )}
      <details className={styles.make} open={opened ?? false} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>Make a proof</summary>
        {/* Stays mounted once opened, so that nothing typed is lost. */}
        {opened !== undefined && (
          <Suspense>
            <ProofMaker request={request} />
          </Suspense>
        )}
      </details>
    </Card>
  )
}

/** The checks that have a name in docs/automation.md. */
const NAMED: ReadonlySet<ProofCheckId> = new Set(['ath', 'jkt', 'htm', 'htu', 'iat'])

/** True for a proof, and for a token that is bound to a key that a proof shows (RFC 9449 section 6.1). */
function isOfDpop(token: Token): boolean {
  if (token.header.typ?.toLowerCase() === 'dpop+jwt') return true
  const cnf = readClaimsSet(token)?.get('cnf')
  return cnf?.type === 'object' && membersByName(cnf).has('jkt')
}

function inWords(checks: readonly ProofCheck[]): string {
  const failed = checks.filter(({ state }) => state === 'not-met').length
  if (failed > 0) return failed === 1 ? 'one check fails' : `${failed} checks fail`
  return `${checks.filter(({ state }) => state === 'met').length} of ${checks.length} checks pass`
}
