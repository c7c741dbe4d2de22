// The speaker's notes to a slide: what to say, what comes next, and to a question its answer.
import type { Lesson } from '../../../lessons/lesson.ts'
import type { Slide } from '../../../lessons/slides.ts'
import { noteTo } from '../../../lessons/teaching/notes.ts'
import type { Answers } from '../answers.ts'
import { Prose } from '../prose.tsx'
import { useAnswers } from '../visit.ts'
import styles from './notes-view.module.css'

interface NotesViewProps {
  readonly lesson: Lesson
  readonly slide: Slide
  readonly answers: Answers
}

/** An answer that is longer is a token, which nobody reads out. */
const LONGEST = 120

export function NotesView({ lesson, slide, answers }: NotesViewProps) {
  const note = noteTo(lesson.id, slide)
  const next = slide.kind === 'stage' ? lesson.solution[slide.moves] : undefined
  return (
    <aside aria-label="Notes" className={styles.notes}>
      {note !== undefined && (
        <p>
          <Prose text={note} />
        </p>
      )}
      {next && (
        <p>
          <b>Next:</b> <Prose text={next.say} />
        </p>
      )}
      {slide.kind === 'question' && <Answer answers={answers} index={slide.index} />}
    </aside>
  )
}

function Answer({ answers, index }: { readonly answers: Answers; readonly index: number }) {
  const exercise = useAnswers(answers).attempts?.[index]?.exercise
  if (!exercise) return null
  const mistakes = exercise.mistakes.filter((mistake) => mistake.length <= LONGEST)
  return (
    <>
      <p>
        <b>Answer:</b>{' '}
        {exercise.answer.length <= LONGEST ? (
          <code>{exercise.answer}</code>
        ) : (
          'a text to change; after a wrong try “Show an answer” writes it.'
        )}
      </p>
      {mistakes.length > 0 && (
        <p>
          <b>Usual mistakes:</b>{' '}
          {mistakes.map((mistake) => (
            <code key={mistake}>{mistake}</code>
          ))}
        </p>
      )}
    </>
  )
}
