// The page "Your visit", which shows the solved lessons and answered questions at the end of a class.
import { LESSONS } from '../../lessons/index.ts'
import { Icon } from '../../ui/icon.tsx'
import page from './lesson-page.module.css'
import { RoomLink } from './room-link.tsx'
import { lessonLink } from './route.ts'
import { useAnswered, useSolved } from './visit.ts'
import styles from './visit-page.module.css'

export function VisitPage() {
  const solved = useSolved()
  const answered = useAnswered()
  const [right, asked] = [LESSONS.map(({ id }) => answered.get(id) ?? 0), LESSONS.map(({ questions }) => questions.length)].map((counts) =>
    counts.reduce((sum, count) => sum + count, 0),
  )
  return (
    <article aria-labelledby="visit-title">
      <header className={page.head}>
        <h1 id="visit-title" tabIndex={-1} className={page.title}>
          Your visit
        </h1>
        <p className={page.lede}>
          {solved.size} of {LESSONS.length} lessons solved, {right} of {asked} questions answered. This page keeps this only in memory, so
          it is gone when you close or reload the page.
        </p>
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Lesson</th>
            <th scope="col">Task</th>
            <th scope="col">Questions</th>
          </tr>
        </thead>
        <tbody>
          {LESSONS.map(({ id, title, questions }, index) => (
            <tr key={id} data-solved={solved.has(id)}>
              <th scope="row">
                <RoomLink to={lessonLink(id)}>
                  {index + 1}. {title}
                </RoomLink>
              </th>
              <td>
                {solved.has(id) ? (
                  <span className={styles.solved}>
                    <Icon name="check" /> solved
                  </span>
                ) : (
                  'open'
                )}
              </td>
              <td>
                {answered.get(id) ?? 0} of {questions.length}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
