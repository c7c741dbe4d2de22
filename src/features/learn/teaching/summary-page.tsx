// The summary page, with a picture and a sentence to remember for each lesson, to print.
import { LESSONS } from '../../../lessons/index.ts'
import page from '../lesson-page.module.css'
import { Prose } from '../prose.tsx'
import { RoomLink } from '../room-link.tsx'
import { lessonLink } from '../route.ts'
import { LessonPicture } from './lesson-picture.tsx'
import styles from './summary-page.module.css'

export function SummaryPage() {
  return (
    <article aria-labelledby="summary-title" className={styles.summary}>
      <header className={page.head}>
        <h1 id="summary-title" tabIndex={-1} className={page.title}>
          Summary
        </h1>
        <p className={page.lede}>A picture for each lesson. If you print the page from your browser, it takes two sheets.</p>
      </header>
      <ol className={styles.lessons}>
        {LESSONS.map(({ id, title, remember }, at) => (
          <li key={id}>
            <h2>
              <RoomLink to={lessonLink(id)}>
                {at + 1}. {title}
              </RoomLink>
            </h2>
            <LessonPicture lesson={id} />
            <p className={styles.remember}>
              <Prose text={remember[0] ?? ''} />
            </p>
          </li>
        ))}
      </ol>
    </article>
  )
}
