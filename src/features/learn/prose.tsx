// Renders the lessons' prose, with `code`, *stress*, [terms], {lessons} and links to RFCs.
import { Fragment, type ReactNode } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import { termById } from '../../lessons/glossary.ts'
import styles from './prose.module.css'
import { RoomLink } from './room-link.tsx'
import { lessonLink } from './route.ts'
import { Source } from './source.tsx'
import { TermCard } from './term-card.tsx'

const MARK = /(`[^`]+`|\*[^*]+\*|\[[^[\]]+\]|\{[a-z-]+\}|RFC \d{4,5}\b(?: section \d+(?:\.\d+)*)?)/

/** Prose with its marks; other text is shown unchanged. */
export function Prose({ text }: { readonly text: string }) {
  return text.split(MARK).map((piece, index) => <Fragment key={`${index}:${piece}`}>{index % 2 === 1 ? marked(piece) : piece}</Fragment>)
}

function marked(piece: string): ReactNode {
  if (piece.startsWith('`')) return <code className={styles.code}>{piece.slice(1, -1)}</code>
  // The inside is prose again, because a term may be stressed.
  if (piece.startsWith('*'))
    return (
      <strong className={styles.strong}>
        <Prose text={piece.slice(1, -1)} />
      </strong>
    )
  if (piece.startsWith('[')) {
    const [shown = '', id = shown] = piece.slice(1, -1).split('|')
    const term = termById(id)
    return term ? <TermCard term={term}>{shown}</TermCard> : shown
  }
  if (piece.startsWith('{')) {
    const at = LESSONS.findIndex(({ id }) => id === piece.slice(1, -1))
    return at < 0 ? piece : <RoomLink to={lessonLink(LESSONS[at]?.id ?? '')}>lesson {at + 1}</RoomLink>
  }
  return <Source text={piece} />
}
