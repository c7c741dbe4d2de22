// The button after the gates on a phone, where they stay on top during scrolling: it brings the sentence back under them.
import { useEffect, useState, type RefObject } from 'react'
import { Icon } from '../../ui/icon.tsx'
import styles from './verdict.module.css'

interface VerdictOpenerProps {
  /** The element after the sentence: once it has left the screen, the sentence has too. */
  readonly after: RefObject<HTMLElement | null>
  readonly open: boolean
  onOpen(open: boolean): void
}

export function VerdictOpener({ after, open, onOpen }: VerdictOpenerProps) {
  const [away, setAway] = useState(false)
  useEffect(() => {
    if (!after.current) return
    const observer = new IntersectionObserver(([entry]) => {
      const gone = entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top < 0
      setAway(gone)
      if (!gone) onOpen(false)
    })
    observer.observe(after.current)
    return () => observer.disconnect()
  }, [after, onOpen])
  if (!away) return null
  return (
    <button type="button" className={styles.opener} aria-label="Full verdict" aria-expanded={open} onClick={() => onOpen(!open)}>
      <Icon name={open ? 'up' : 'down'} />
    </button>
  )
}
