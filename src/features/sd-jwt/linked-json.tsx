// Laid-out JSON text with parts that can be pointed at: disclosed claims, and shortened digests with what they stand for.
import { Fragment, type ReactNode } from 'react'
import { shown, visible } from '../../core/text/quoted.ts'
import { layOutLinked, nest, type Nested, type Stretch } from './linked-text.ts'
import styles from './sd-jwt.module.css'

interface LinkedJsonProps<T extends Stretch> {
  readonly text: string
  readonly stretches: readonly T[]
  /** Keeps the exact characters, for text that is copied or read by a program. Otherwise invisible characters are spelled out. */
  readonly isExact?: boolean
  /** Draws a stretch around what is in it. */
  renderStretch(stretch: T, content: ReactNode): ReactNode
}

export function LinkedJson<T extends Stretch>({ text, stretches, isExact = false, renderStretch }: LinkedJsonProps<T>) {
  const piece = (from: number, to: number) => (isExact ? text.slice(from, to) : visibleLines(text.slice(from, to)))
  const pieces = (nested: readonly Nested<T>[], from: number, to: number): ReactNode => {
    let at = from
    const drawn: ReactNode[] = []
    for (const { stretch, inner } of nested) {
      drawn.push(piece(at, stretch.from))
      drawn.push(<Fragment key={stretch.from}>{renderStretch(stretch, pieces(inner, stretch.from, stretch.to))}</Fragment>)
      at = stretch.to
    }
    drawn.push(piece(at, to))
    return drawn
  }
  return pieces(nest(stretches), 0, text.length)
}

function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

/** A digest in a text. */
export interface DigestStretch extends Stretch {
  /** Its place among all digests. */
  readonly digest: number
  readonly value: string
  /** What it stands for, in a few words. */
  readonly says: string
  readonly isOpen: boolean
  /** It includes the comma after it, so that its label ends the line. */
  readonly hasComma?: boolean
}

/** Lays the text out as `layOutLinked` does, and gives each digest the comma after it. */
export function layOutDigests(
  text: string,
  digests: readonly DigestStretch[],
): { readonly text: string; readonly stretches: DigestStretch[] } {
  const laid = layOutLinked(text, digests)
  const withComma = (each: DigestStretch) => (laid.text[each.to] === ',' ? { ...each, to: each.to + 1, hasComma: true } : each)
  return { text: laid.text, stretches: laid.stretches.map(withComma) }
}

/** A shortened digest. It means nothing to a reader, and the payload's box has all of it. */
export function Digest({ stretch: { link, digest, value, says, isOpen, hasComma } }: { readonly stretch: DigestStretch }) {
  return (
    <button
      type="button"
      className={styles.digest}
      data-link={link}
      data-digest={digest}
      data-open={isOpen || undefined}
      title={shown(value, 100)}
    >
      "{briefDigest(value)}"{hasComma && ','} <span>{says}</span>
    </button>
  )
}

/** The beginning and end of a digest. */
export function briefDigest(text: string): string {
  return visible(text.length <= 15 ? text : `${text.slice(0, 8)}…${text.slice(-4)}`)
}
