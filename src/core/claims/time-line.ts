// Lays out the time line: instants between 0 and 1 on a line that bends where it must, and labels beside them that never overlap.

/** A moment on the line. */
export interface Moment {
  /** "iat", "nbf", "exp", "now", … */
  readonly id: string
  /** Seconds since 1970. */
  readonly at: number
  /** How wide its label is, as a share of the line's length. */
  readonly width: number
}

export interface TimeMark extends Moment {
  /** Its position on the line, 0 to 1. */
  readonly position: number
  readonly label: {
    /** The label's left edge, 0 to 1. */
    readonly from: number
    readonly to: number
    /** 0 is nearest the line; more rows only where one is too narrow for all labels. */
    readonly row: number
  }
}

/** Between two neighboring marks. */
export interface TimeStretch {
  readonly from: number
  readonly to: number
  /** Drawn longer than its time would be to scale, or shorter: draw it broken. */
  readonly bent: boolean
}

export interface TimeLine {
  /** In order of time. */
  readonly marks: readonly TimeMark[]
  readonly stretches: readonly TimeStretch[]
  /** Where the token is good: from nbf (else iat, else the left end) to exp (else the right end). */
  readonly live: { readonly from: number; readonly to: number } | undefined
  readonly rows: number
}

const MARGIN = 0.08
/** The least share of the line that two different instants are apart: enough to see two marks. */
const LEAST = 0.14
/** Between two labels. */
const GAP = 0.02

/**
 * Lays out moments (seconds) on a line of length 1. Order and equality are kept for spans from a second to thousands of years:
 * stretches that would be too short to see are drawn longer. Moments that aren't finite numbers are left out.
 */
export function layOut(moments: readonly Moment[]): TimeLine {
  const sorted = moments.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at)
  const { labelled, rows } = placeLabels(place(sorted), ({ width }) => Math.min(1, Math.max(0, width)))
  const marks: readonly TimeMark[] = labelled
  return { marks, stretches: stretchesOf(marks), live: liveOf(marks), rows }
}

/** The instant (seconds) at a position of the line, also beyond its ends; for dragging. NaN where there is no mark. */
export function instantAt(line: TimeLine, position: number): number {
  const marks = line.marks.filter(({ at }, i) => at > (line.marks[i - 1]?.at ?? -Infinity))
  const [first] = marks
  if (!first) return NaN
  const stretches = pairsOf(marks)
  const stretch = stretches.find(([, { position: end }]) => position <= end) ?? stretches.at(-1)
  if (!stretch) return first.at + (position - first.position) * 3600
  const [a, b] = stretch
  return a.at + ((position - a.position) / (b.position - a.position)) * (b.at - a.at)
}

/** The line with one mark elsewhere, every other one where it was: for dragging, while the scale must hold still. */
export function moveMark(line: TimeLine, id: string, at: number, position: number): TimeLine {
  const moved = line.marks.map((mark) => (mark.id === id ? { ...mark, at, position } : mark)).sort((a, b) => a.position - b.position)
  const { labelled, rows } = placeLabels(moved, ({ label }) => label.to - label.from)
  return { ...line, marks: labelled, rows }
}

/** Each with the one after it. */
function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.slice(1).flatMap((after, i) => {
    const before = all[i]
    return before === undefined ? [] : [[before, after]]
  })
}

/** Beyond the calendar, 30 million years from 1970, all instants are as far away as one another. */
const FARTHEST = 1e15

/** Moments in order, each with its place on the line. */
function place(moments: readonly Moment[]): (Moment & { readonly position: number })[] {
  const times = moments.map(({ at }) => Math.min(FARTHEST, Math.max(-FARTHEST, at)))
  const gaps = pairsOf(times).map(([before, after]) => after - before)
  const whole = gaps.reduce((sum, gap) => sum + gap, 0)
  if (!(whole > 0)) return moments.map((moment) => ({ ...moment, position: 0.5 }))
  // The first is at the margin, and each of the others its share further on.
  const shares = [0, ...shareOut(gaps.map((gap) => (gap > 0 ? Math.max(gap / whole, Number.MIN_VALUE) : 0)))]
  let position = MARGIN
  return moments.map((moment, i) => ({ ...moment, position: (position += (shares[i] ?? 0) * (1 - 2 * MARGIN)) }))
}

