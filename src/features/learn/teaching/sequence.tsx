// A sequence diagram of all messages so far, which grows with each one.
import { useState } from 'react'
import type { Sent } from '../../../lessons/lesson.ts'
import { Arrow, Arrows } from './arrow.tsx'
import styles from './sequence.module.css'

/** The most exchanges to show; earlier ones are only counted. */
const MOST = 4

export function Sequence({ sent }: { readonly sent: readonly Sent[] }) {
  // Messages that are there when the diagram opens aren't animated.
  const [before] = useState(sent.length - 1)
  const earlier = Math.max(0, sent.length - MOST)
  return (
    <details className={styles.sequence} open>
      <summary>Sent so far: {sent.length}</summary>
      <p className={styles.lanes}>
        <b>Client</b> <b>API</b>
      </p>
      {earlier > 0 && (
        <p className={styles.earlier}>
          {earlier} earlier {earlier === 1 ? 'one' : 'ones'}
        </p>
      )}
      <Arrows>
        {sent.slice(earlier).flatMap(({ asks, shows, answer, status, refusedAt }, index) => {
          const at = earlier + index
          const travels = at >= before && at === sent.length - 1
          return [
            <Arrow key={`${at} request`} to="right" tone="plain" travels={travels}>
              {asks}
              {shows && `, ${shows}`}
            </Arrow>,
            <Arrow key={`${at} answer`} to="left" tone={status < 400 ? 'good' : 'bad'} travels={travels}>
              {answer}
              {refusedAt !== undefined && `, refused at “${refusedAt}”`}
            </Arrow>,
          ]
        })}
      </Arrows>
    </details>
  )
}
