// Shows evidence: a short stretch where two texts differ, with invisible characters made visible.
import type { Evidence } from './cause.ts'
import { encodeHex } from '../../text/bytes.ts'
import { commonEnds } from '../../text/difference.ts'
import { visible as spelledOut } from '../../text/quoted.ts'

const CONTEXT = 14
const LONGEST = 64
const SIGNS = new Map([
  ['\n', '⏎'],
  ['\r', '␍'],
  ['\t', '⇥'],
])

/** The stretch where two texts differ, with a few characters around it. */
export function difference(of: string, before: string, after: string): Evidence {
  const { start, end } = commonEnds(before, after)
  const from = Math.max(0, start - CONTEXT)
  const cut = (text: string) => {
    const to = Math.min(text.length, text.length - end + CONTEXT)
    return `${from > 0 ? '…' : ''}${visible(shortened(text.slice(from, to)))}${to < text.length ? '…' : ''}`
  }
  return { of, before: cut(before), after: cut(after) }
}

/** Two things side by side, each shortened at its end. */
export function sideBySide(of: string, before: string, after: string): Evidence {
  return { of, before: visible(shortened(before)), after: visible(shortened(after)) }
}

/** Bytes as hex, at most the first 16 of them, with their number. */
export function bytesInWords(bytes: Uint8Array): string {
  const hex = encodeHex(bytes.subarray(0, 16), ' ')
  return `${hex}${bytes.length > 16 ? ' …' : ''} (${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'})`
}

/** Shows spaces at the ends of lines, line breaks and control characters as visible signs. */
export function visible(text: string): string {
  return spelledOut(
    text
      .replace(/ +/g, (spaces, at: number) =>
        endsLine(text[at - 1]) || endsLine(text[at + spaces.length]) ? '␣'.repeat(spaces.length) : spaces,
      )
      .replace(/[\n\r\t]/g, (character) => SIGNS.get(character) ?? character),
  )
}

function endsLine(beside: string | undefined): boolean {
  return beside === undefined || beside === '\n' || beside === '\r'
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 21)}…${text.slice(-20)}` : text
}
