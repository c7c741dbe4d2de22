// The reader's progress with the task: the goals that are met, hints one by one, and the solution to read or watch.
import { useContext, useState } from 'react'
import type { Lesson, Move } from '../../lessons/lesson.ts'
import { Button } from '../../ui/button.tsx'
import { isSolved } from '../../lessons/stage/perform.ts'
import { Icon } from '../../ui/icon.tsx'
import { nextHint } from './hints.ts'
import type { Player } from './player.ts'
import { Prose } from './prose.tsx'
import { HeldContext, RoomLink } from './room-link.tsx'
import { lessonLink } from './route.ts'
import styles from './task.module.css'

interface TaskProps {
  readonly player: Player
  readonly next?: Lesson
}

export function Task({ player, next }: TaskProps) {
  const { lesson, stage, played } = player
  // The current state of the stage: after "Start again" the goals are open again, but the contents keep the mark.
  const solved = stage !== undefined && isSolved(stage)
  const [hints, setHints] = useState<readonly number[]>([])
  const held = useContext(HeldContext)
  const [opened, setOpen] = useState(false)
  const open = opened && !held
  const goals = stage?.goals() ?? []
  const done = played >= lesson.solution.length
  const upcoming = solved ? undefined : nextHint(lesson, goals, hints)
  return (
    <section aria-labelledby="task-title" className={`${styles.task} ${solved ? styles.solved : ''}`} data-solved={solved}>
      <h2 id="task-title">{solved ? 'Solved.' : 'Your progress'}</h2>
      {player.solved && !solved && <p className={styles.text}>You have solved this lesson before. The mark in the contents stays.</p>}
      <ul className={styles.goals}>
        {goals.map(({ text, met }) => (
          <li key={text} data-met={met}>
            <span className={met ? styles.met : styles.open}>{met ? <Icon name="check" /> : <i />}</span>
            <span>
              <span className="visually-hidden">{met ? 'Done: ' : 'To do: '}</span>
              <Prose text={text} />
            </span>
          </li>
        ))}
      </ul>
      <div role="status">
        {solved && (
          <p className={styles.text}>
            <Prose text={lesson.solved} />
          </p>
        )}
      </div>
      {/* Screen readers announce only the new hint, not those before it. */}
      <div role="status" aria-atomic="false">
        {hints.length > 0 && (
          <ol className={styles.hints} aria-label="Hints">
            {hints.map((index) => (
              <li key={index}>
                <Prose text={lesson.hints[index] ?? ''} />
              </li>
            ))}
          </ol>
        )}
      </div>
      <div className={styles.acts}>
        {solved && next && (
          <RoomLink className={styles.next} to={lessonLink(next.id)}>
            Next: {next.title}
          </RoomLink>
        )}
        {upcoming !== undefined && (
          <Button onClick={() => setHints([...hints, upcoming])}>{hints.length === 0 ? 'Give me a hint' : 'Another hint'}</Button>
        )}
        {!held && (
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide the solution' : 'Show the solution'}
          </Button>
        )}
        <Button look="quiet" onClick={() => void player.restart()}>
          Start again
        </Button>
        {held && <p className={styles.held}>This link holds back the solution, but not the hints.</p>}
      </div>
      {open && (
        <div className={styles.solution}>
          <ol aria-label="Solution">
            {lesson.solution.map((move, index) => (
              // The same move may come twice in a solution, so the key includes its position.
              <li
                key={`${String(index)} ${move.say}`}
                data-played={index < played}
                aria-current={index === played - 1 ? 'step' : undefined}
              >
                <span>{move.say}</span> <small>{inWords(move)}</small>
              </li>
            ))}
          </ol>
          <div className={styles.acts}>
            <Button look={done ? 'plain' : 'primary'} aria-disabled={done || undefined} onClick={() => done || void player.to(played + 1)}>
              Play the next move
            </Button>
            <Button aria-disabled={done || undefined} onClick={() => done || void player.to(lesson.solution.length)}>
              Play them all
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}

function inWords(move: Move): string {
  if ('press' in move) return `Press “${move.press}”.`
  if ('choose' in move) return `In “${move.choose}” choose “${move.option}”.`
  if ('turn' in move) return `Switch “${move.turn}” ${move.on ? 'on' : 'off'}.`
  if ('slide' in move) return `Drag “${move.slide}”.`
  if ('flip' in move) return `Flip bit ${8 - move.bit} of byte ${move.byte + 1} in “${move.flip}”.`
  return typeof move.with === 'string' && move.with.length < 60 && move.with !== ''
    ? `Enter ${move.with} in “${move.fill}”.`
    : `Edit “${move.fill}”.`
}
