// Keeps track of the stretches of a JSON text that stand for a disclosure or a digest while the text is laid out.
import type { Span } from '../../core/text/span.ts'
import { carryOffsets, layOutJson } from '../../session/text/json-layout.ts'

/** A part of a text that is drawn as one. `link` identifies what it stands for, and is the same wherever that occurs. */
export interface Stretch extends Span {
  readonly link: string
}

export interface Nested<T extends Stretch> {
  readonly stretch: T
  /** Those inside it, in order. */
  readonly inner: readonly Nested<T>[]
}

/** Deeper or further stretches are drawn as plain text. */
const MOST_DEEP = 50
const MOST_STRETCHES = 1000

/** Lays out valid JSON over lines, whatever its whitespace, and moves the stretches with their characters. */
export function layOutLinked<T extends Stretch>(text: string, stretches: readonly T[]): { readonly text: string; readonly stretches: T[] } {
  const shown = layOutJson(text)
  const carry = carryOffsets(text, shown)
  const places = new Map<number, number>()
  // In order, so that one pass is enough.
  const offsets = stretches.flatMap(({ from, to }) => [from, to - 1]).toSorted((a, b) => a - b)
  for (const offset of offsets) places.set(offset, carry(offset))
  return {
    text: shown,
    stretches: stretches.map((each) => ({ ...each, from: places.get(each.from) ?? 0, to: (places.get(each.to - 1) ?? 0) + 1 })),
  }
}

/** The stretches as a tree. One that overlaps another without being inside it is left out. */
export function nest<T extends Stretch>(stretches: readonly T[]): Nested<T>[] {
  const ordered = stretches.toSorted((a, b) => a.from - b.from || b.to - a.to).slice(0, MOST_STRETCHES)
  const top: Nested<T>[] = []
  const open: { readonly stretch: T; readonly inner: Nested<T>[] }[] = []
  for (const stretch of ordered) {
    while (open.length > 0 && open[open.length - 1]!.stretch.to <= stretch.from) open.pop()
    const parent = open[open.length - 1]
    if ((parent && parent.stretch.to < stretch.to) || open.length >= MOST_DEEP) continue
    const made = { stretch, inner: [] }
    ;(parent?.inner ?? top).push(made)
    open.push(made)
  }
  return top
}