/** Shares of 1 that keep their proportion except that none but zero is below LEAST. */
function shareOut(shares: readonly number[]): number[] {
  const least = Math.min(LEAST, 1 / Math.max(1, shares.filter((share) => share > 0).length))
  const short = new Set<number>()
  for (let again = true; again;) {
    again = false
    const free = 1 - short.size * least
    const rest = shares.reduce((sum, share, i) => (short.has(i) ? sum : sum + share), 0)
    for (const [i, share] of shares.entries()) {
      if (share > 0 && !short.has(i) && rest > 0 && (share / rest) * free < least - 1e-12) {
        short.add(i)
        again = true
      }
    }
    if (!again) return shares.map((share, i) => (share === 0 ? 0 : short.has(i) ? least : rest > 0 ? (share / rest) * free : least))
  }
  return [...shares]
}

interface Wanted {
  readonly position: number
  readonly width: number
}

/** The marks with their labels, in as few rows as hold them: of two rows every other mark is in the second. */
function placeLabels<T extends { readonly position: number }>(
  marks: readonly T[],
  widthOf: (mark: T) => number,
): { labelled: (T & Pick<TimeMark, 'label'>)[]; rows: number } {
  const wanted = marks.map((mark): Wanted => ({ position: mark.position, width: widthOf(mark) }))
  const most = Math.max(1, wanted.length)
  const spreadOver = (rows: number) => Array.from({ length: rows }, (_, row) => spread(wanted.filter((_, i) => i % rows === row)))
  let rows = 1
  let edges = spreadOver(rows)
  while (rows < most && edges.includes(undefined)) edges = spreadOver(++rows)
  const labelled = marks.map((mark, i) => {
    const row = i % rows
    const from = edges[row]?.[Math.floor(i / rows)] ?? 0
    return { ...mark, label: { from, to: from + widthOf(mark), row } }
  })
  return { labelled, rows }
}

/** Left edges in one row: each label centered on its mark where that is free, else pushed aside; undefined where the row is too narrow. */
function spread(labels: readonly Wanted[]): number[] | undefined {
  const total = labels.reduce((sum, { width }) => sum + width, 0) + Math.max(0, labels.length - 1) * GAP
  if (total > 1) return undefined
  let least = 0
  const pushed = labels.map(({ position, width }) => {
    const from = Math.max(least, Math.min(1 - width, Math.max(0, position - width / 2)))
    least = from + width + GAP
    return { from, width }
  })
  let most = 1
  const pulled = pushed.toReversed().map(({ from, width }) => {
    const edge = Math.min(from, most - width)
    most = edge - GAP
    return Math.max(0, edge)
  })
  return pulled.toReversed()
}

function stretchesOf(marks: readonly TimeMark[]): TimeStretch[] {
  const whole = (marks[marks.length - 1]?.at ?? 0) - (marks[0]?.at ?? 0)
  return pairsOf(marks).map(([before, mark]) => {
    const drawn = (mark.position - before.position) / (1 - 2 * MARGIN)
    const real = whole > 0 ? (mark.at - before.at) / whole : 0
    return { from: before.position, to: mark.position, bent: whole > 0 && Math.abs(drawn - real) > 0.02 }
  })
}

function liveOf(marks: readonly TimeMark[]): TimeLine['live'] {
  const of = (id: string) => marks.find((mark) => mark.id === id)
  const exp = of('exp')
  const start = of('nbf') ?? of('iat')
  if (!exp && !start) return undefined
  const from = start?.position ?? 0
  const to = exp?.position ?? 1
  return to > from ? { from, to } : undefined
}
