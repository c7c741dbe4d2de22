// The table of contents, with the lessons, a mark on those that are solved, and the other pages.
import { useContext, useEffect, useRef } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import { PARTS } from '../../lessons/lesson.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './contents.module.css'
import { HeldContext, RoomLink } from './room-link.tsx'
import { lessonLink, PAGES, TEACHERS, WORKSHEET } from './route.ts'
import { useSolved } from './visit.ts'

/** Kept free above and below the current page, in pixels. */
const EDGE = 16

export function Contents({ current }: { readonly current: string }) {
  const solved = useSolved()
  const held = useContext(HeldContext)
  const nav = useRef<HTMLElement>(null)
  // On a laptop the contents are longer than the screen and scroll by themselves; the current page stays in view there.
  useEffect(() => {
    const [box, link] = [nav.current, nav.current?.querySelector('[aria-current]')]
    if (!box || !link) return
    const [outer, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()]
    const bottom = Math.min(outer.bottom, document.documentElement.clientHeight)
    box.scrollTop += Math.max(0, inner.bottom + EDGE - bottom) - Math.max(0, outer.top + EDGE - inner.top)
  }, [current])
  // Teachers find the worksheet through their guide. If answers are held back, the guide is too.
  const pages = PAGES.filter(({ id }) => id !== WORKSHEET && !(held && id === TEACHERS))
  return (
    <nav ref={nav} aria-label="Lessons" className={styles.contents}>
      <p className={styles.title}>The payroll API</p>
      <p className={styles.progress}>
        {solved.size} of {LESSONS.length} solved
      </p>
      {PARTS.map((part) => (
        <section key={part} aria-label={part}>
          <h2>{part}</h2>
          <ol>
            {LESSONS.map(
              (lesson, index) =>
                lesson.part === part && (
                  <li key={lesson.id}>
                    <RoomLink to={lessonLink(lesson.id)} aria-current={lesson.id === current ? 'page' : undefined}>
                      <span className={solved.has(lesson.id) ? styles.done : styles.number} aria-hidden="true">
                        {solved.has(lesson.id) ? <Icon name="check" /> : index + 1}
                      </span>
                      {lesson.title} {solved.has(lesson.id) && <span className="visually-hidden">(solved)</span>}
                    </RoomLink>
                  </li>
                ),
            )}
          </ol>
        </section>
      ))}
      <ul>
        {pages.map(({ id, title }) => (
          <li key={id}>
            <RoomLink to={lessonLink(id)} aria-current={current === id ? 'page' : undefined}>
              <span className={styles.number} aria-hidden="true">
                §
              </span>
              {title}
            </RoomLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
