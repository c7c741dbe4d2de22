// One stop on the way through a token.
import type { Place } from '../../core/text/span.ts'
import type { Onward } from './next.ts'

/** What is brought into view and framed. */
export type Shown = 'token' | 'header' | 'payload' | 'content' | 'key' | 'time' | 'verdict' | 'disclosures' | 'findings'

export interface Stop {
  readonly id:
    | 'damage'
    | 'header'
    | 'who'
    | 'when'
    | 'payload'
    | 'parts'
    | 'disclosures'
    | 'signature'
    | 'key'
    | 'change'
    | 'server'
    | 'next'
  readonly title: string
  /** A sentence or two each. Between backticks: a name, in code style. */
  readonly text: readonly string[]
  /** The first of these that is on the page. */
  readonly show: readonly Shown[]
  /** What lights up in the boxes. */
  readonly light?: Place | undefined
  readonly onward?: readonly Onward[]
}
