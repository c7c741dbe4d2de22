// Draws the time line with the token's instants, the stretch in which it is valid, and the mark "now", which can be dragged along it.
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { readTime, type ClaimsSet } from '../../core/claims/claims-set.ts'
import { memberPlace } from '../../core/lens/connection.ts'
import { dayAndTime, durationInWords } from '../../core/claims/numeric-date.ts'
import { instantAt, layOut, moveMark, type TimeMark, type TimeLine } from '../../core/claims/time-line.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { useAtInstant, useClock } from '../../session/react/use-clock.ts'
import { usePointable } from '../../session/react/use-pointer.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { momentsOf, stepFor, type Label } from './moments.ts'
import styles from './time-line-view.module.css'

/** A time line and the token's state at its "now", as plain data. */
interface Picture {
  readonly line: TimeLine
  readonly labels: readonly (readonly [string, Label])[]
  readonly state: ReturnType<typeof readTime>['state']
  readonly said: string
}

/** A drag of the mark, with the line as it was at the beginning, since it must not move during the drag. */
interface Drag {
  readonly base: TimeLine
  readonly from: number
  readonly position: number | undefined
}

/** How many pixels a press may move before it is a drag. */
const STILL = 3

export function TimeLineView({ claims }: { readonly claims: ClaimsSet }) {
  const store = useStore()
  const { moved, leeway } = useClock()
  const [drag, setDrag] = useState<Drag>()
  const [ref, width] = useWidth()
  const { line, labels, state, said } = useAtInstant((seconds) => pictureOf(claims, seconds, moved !== undefined, leeway, width, drag))

  const moveTo = (seconds: number, step: number) => {
    if (Number.isFinite(seconds)) store.dispatch({ type: 'move-clock', to: Math.round(seconds / step) * step })
  }
  const positionOf = (event: PointerEvent<HTMLElement>) => {
    const box = ref.current!.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
  }
  const drop = (position: number, base: TimeLine) => moveTo(instantAt(base, position), stepFor(spanOf(base), Math.max(30, width / 16)))
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    const onMark = (event.target as HTMLElement).role === 'slider'
    // A finger on the line scrolls the page; only one on the mark drags it.
    if (!onMark && event.pointerType !== 'mouse') return
    event.currentTarget.setPointerCapture(event.pointerId)
    const position = onMark ? undefined : positionOf(event)
    setDrag({ base: line, from: event.clientX, position })
    if (position !== undefined) drop(position, line)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag || (drag.position === undefined && Math.abs(event.clientX - drag.from) < STILL)) return
    const position = positionOf(event)
    setDrag({ ...drag, position })
    drop(position, drag.base)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = event.shiftKey ? 1 : stepFor(spanOf(line), 30)
    // The mark moves only once a minute, but a step starts from the clock's actual time.
    const here = moved ?? Math.floor(currentSeconds())
    const grain = event.shiftKey ? 1 : Math.min(step, 60)
    const onward = (by: number) => Math.floor((here + by) / grain) * grain
    const back = (by: number) => Math.ceil((here - by) / grain) * grain
    const others = line.marks.filter(({ id }) => id !== 'now')
    const to = {
      ArrowRight: onward(step),
      ArrowUp: onward(step),
      ArrowLeft: back(step),
      ArrowDown: back(step),
      PageUp: onward(10 * step),
      PageDown: back(10 * step),
      Home: others[0]?.at,
      End: others[others.length - 1]?.at,
    }[event.key]
    if (event.key === 'Escape' && moved !== undefined) store.dispatch({ type: 'move-clock', to: undefined })
    else if (to !== undefined) moveTo(to, 1)
    else return
    event.preventDefault()
  }

  const mark = line.marks.find(({ id }) => id === 'now')
  const at = (id: string) => line.marks.find((each) => each.id === id)
  const [exp, nbf] = [at('exp'), at('nbf')]
  const names = new Map(labels)
  return (
    <div
      ref={ref}
      className={`${styles.line} ${styles[state]} ${drag ? styles.dragged : ''}`}
      style={{ '--rows': line.rows } as React.CSSProperties}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDrag(undefined)}
      onPointerCancel={() => setDrag(undefined)}
    >
      <div className={styles.track} aria-hidden="true">
        {line.live && <i className={styles.live} style={stretch(line.live.from, line.live.to)} />}
        {exp && mark && exp.position < mark.position && <i className={styles.over} style={stretch(exp.position, mark.position)} />}
        {nbf && mark && mark.position < nbf.position && <i className={styles.over} style={stretch(mark.position, nbf.position)} />}
        {line.stretches.map(
          ({ from, to, bent }) => bent && <i key={from} className={styles.bend} style={{ left: percent((from + to) / 2) }} />,
        )}
      </div>
      {line.marks.map((each) => (
        <MarkView key={each.id} mark={each} label={names.get(each.id)} />
      ))}
      {mark && (
        <div
          role="slider"
          tabIndex={0}
          className={styles.now}
          style={{ left: percent(mark.position) }}
          aria-label="Now"
          aria-valuemin={Math.round(line.marks[0]!.at)}
          aria-valuemax={Math.round(line.marks[line.marks.length - 1]!.at)}
          aria-valuenow={Math.round(mark.at)}
          aria-valuetext={said}
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  )
}

