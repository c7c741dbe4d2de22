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
  /** Where it stands on the line, 0 to 1. */
  readonly position: number
  readonly label: {
    /** The label's left edge, 0 to 1. */
    readonly from: number
    readonly to: number
    /** 0 is nearest the line; more rows only where one is too narrow for all labels. */
    readonly row: number
  }
}

/** Between two neighbouring marks. */
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
 * stretches that would be too short to see are drawn longer. Moments that are no finite number are left out.
 */
export function layOut(moments: readonly Moment[]): TimeLine {
  const sorted = moments.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at)
  const positions = place(sorted.map(({ at }) => at))
  const { labels, rows } = placeLabels(sorted.map(({ width }, i) => ({ position: positions[i]!, width: Math.min(1, Math.max(0, width)) })))
  const marks = sorted.map((moment, i): TimeMark => ({ ...moment, position: positions[i]!, label: labels[i]! }))
  return { marks, stretches: stretchesOf(marks), live: liveOf(marks), rows }
}

/** The instant (seconds) at a position of the line, also beyond its ends; for dragging. NaN where there is no mark. */
export function instantAt(line: TimeLine, position: number): number {
  const marks = line.marks.filter((mark, i) => i === 0 || mark.at > line.marks[i - 1]!.at)
  if (marks.length === 0) return NaN
  if (marks.length === 1) return marks[0]!.at + (position - marks[0]!.position) * 3600
  let i = 1
  while (i < marks.length - 1 && position > marks[i]!.position) i++
  const [a, b] = [marks[i - 1]!, marks[i]!]
  return a.at + ((position - a.position) / (b.position - a.position)) * (b.at - a.at)
}

/** The line with one mark elsewhere, every other one where it was: for dragging, while the scale must hold still. */
export function moveMark(line: TimeLine, id: string, at: number, position: number): TimeLine {
  const moved = line.marks.map((mark) => (mark.id === id ? { ...mark, at, position } : mark)).sort((a, b) => a.position - b.position)
  const { labels, rows } = placeLabels(moved.map(({ position, label }) => ({ position, width: label.to - label.from })))
  return { ...line, marks: moved.map((mark, i): TimeMark => ({ ...mark, label: labels[i]! })), rows }
}

/** Beyond the calendar, 30 million years from 1970, all instants are as far away as one another. */
const FARTHEST = 1e15

function place(given: readonly number[]): number[] {
  if (given.length === 0) return []
  const times = given.map((time) => Math.min(FARTHEST, Math.max(-FARTHEST, time)))
  const gaps = times.slice(1).map((time, i) => time - times[i]!)
  const whole = times[times.length - 1]! - times[0]!
  if (!(whole > 0)) return times.map(() => 0.5)
  const shares = shareOut(gaps.map((gap) => (gap > 0 ? Math.max(gap / whole, Number.MIN_VALUE) : 0)))
  const positions = [MARGIN]
  for (const share of shares) positions.push(positions[positions.length - 1]! + share * (1 - 2 * MARGIN))
  return positions
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

function placeLabels(wanted: readonly Wanted[]): { labels: TimeMark['label'][]; rows: number } {
  const labels: TimeMark['label'][] = []
  for (let rows = 1; rows <= Math.max(1, wanted.length); rows++) {
    let fits = true
    for (let row = 0; row < rows && fits; row++) {
      const members = wanted.map((_, i) => i).filter((i) => i % rows === row)
      const edges = spread(members.map((i) => wanted[i]!))
      if (!edges && rows < wanted.length) fits = false
      members.forEach((i, k) => {
        const from = edges?.[k] ?? 0
        labels[i] = { from, to: from + wanted[i]!.width, row }
      })
    }
    if (fits) return { labels, rows: Math.min(rows, Math.max(1, wanted.length)) }
  }
  return { labels, rows: 1 }
}

/** Left edges in one row: each label centred on its mark where that is free, else pushed aside; undefined where the row is too narrow. */
function spread(labels: readonly Wanted[]): number[] | undefined {
  const total = labels.reduce((sum, { width }) => sum + width, 0) + Math.max(0, labels.length - 1) * GAP
  if (total > 1) return undefined
  const edges = labels.map(({ position, width }) => Math.min(1 - width, Math.max(0, position - width / 2)))
  for (let i = 1; i < edges.length; i++) edges[i] = Math.max(edges[i]!, edges[i - 1]! + labels[i - 1]!.width + GAP)
  let most = 1
  for (let i = edges.length - 1; i >= 0; i--) {
    edges[i] = Math.min(edges[i]!, most - labels[i]!.width)
    most = edges[i]! - GAP
  }
  return edges.map((edge) => Math.max(0, edge))
}

function stretchesOf(marks: readonly TimeMark[]): TimeStretch[] {
  const whole = (marks[marks.length - 1]?.at ?? 0) - (marks[0]?.at ?? 0)
  return marks.slice(1).map((mark, i) => {
    const before = marks[i]!
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
