// Arrows for messages between two lanes, from top to bottom.
import type { ReactNode } from 'react'
import type { Tone } from '../../../lessons/teaching/picture.ts'
import styles from './arrow.module.css'

/** The list of arrows, with the two lanes as lines on both sides. */
export function Arrows({ children }: { readonly children: ReactNode }) {
  return <ol className={styles.arrows}>{children}</ol>
}

interface ArrowProps {
  readonly to: 'right' | 'left'
  readonly tone: Tone
  /** Whether the arrow is animated as it appears, unless the reader prefers reduced motion. */
  readonly travels?: boolean
  readonly children: ReactNode
}

export function Arrow({ to, tone, travels = false, children }: ArrowProps) {
  return (
    <li className={styles.arrow} data-to={to} data-tone={tone} data-travels={travels}>
      <span>{children}</span>
      <i aria-hidden="true" />
    </li>
  )
}
