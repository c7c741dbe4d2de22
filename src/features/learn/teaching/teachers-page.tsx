// The page for teachers, with lesson plans, common misunderstandings, questions from classes and printing.
import { useContext } from 'react'
import { LESSONS } from '../../../lessons/index.ts'
import type { Lesson } from '../../../lessons/lesson.ts'
import { stepOf } from '../../../lessons/slides.ts'
import { ASKED, PATHS, TALKS, WORKSHEET as SHEET, type Path, type Talk } from '../../../lessons/teaching/guide.ts'
import page from '../lesson-page.module.css'
import { Prose } from '../prose.tsx'
import { HeldContext, RoomLink } from '../room-link.tsx'
import { lessonLink, SUMMARY, VISIT, withHold, WORKSHEET } from '../route.ts'
import { HeldBack } from './held-back.tsx'
import styles from './teachers-page.module.css'

const lessonOf = (id: string) => LESSONS.find((lesson) => lesson.id === id)

export function TeachersPage() {
  const held = useContext(HeldContext)
  if (held) return <HeldBack title="For teachers" />
  return (
    <article aria-labelledby="teachers-title" className={styles.guide}>
      <header className={page.head}>
        <h1 id="teachers-title" tabIndex={-1} className={page.title}>
          For teachers
        </h1>
        <p className={page.lede}>
          A class doesn’t have time for sixteen lessons. Here are two ways through them, with the minutes for each, what to say, and what
          classes often get wrong.
        </p>
      </header>

      {PATHS.map((path) => (
        <PathView key={path.minutes} path={path} />
      ))}

      <section aria-labelledby="teachers-talks">
        <h2 id="teachers-talks">What to say, and common misunderstandings</h2>
        {TALKS.map((talk) => (
          <TalkView key={talk.lesson} talk={talk} />
        ))}
      </section>

      <section aria-labelledby="teachers-asked">
        <h2 id="teachers-asked">Questions that classes ask</h2>
        <dl className={styles.asked}>
          {ASKED.map(({ ask, answer, lesson }) => (
            <div key={ask}>
              <dt>{ask}</dt>
              <dd>
                <Prose text={answer} /> <Prose text={`({${lesson}})`} />
              </dd>
            </div>
          ))}
        </dl>
      </section>

      <section aria-labelledby="teachers-tools">
        <h2 id="teachers-tools">In the classroom</h2>
        <ul className={styles.tools}>
          <li>
            <b>Present.</b> Every lesson has a “Present” link, which shows one slide at a time in large type. The arrow keys change the
            slide, N shows or hides your notes, and the address includes the step: <code>{lessonLink('signing-in', true, 3)}</code>.
          </li>
          <li>
            <b>Hold back the solutions.</b> Give the class a link that ends in <code>?hold</code>, such as{' '}
            <a href={withHold(lessonLink('three-parts'))}>
              <code>{withHold(lessonLink('three-parts'))}</code>
            </a>
            . The hints stay. The same link without <code>?hold</code> brings back solutions and answers. It is a request, not a lock,
            because anyone can change an address.
          </li>
          <li>
            <b>On paper.</b> There is <RoomLink to={lessonLink(WORKSHEET)}>the worksheet</RoomLink>,{' '}
            <RoomLink to={`${lessonLink(WORKSHEET)}?answers`}>its answers</RoomLink>, and{' '}
            <RoomLink to={lessonLink(SUMMARY)}>the summary</RoomLink> with a picture for each lesson. If you print them from the browser,
            you get only the sheet itself.
          </li>
          <li>
            <b>At the end.</b> <RoomLink to={lessonLink(VISIT)}>Your visit</RoomLink> shows each learner what they solved. Nothing is sent
            or stored, so ask them to show it to you before they close the page.
          </li>
          <li>
            <b>Real tokens.</b> Don’t put one on a projector, because someone could copy a token that is still valid from the screen. Use
            the samples of the inspector instead. If it has to be one of yours, “Share” in the inspector makes a link to a copy whose names
            and identifiers are masked and whose signature is gone. Open that link for the class.
          </li>
        </ul>
      </section>
    </article>
  )
}

function PathView({ path: { minutes, about, stops } }: { readonly path: Path }) {
  const id = `teachers-${minutes}`
  const begins = stops.map((_, at) => stops.slice(0, at).reduce((sum, stop) => sum + stop.minutes, 0))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{minutes} minutes</h2>
      <p className={styles.about}>{about}</p>
      <table className={styles.path}>
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Minutes</th>
            <th scope="col">Lesson</th>
            <th scope="col">Which part</th>
          </tr>
        </thead>
        <tbody>
          {stops.map(({ lesson, minutes: long, only }, at) => (
            <tr key={lesson}>
              <td>
                {`0:${String(begins[at]).padStart(2, '0')}`.replace(
                  /^0:(6|7|8)(\d)$/,
                  (_, ten: string, one: string) => `1:${Number(ten) - 6}${one}`,
                )}
              </td>
              <td>{long}</td>
              <th scope="row">
                {lesson === SHEET ? (
                  <RoomLink to={lessonLink(WORKSHEET)}>Worksheet</RoomLink>
                ) : (
                  <RoomLink to={lessonLink(lesson)}>{lessonOf(lesson)?.title}</RoomLink>
                )}
              </th>
              <td>{only ?? 'All of it.'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TalkView({ talk: { lesson: id, say, misunderstood } }: { readonly talk: Talk }) {
  const lesson = lessonOf(id)
  if (!lesson) return null
  return (
    <section aria-labelledby={`talk-${id}`} className={styles.talk}>
      <h3 id={`talk-${id}`}>
        {LESSONS.indexOf(lesson) + 1}. {lesson.title}
      </h3>
      <div>
        {say.map((text) => (
          <p key={text}>
            <Prose text={text} />
          </p>
        ))}
        <ul>
          {misunderstood.map(({ wrong, right, slide }) => (
            <li key={wrong}>
              <q>{plain(wrong)}</q> <Prose text={right} /> <SlideLink lesson={lesson} step={stepOf(lesson, slide)} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function SlideLink({ lesson, step }: { readonly lesson: Lesson; readonly step: number }) {
  return (
    <RoomLink to={lessonLink(lesson.id, true, step)} aria-label={`Slide ${step} of “${lesson.title}”`}>
      slide {step}
    </RoomLink>
  )
}

/** A quotation of what people say, without code style. */
const plain = (text: string) => text.replaceAll('`', '')
