// Shows the speaker's notes for a slide, with the next move, or the answer to a question.
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

/** Longer answers are tokens, which no one reads out. */
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
          'a text to change; after a wrong answer, “Show an answer” fills it in.'
        )}
      </p>
      {mistakes.length > 0 && (
        <p>
          <b>Common mistakes:</b>{' '}
          {mistakes.map((mistake) => (
            <code key={mistake}>{mistake}</code>
          ))}
        </p>
      )}
    </>
  )
}
