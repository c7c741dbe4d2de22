// Shows a stage as three lanes for the client, the wire and the server.
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Item, Lane, Stage } from '../../lessons/lesson.ts'
import { LaneItem } from './lane-item.tsx'
import { PointedContext } from './lit-text.tsx'
import { answerId, newsOf, shortAnswer } from './stage-news.ts'
import styles from './stage-view.module.css'

// Loads with the first message.
const Sequence = lazy(async () => ({ default: (await import('./teaching/sequence.tsx')).Sequence }))

interface StageViewProps {
  readonly stage: Stage | undefined
  readonly failed: boolean
  /** The name of the item to highlight. */
  readonly spot: string | undefined
}

export function StageView({ stage, failed, spot }: StageViewProps) {
  /** The button that was pressed last, and the last answer before that. */
  const [asked, setAsked] = useState<{ readonly name: string; readonly stage: Stage; readonly before: unknown }>()
  const [claim, point] = useState<string>()
  const pointed = useMemo(() => ({ claim, point }), [claim])
  const settled = stage !== undefined && !stage.works.busy()
  const answered = settled && asked?.stage === stage && asked.before !== answerId(stage)
  const answer = answered ? shortAnswer(stage) : undefined
  const sent = stage?.sent?.() ?? []
  const onPress = (name: string) => stage && setAsked({ name, stage, before: answerId(stage) })
  return (
    <PointedContext value={pointed}>
      <section aria-label="Stage" aria-busy={stage?.works.busy() ?? !failed} className={styles.stage}>
        <div className={styles.lanes}>
          {stage
            ?.lanes()
            .map((lane, index) => (
              <LaneView key={LANES[index]} lane={lane} spot={spot} asked={asked?.name} answer={answer} onPress={onPress} />
            )) ?? (
            <p className={styles.waiting}>
              {failed ? 'The lessons need Web Crypto, which browsers offer only to pages on https or localhost.' : 'Generating keys…'}
            </p>
          )}
        </div>
        {sent.length > 0 && (
          <Suspense>
            <Sequence sent={sent} />
          </Suspense>
        )}
        <StageNews stage={stage} />
      </section>
    </PointedContext>
  )
}

/** Announces answers only after a pause, because each keystroke on the stage can change them. */
const TELL_AFTER_MS = 700

/** Announces what has changed since the last announcement; the initial state isn't announced. */
function StageNews({ stage }: { readonly stage: Stage | undefined }) {
  const [told, setTold] = useState('')
  const known = useRef<readonly string[]>(undefined)
  const news = stage && !stage.works.busy() ? newsOf(stage) : undefined
  const text = news?.join('\n')
  useEffect(() => {
    if (text === undefined) return
    const sentences = text.split('\n')
    const before = (known.current ??= sentences)
    const timer = setTimeout(() => {
      known.current = sentences
      const fresh = sentences.filter((sentence) => !before.includes(sentence))
      if (fresh.length > 0) setTold(fresh.join(' '))
    }, TELL_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p role="status" className="visually-hidden">
      {told}
    </p>
  )
}

const LANES = ['client', 'wire', 'server']

interface LaneViewProps {
  readonly lane: Lane
  readonly spot: string | undefined
  /** The button that was pressed last, and the last answer in one line, which follows the button on a phone. */
  readonly asked: string | undefined
  readonly answer: string | undefined
  onPress(name: string): void
}

function LaneView({ lane, spot, asked, answer, onPress }: LaneViewProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.lane}>
      <div className={styles.head}>
        <h2 id={id}>{lane.title}</h2>
        <p>{lane.aside}</p>
      </div>
      {inRows(lane.items).map((row) => (
        <div key={keyOf(row[0]!)} className={row[0]!.kind === 'button' ? styles.buttons : styles.item}>
          {row.map((item) => (
            <LaneItem
              key={keyOf(item)}
              item={item}
              spotted={spot !== undefined && item.kind !== 'note' && item.name === spot}
              onPress={onPress}
              onEnter={() => enter(lane.items, item, onPress)}
            />
          ))}
          {/* Repeats the answer from the server's lane and the status line, for phones where that lane is out of view. */}
          {answer !== undefined && row.some((item) => item.kind === 'button' && item.name === asked) && (
            <p className={styles.answer} aria-hidden="true">
              {answer}
            </p>
          )}
        </div>
      ))}
    </section>
  )
}

// Enter in a single-line box presses the next button of its lane, the way it submits a form.
function enter(items: readonly Item[], from: Item, onPress: (name: string) => void): void {
  const next = items.slice(items.indexOf(from)).find((item) => item.kind === 'button')
  if (next?.kind !== 'button' || next.disabled !== undefined) return
  onPress(next.name)
  void next.run()
}

// Buttons that follow each other share a row.
function inRows(items: readonly Item[]): readonly (readonly Item[])[] {
  const rows: Item[][] = []
  for (const item of items) {
    const last = rows.at(-1)
    if (item.kind === 'button' && last?.[0]?.kind === 'button') last.push(item)
    else rows.push([item])
  }
  return rows
}

function keyOf(item: Item): string {
  return item.kind === 'note' ? item.text : `${item.kind} ${item.name}`
}
