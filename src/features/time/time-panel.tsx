// The validity card: the token's times on a line, and the clock it is judged by, which can be dragged, stepped or typed.
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
  // Halfway through an edit the payload isn't JSON. The card keeps the previous times, so that nothing below it moves.
  const [last, setLast] = useState(current)
  if (current && current !== last) setLast(current)
  const claims = current ?? (isTyping ? last : undefined)
  if (!claims) return null
  return (
    <Card about={current ? lifeInWords(readTime(claims, 0)) : 'from before this edit'}>
      <div className={styles.time}>
        <TimeLineView claims={claims} />
        <ClockControls />
      </div>
    </Card>
  )
}

function lifeInWords({ state, exp, iat, nbf }: ReturnType<typeof readTime>): string {
  if (state === 'unreadable') return 'can’t be read'
  const start = iat ?? nbf
  if (exp === undefined) return 'never expires'
  if (start === undefined) return 'issue time unknown'
  return exp > start ? `valid for ${durationInWords(exp - start)}` : 'expires before it starts'
}
