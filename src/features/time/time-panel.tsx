// The time's sheet: the token's instants on a line, and the clock that it is judged by, to drag, to step or to type.
import { readTime } from '../../core/claims/claims-set.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import { useClaims } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { ClockControls } from './clock-controls.tsx'
import { TimeLineView } from './time-line-view.tsx'
import styles from './time-panel.module.css'

export function TimePanel() {
  const claims = useClaims()
  if (!claims) return null
  return (
    <Card about={lifeInWords(readTime(claims, 0))}>
      <div className={styles.time}>
        <TimeLineView claims={claims} />
        <ClockControls />
      </div>
    </Card>
  )
}

function lifeInWords({ state, exp, iat, nbf }: ReturnType<typeof readTime>): string {
  if (state === 'unreadable') return 'it cannot be read'
  const start = iat ?? nbf
  if (exp === undefined) return 'it has no end'
  if (start === undefined) return 'nothing says when it was issued'
  return exp > start ? `good for ${durationInWords(exp - start)}` : 'it ends before it begins'
}
