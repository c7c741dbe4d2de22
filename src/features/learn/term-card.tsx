// A term in the prose that opens a card with its explanation. Escape or a press elsewhere closes it.
import { useId, useRef, type ReactNode } from 'react'
import type { Term } from '../../lessons/glossary.ts'
import { Source } from './source.tsx'
import styles from './term-card.module.css'

export function TermCard({ term, children }: { readonly term: Term; readonly children: ReactNode }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const card = useRef<HTMLSpanElement>(null)
  const place = () => {
    const [word, box] = [button.current?.getBoundingClientRect(), card.current]
    if (!word || !box) return
    const width = document.documentElement.clientWidth
    box.style.left = `${Math.max(8, Math.min(word.left, width - box.offsetWidth - 8))}px`
    const below = word.bottom + 6
    const fits = below + box.offsetHeight < document.documentElement.clientHeight
    box.style.top = `${fits ? below : Math.max(8, word.top - box.offsetHeight - 6)}px`
  }
  return (
    <>
      <button ref={button} type="button" className={styles.term} popoverTarget={id}>
        {children}
      </button>
      <span
        ref={card}
        id={id}
        popover="auto"
        role="note"
        aria-label={term.name}
        className={styles.card}
        onToggle={(event) => {
          if (event.newState === 'open') place()
        }}
      >
        <b>{term.name}</b> {term.text} <Source text={term.source} />
      </span>
    </>
  )
}
