// Presents a lesson on a projector, one slide at a time in large type, and plays the solution move by move.
import { lazy, Suspense, useContext, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Lesson } from '../../lessons/lesson.ts'
import { slidesOf } from '../../lessons/slides.ts'
import { Button } from '../../ui/button.tsx'
import { Answers } from './answers.ts'
import { Player } from './player.ts'
import styles from './presenter.module.css'
import { Prose } from './prose.tsx'
import { Questions } from './questions.tsx'
import { HeldContext, RoomLink } from './room-link.tsx'
import { inspectorLink } from './route.ts'
import { shortAnswer } from './stage-news.ts'
import { StageView } from './stage-view.tsx'
import { usePlayer } from './visit.ts'

// The speaker's notes, which load only when a speaker opens them.
const Notes = lazy(async () => ({ default: (await import('./teaching/notes-view.tsx')).NotesView }))

const KEYS = new Map([
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['PageDown', 1],
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
  ['PageUp', -1],
  ['Home', -Infinity],
  ['End', Infinity],
])

interface PresenterProps {
  readonly lesson: Lesson
  /** The slide to show, from 1; the last one if there are fewer. */
  readonly step: number
  /** Shows another slide. */
  onStep(step: number): void
  onLeave(): void
  /** Goes on after the last slide. */
  onNext(): void
}

export function Presenter({ lesson, step: shown, onStep, onLeave, onNext }: PresenterProps) {
  const [made] = useState(() => new Player(lesson, () => Date.now()))
  const player = usePlayer(made)
  const held = useContext(HeldContext)
  const frames = slidesOf(lesson, held)
  const [answers] = useState(() => new Answers(lesson, () => Date.now()))
  const [at, setAt] = useState(Math.min(shown, frames.length) - 1)
  const [known, setKnown] = useState(shown)
  // The address follows the keys a moment later, so only an address from elsewhere changes the slide.
  if (shown !== known) {
    setKnown(shown)
    if (shown !== at + 1) setAt(Math.min(shown, frames.length) - 1)
  }
  const [help, setHelp] = useState(false)
  const [noted, setNoted] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const frame = frames[at] ?? frames[0]!
  const token = player.stage?.token()
  const moves = frame.kind === 'stage' ? frame.moves : undefined
  const move = moves ? lesson.solution[moves - 1] : undefined
  // Only after a press that brought one: an edit has no answer yet, and the one before it belongs to another slide.
  const isPress = move !== undefined && 'press' in move
  const answer = isPress && player.played === moves && player.answered ? shortAnswer(player.stage!) : undefined

  useEffect(() => root.current?.focus(), [])
  useEffect(() => {
    if (moves === undefined) return
    void made.to(moves).then(() => {
      // First the item that the move used, then the check that refused, which the class looks for.
      for (const sought of ['[data-spot]', ...(isPress ? ['[data-outcome="failed"]'] : [])])
        root.current?.querySelector(sought)?.scrollIntoView({ block: 'nearest' })
    })
  }, [made, moves, isPress])

  const last = at === frames.length - 1
  const step = (by: number) => {
    if (by === 1 && last) onNext()
    else {
      const next = Math.min(frames.length - 1, Math.max(0, at + by))
      setAt(next)
      onStep(next + 1)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    // While someone types into the stage, the arrow keys move the caret.
    const typing = target.matches('input, textarea, select')
    const by = KEYS.get(event.key)
    // Escape first closes an open card.
    if (event.key === 'Escape' && root.current?.querySelector(':popover-open')) return
    if (event.key === 'Escape') onLeave()
    else if (event.key === '?' && !typing) setHelp(!help)
    else if (event.key.toLowerCase() === 'n' && !typing && !held) setNoted(!noted)
    else if (by !== undefined && !typing) step(by)
    else return
    event.preventDefault()
  }

  return (
    // The keys work while the focus is in here, so the section gets the focus at once.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section ref={root} tabIndex={-1} aria-label={`${lesson.title}, presented`} className={styles.presenter} onKeyDown={onKeyDown}>
      <div className={styles.frame} aria-live="polite">
        {frame.kind === 'title' && (
          <div className={styles.opening}>
            <h1>{lesson.title}</h1>
            <p>
              <Prose text={lesson.lede} />
            </p>
          </div>
        )}
        {frame.kind === 'know' && (
          <div className={styles.paragraph}>
            <h1>{lesson.title}</h1>
            <p>
              <Prose text={lesson.know[frame.index] ?? ''} />
            </p>
          </div>
        )}
        {frame.kind === 'stage' && (
          <div className={styles.said}>
            <h1>{lesson.title}</h1>
            <p>
              <Prose text={frame.moves === 0 ? lesson.task : (lesson.solution[frame.moves - 1]?.say ?? '')} />
            </p>
            {/* The stage’s status line announces it. */}
            {answer !== undefined && (
              <p className={styles.answer} aria-hidden="true">
                {answer}
              </p>
            )}
          </div>
        )}
        {frame.kind === 'question' && (
          <div className={styles.said}>
            <h1>Check yourself</h1>
          </div>
        )}
        {frame.kind === 'remember' && (
          <div className={styles.paragraph}>
            <h1>Remember</h1>
            <ul>
              {lesson.remember.map((line) => (
                <li key={line}>
                  <Prose text={line} />
                </li>
              ))}
            </ul>
            {token && (
              <p className={styles.onward}>
                <RoomLink to={inspectorLink(token, player.stage?.publicKey(), true)}>Open this token in the inspector</RoomLink>
              </p>
            )}
          </div>
        )}
      </div>
      {frame.kind === 'stage' && <StageView stage={player.stage} failed={player.failed} spot={player.spot} />}
      {frame.kind === 'question' && (
        <div className={styles.question}>
          <Questions answers={answers} only={frame.index} />
        </div>
      )}
      <div className={styles.bar}>
        {noted && !held && (
          <Suspense>
            <Notes lesson={lesson} slide={frame} answers={answers} />
          </Suspense>
        )}
        {help && (
          <p className={styles.help}>
            <kbd>→</kbd> next <kbd>←</kbd> back <kbd>Home</kbd> first <kbd>End</kbd> last <kbd>Esc</kbd> leave{' '}
            {!held && (
              <>
                <kbd>N</kbd> notes{' '}
              </>
            )}
            <kbd>?</kbd> these keys
          </p>
        )}
        <span className={styles.count}>
          {at + 1} / {frames.length}
        </span>
        {!held && (
          <Button look="quiet" aria-expanded={noted} onClick={() => setNoted(!noted)}>
            Notes
          </Button>
        )}
        <Button look="quiet" aria-expanded={help} onClick={() => setHelp(!help)}>
          Keys
        </Button>
        <Button aria-disabled={at === 0 || undefined} onClick={() => step(-1)}>
          Back
        </Button>
        <Button look="primary" onClick={() => step(1)}>
          {last ? 'Next lesson' : 'Next'}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </section>
  )
}
