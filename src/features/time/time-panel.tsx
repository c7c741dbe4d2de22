// The time's sheet: the token's instants on a line, and the clock that it is judged by, to drag, to step or to type.
import { useState } from 'react'
import { readTime } from '../../core/claims/claims-set.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import { useClaims, useSession } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { ClockControls } from './clock-controls.tsx'
import { TimeLineView } from './time-line-view.tsx'
import styles from './time-panel.module.css'

export function TimePanel() {
  const current = useClaims()
  const isTyping = useSession(({ state }) => state.drafts.payload !== undefined)
  // Half an edit is no JSON: the card stays meanwhile, with the times from before, so that nothing below it moves.
  const [last, setLast] = useState(current)
  if (current && current !== last) setLast(current)
  const claims = current ?? (isTyping ? last : undefined)
  if (!claims) return null
  return (
    <Card about={current ? lifeInWords(readTime(claims, 0)) : 'as before this edit'}>
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
