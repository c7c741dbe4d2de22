// Text in which the parts of every token have their own colors.
import type { ReactNode } from 'react'
import type { Look } from '../../lessons/lesson.ts'
import styles from './painted-token.module.css'

// Five or three segments of base64url, or two of which the first begins like JSON: a signing input.
const TOKEN =
  /([A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){4}|[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){2}|e[wy][A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+)(?![A-Za-z0-9_.-])/

const SIGNED = ['header', 'payload', 'signature'] as const
const ENCRYPTED = ['header', 'plain', 'plain', 'payload', 'signature'] as const

const CLASSES: Record<Exclude<Look, 'token'>, string | undefined> = {
  plain: undefined,
  header: 'part-header in-part-color',
  payload: 'part-payload in-part-color',
  signature: 'part-signature in-part-color',
  good: styles.good,
  bad: styles.bad,
}

interface PaintedProps {
  readonly text: string
  readonly look: Look
  /** Shows only the beginning of each segment. */
  readonly short?: boolean
}

export function Painted({ text, look, short = false }: PaintedProps) {
  if (look !== 'token') return <span className={CLASSES[look]}>{text}</span>
  return text
    .split(TOKEN)
    .map((piece, index) => (index % 2 === 1 ? <Token key={`${index}:${piece.length}`} text={piece} short={short} /> : piece))
}

function Token({ text, short }: { readonly text: string; readonly short: boolean }) {
  const segments = text.split('.')
  const looks = segments.length === 5 ? ENCRYPTED : SIGNED
  const painted = segments.flatMap((segment, index): ReactNode[] => [
    ...(index > 0 ? ['.'] : []),
    <span key={looks[index] === 'plain' ? index : looks[index]} className={CLASSES[looks[index] ?? 'plain']}>
      {short && segment.length > 12 ? `${segment.slice(0, 8)}…` : segment}
    </span>,
  ])
  return <span className={styles.token}>{painted}</span>
}
