// A sheet on the desk: a part's name in its colour, what it is in a few words, and its content.
import { useContext, type ReactNode } from 'react'
import { PanelName } from './panel-boundary.tsx'
import styles from './card.module.css'

interface CardProps {
  /** Where it is not called what the desk calls its panel. */
  readonly title?: string
  /** Which of the three parts it belongs to; a card of none has no colour. */
  readonly part?: 'header' | 'payload' | 'signature'
  readonly about?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Card({ title, part, about, aside, children }: CardProps) {
  const panel = useContext(PanelName)
  const name = title ?? panel
  const id = `card-${name.toLowerCase().replace(/\W+/g, '-')}`
  return (
    <section className={`${styles.card} part-${part ?? 'other'}`} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{name}</h2>
        <span className={styles.about}>{about}</span>
        {aside && <span className={styles.aside}>{aside}</span>}
      </header>
      {children}
    </section>
  )
}