function MarkView({ mark, label }: { readonly mark: TimeMark; readonly label: Label | undefined }) {
  const place = {
    left: percent(mark.label.from),
    width: percent(mark.label.to - mark.label.from),
    '--row': mark.label.row,
  } as React.CSSProperties
  const middle = (mark.label.from + mark.label.to) / 2
  const side = Math.abs(middle - mark.position) < 0.02 ? '' : middle < mark.position ? styles.right : styles.left
  const token = useSession((_, derived) => derived.inspection.token)
  const memberAt = useMemo(() => (token && mark.id !== 'now' ? memberPlace(token, 'payload', mark.id) : undefined), [token, mark.id])
  const pointable = usePointable<HTMLButtonElement>('time', memberAt)
  return (
    <>
      {mark.id !== 'now' && <i className={styles.tick} style={{ left: percent(mark.position) }} aria-hidden="true" />}
      {label && (
        <>
          <b className={`${styles.name} ${side} ${memberAt ? styles.pressable : ''}`} style={place}>
            {memberAt ? (
              // A press on the name is meant for the claim, not for the clock.
              <button
                type="button"
                {...pointable}
                aria-label={`${label.name}, ${label.when}: show in the token`}
                onPointerDown={(event) => event.stopPropagation()}
              >
                {label.name}
              </button>
            ) : (
              label.name
            )}
          </b>
          <span className={`${styles.when} ${side}`} style={place}>
            {label.when}
          </span>
        </>
      )}
    </>
  )
}

function pictureOf(claims: ClaimsSet, seconds: number, moved: boolean, leeway: number, width: number, drag: Drag | undefined): Picture {
  const time = readTime(claims, seconds, leeway)
  // Rounded to the minute while the clock runs, so that seconds don't repaint it; exact once it was moved.
  const minute = moved ? seconds : Math.floor(seconds / 60) * 60
  const now = countsSeconds(time, seconds) ? seconds : minute
  const { moments, labels } = momentsOf(time, now, width)
  const line = layOut(moments)
  const { state, exp, nbf } = time
  const relation =
    state === 'expired'
      ? `, ${Math.abs(seconds - exp!) < 1 ? 'the instant at which it expires' : `${durationInWords(seconds - exp!)} after it expired`}`
      : state === 'not-yet-valid'
        ? `, ${durationInWords(nbf! - seconds)} before it is valid`
        : state === 'current'
          ? `, ${Math.abs(seconds - exp!) < 1 ? 'the instant at which it expires, within the leeway' : `${durationInWords(exp! - seconds)} ${exp! > seconds ? 'before it expires' : 'after it expired, within the leeway'}`}`
          : ''
  return {
    line: drag?.position === undefined ? line : moveMark(drag.base, 'now', now, drag.position),
    labels: [...labels],
    state,
    said: `${dayAndTime(minute) ?? `${minute} seconds`}${relation}`,
  }
}

/** True if everything happens within minutes, or if an instant has passed in the current minute and must be shown before "now". */
function countsSeconds({ iat, nbf, exp }: ReturnType<typeof readTime>, seconds: number): boolean {
  const instants = [iat, nbf, exp].filter((at) => at !== undefined)
  return instants.every((at) => Math.abs(at - seconds) < 600) || instants.some((at) => at <= seconds && at > Math.floor(seconds / 60) * 60)
}

function spanOf({ marks }: TimeLine): number {
  return (marks[marks.length - 1]?.at ?? 0) - (marks[0]?.at ?? 0)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}

function stretch(from: number, to: number): React.CSSProperties {
  return { left: percent(from), width: percent(to - from) }
}

/** An element's width in pixels, as it changes. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(400)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width] as const
}
