// The lessons' prose: `code`, *stress*, and every mention of an RFC as a link to its clause.
import { Fragment, type ReactNode } from 'react'
import styles from './prose.module.css'

const MARK = /(`[^`]+`|\*[^*]+\*|RFC \d{4,5}\b(?: section \d+(?:\.\d+)*)?)/

/** Prose with its marks; anything else stands as it is. */
export function Prose({ text }: { readonly text: string }) {
  return text.split(MARK).map((piece, index) => <Fragment key={`${index}:${piece}`}>{index % 2 === 1 ? marked(piece) : piece}</Fragment>)
}

function marked(piece: string): ReactNode {
  if (piece.startsWith('`')) return <code className={styles.code}>{piece.slice(1, -1)}</code>
  if (piece.startsWith('*')) return <strong className={styles.strong}>{piece.slice(1, -1)}</strong>
  const [, number, section] = /^RFC (\d+)(?: section ([\d.]+))?$/.exec(piece) ?? []
  return (
    <a
      className={styles.source}
      href={`https://www.rfc-editor.org/rfc/rfc${number}${section ? `#section-${section}` : ''}`}
      target="_blank"
      rel="noreferrer"
    >
      {piece}
    </a>
  )
}
