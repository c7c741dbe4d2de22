// "Check yourself": the questions at the end of a lesson, with a reply that names the mistake in a wrong answer.
import { useContext, useEffect, useId } from 'react'
import { Button } from '../../ui/button.tsx'
import { PRIVATE_TEXT } from '../../ui/private-text.ts'
import { Segmented } from '../../ui/segmented.tsx'
import type { Answers, Attempt } from './answers.ts'
import lane from './lane-item.module.css'
import { Painted } from './painted-token.tsx'
import { Prose } from './prose.tsx'
import styles from './questions.module.css'
import { HeldContext } from './room-link.tsx'
import { useAnswers } from './visit.ts'

interface QuestionsProps {
  readonly answers: Answers
  /** Show only this one, counted from 0. */
  readonly only?: number
}

export function Questions({ answers, only }: QuestionsProps) {
  const { lesson, attempts } = useAnswers(answers)
  useEffect(() => {
    void answers.begin()
  }, [answers])
  if (!attempts) return null
  return (
    <ol className={styles.questions}>
      {lesson.questions.map(({ ask }, index) => {
        const attempt = attempts[index]
        if (!attempt || (only !== undefined && only !== index)) return null
        return (
          <li key={ask} data-right={attempt.right}>
            <QuestionView
              ask={ask}
              attempt={attempt}
              onWrite={(answer) => answers.write(index, answer)}
              onCheck={() => void answers.check(index)}
            />
          </li>
        )
      })}
    </ol>
  )
}

interface QuestionViewProps {
  readonly ask: string
  readonly attempt: Attempt
  onWrite(answer: string): void
  onCheck(): void
}

function QuestionView({ ask, attempt, onWrite, onCheck }: QuestionViewProps) {
  const id = useId()
  const held = useContext(HeldContext)
  const { exercise, answer, reply, wrong, right } = attempt
  const { field, given } = exercise
  return (
    <form
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault()
        onCheck()
      }}
    >
      <p id={id} className={styles.ask}>
        <Prose text={ask} />
      </p>
      {given.map((each) => (
        <div key={each.name} role="group" aria-label={each.name} className={lane.value}>
          <p className={lane.name}>{each.name}</p>
          <pre>
            <Painted text={each.text} look={each.look} />
          </pre>
        </div>
      ))}
      {field.kind !== 'pick' && (
        <label className={lane.name} htmlFor={`${id}-answer`}>
          Your answer
        </label>
      )}
      {field.kind === 'pick' ? (
        <Segmented
          label="Your answer"
          choices={field.options.map((option) => ({ value: option, label: option }))}
          value={answer}
          onChange={onWrite}
        />
      ) : field.oneLine ? (
        <input
          {...PRIVATE_TEXT}
          id={`${id}-answer`}
          type="text"
          aria-describedby={id}
          className={lane.line}
          value={answer}
          onInput={(event) => onWrite(event.currentTarget.value)}
        />
      ) : (
        <div className={lane.grow}>
          <pre aria-hidden="true">
            <Painted text={answer} look={field.look} />
            {'\n'}
          </pre>
          <textarea
            {...PRIVATE_TEXT}
            id={`${id}-answer`}
            aria-describedby={id}
            rows={1}
            value={answer}
            onInput={(event) => onWrite(event.currentTarget.value)}
          />
        </div>
      )}
      <p className={styles.acts}>
        <Button type="submit">Check</Button>
        {wrong > 0 && !right && !held && (
          <Button look="quiet" onClick={() => onWrite(exercise.answer)}>
            Show an answer
          </Button>
        )}
      </p>
      <p role="status" className={reply ? (reply.right ? styles.right : styles.wrong) : ''}>
        {reply && (
          <>
            {reply.right ? 'Right. ' : 'Not yet. '}
            <Prose text={reply.say} />
          </>
        )}
      </p>
    </form>
  )
}
