// The page of a lesson, from its prose, task and stage to the questions and what to remember.
import { lazy, Suspense, useEffect } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import styles from './lesson-page.module.css'
import { Prose } from './prose.tsx'
import { Questions } from './questions.tsx'
import { RoomLink } from './room-link.tsx'
import { CHOOSE_WELL, inspectorLink, lessonLink, PAGES, SUMMARY } from './route.ts'
import { StageView } from './stage-view.tsx'
import { Task } from './task.tsx'
import { answersOf, playerOf, usePlayer } from './visit.ts'

// It is at the end of the page, so it loads later.
const Picture = lazy(async () => ({ default: (await import('./teaching/lesson-picture.tsx')).LessonPicture }))

export function LessonPage({ lesson }: { readonly lesson: Lesson }) {
  const player = usePlayer(playerOf(lesson))
  useEffect(() => {
    void player.begin()
  }, [player])
  const at = LESSONS.indexOf(lesson)
  const [previous, next] = [LESSONS[at - 1], LESSONS[at + 1]]
  const token = player.stage?.token()

  return (
    <article aria-labelledby="lesson-title">
      <header className={styles.head}>
        <p className={styles.count}>
          Lesson {at + 1} of {LESSONS.length}, {lesson.part}
        </p>
        <RoomLink className={styles.present} to={lessonLink(lesson.id, true)}>
          Present
        </RoomLink>
        <h1 id="lesson-title" tabIndex={-1} className={styles.title}>
          {lesson.title}
        </h1>
        <p className={styles.lede}>
          <Prose text={lesson.lede} />
        </p>
      </header>

      <section aria-labelledby="lesson-know" className={styles.know}>
        <h2 id="lesson-know" className="visually-hidden">
          What to know
        </h2>
        {lesson.know.map((paragraph) => (
          <p key={paragraph}>
            <Prose text={paragraph} />
          </p>
        ))}
      </section>

      <section aria-labelledby="lesson-task" className={styles.task}>
        <h2 id="lesson-task">Your turn.</h2>{' '}
        <p>
          <Prose text={lesson.task} />
        </p>
      </section>
      <StageView stage={player.stage} failed={player.failed} spot={player.spot} />
      <Task player={player} {...(next && { next })} />

      <section aria-labelledby="lesson-questions" className={styles.questions}>
        <h2 id="lesson-questions">Check yourself</h2>
        <Questions answers={answersOf(lesson)} />
      </section>

      <div className={styles.after}>
        <section aria-labelledby="lesson-remember">
          <h2 id="lesson-remember">Remember</h2>
          <ul className={styles.remember}>
            {lesson.remember.map((line) => (
              <li key={line}>
                <Prose text={line} />
              </li>
            ))}
          </ul>
          {token && (
            <p>
              <RoomLink to={inspectorLink(token, player.stage?.publicKey())}>Open this token in the inspector</RoomLink>
            </p>
          )}
        </section>
        <section aria-labelledby="lesson-picture">
          <h2 id="lesson-picture">In one picture</h2>
          <div className={styles.picture}>
            <Suspense>
              <Picture lesson={lesson.id} />
            </Suspense>
          </div>
          <p>
            <RoomLink to={lessonLink(SUMMARY)}>All pictures on one page</RoomLink>
          </p>
        </section>
      </div>

      <nav aria-label="Next and previous" className={styles.turn}>
        {previous && <RoomLink to={lessonLink(previous.id)}>← {previous.title}</RoomLink>}
        <RoomLink className={styles.onward} to={lessonLink(next?.id ?? CHOOSE_WELL)}>
          {next?.title ?? PAGES[0].title} →
        </RoomLink>
      </nav>
    </article>
  )
}
