// A card on the desk: a part's name in its color, a short description, and its content.
import { useContext, type ReactNode } from 'react'
import { PanelName } from './panel-boundary.tsx'
import styles from './card.module.css'

interface CardProps {
  /** Its title, if it isn't the name of its panel on the desk. */
  readonly title?: string
  /** The part it belongs to; without one it has no color. */
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
