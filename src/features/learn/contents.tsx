// The table of contents: the lessons, which of them are solved, and the page of advice.
import { LESSONS } from '../../lessons/index.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './contents.module.css'
import { RoomLink } from './room-link.tsx'
import { CHOOSE_WELL, lessonLink } from './route.ts'
import { useSolved } from './visit.ts'

export function Contents({ current }: { readonly current: string }) {
  const solved = useSolved()
  return (
    <nav aria-label="Lessons" className={styles.contents}>
      <p className={styles.title}>The payroll API</p>
      <ol>
        {LESSONS.map(({ id, title }, index) => (
          <li key={id}>
            <RoomLink to={lessonLink(id)} aria-current={id === current ? 'page' : undefined}>
              <span className={solved.has(id) ? styles.done : styles.number} aria-hidden="true">
                {solved.has(id) ? <Icon name="check" /> : index + 1}
              </span>
              {title} {solved.has(id) && <span className="visually-hidden">(solved)</span>}
            </RoomLink>
          </li>
        ))}
      </ol>
      <ul>
        <li>
          <RoomLink to={lessonLink(CHOOSE_WELL)} aria-current={current === CHOOSE_WELL ? 'page' : undefined}>
            <span className={styles.number} aria-hidden="true">
              §
            </span>
            Choose well
          </RoomLink>
        </li>
      </ul>
    </nav>
  )
}
