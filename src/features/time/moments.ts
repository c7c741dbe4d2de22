// Places the token's times and the time it is judged at on the time line, each with its label.
import type { TimeVerdict } from '../../core/claims/claims-set.ts'
import { utcTime } from '../../core/claims/numeric-date.ts'
import type { Moment } from '../../core/claims/time-line.ts'

export interface Label {
  readonly name: string
  readonly when: string
}

export interface LabelledMoments {
  readonly moments: readonly Moment[]
  /** By the moment's id; of moments at one instant the first bears the label of all. */
  readonly labels: ReadonlyMap<string, Label>
}

/** Pixels a character takes, generously: of the name's monospaced type, and of the time's. */
const NAME_WIDTH = 7.6
const WHEN_WIDTH = 6.3

const DAY = 86_400

/** `now` in seconds, `width` of the line in pixels. */
export function momentsOf({ iat, nbf, exp }: TimeVerdict, now: number, width: number): LabelledMoments {
  const given = (
    [
      ['iat', iat],
      ['nbf', nbf],
      ['exp', exp],
    ] as const
  ).flatMap(([id, at]) => (at !== undefined && Number.isFinite(at) ? [{ id, at }] : []))
  const labels = new Map<string, Label>()
  const moments: Moment[] = []
  const span = Math.max(now, ...given.map(({ at }) => at)) - Math.min(now, ...given.map(({ at }) => at))
  const add = (id: string, at: number, name: string) => {
    const label = { name, when: shortTime(at, now, span) }
    labels.set(id, label)
    moments.push({ id, at, width: (Math.max(name.length * NAME_WIDTH, label.when.length * WHEN_WIDTH) + 4) / Math.max(1, width) })
  }
  for (const { id, at } of given) {
    const same = given.filter((other) => other.at === at)
    if (same[0]!.id === id) add(id, at, same.map((each) => each.id).join(', '))
    else moments.push({ id, at, width: 0 })
  }
  add('now', now, 'now')
  return { moments, labels }
}

/** As little as tells the instants of a line apart: the time on one day, the day within a year, else the year too. All in seconds. */
export function shortTime(at: number, now: number, span: number): string {
  const date = new Date(at * 1000)
  if (Number.isNaN(date.getTime())) return 'beyond the calendar'
  const year = date.getUTCFullYear()
  if (year < 0 || year > 9999)
    return (
      utcTime(at)
        ?.replace(/^\+?0*/, '')
        .replace(/(\d)-.*/, '$1') ?? String(year)
    )
  const here = new Date(now * 1000)
  if (span < DAY && date.toDateString() === here.toDateString()) return (span < 600 ? secondFormat : minuteFormat).format(date)
  const sameYear = date.getFullYear() === here.getFullYear()
  if (span < 3 * DAY) return `${dayFormat.format(date)}, ${minuteFormat.format(date)}`
  return (sameYear && span < 300 * DAY ? dayFormat : yearFormat).format(date)
}

const minuteFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const secondFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const yearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** Seconds that an arrow key moves the clock: a hand's breadth of what is in view. */
const STEPS = [1, 5, 15, 60, 300, 900, 3600, 6 * 3600, DAY, 7 * DAY, 30 * DAY, 365 * DAY]

/** The step for a line over `span` seconds that has `parts` of them. */
export function stepFor(span: number, parts: number): number {
  return STEPS.findLast((step) => step <= span / parts) ?? 1
}
