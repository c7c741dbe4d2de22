// The type of one stop on the tour of a token.
import type { Place } from '../../core/text/span.ts'
import type { Onward } from './next.ts'

/** A place that a stop brings into view and frames. */
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
  /** One or two sentences each. Backticks mark code style. */
  readonly text: readonly string[]
  /** The first of these that is on the page. */
  readonly show: readonly Shown[]
  /** The place that lights up in the boxes. */
  readonly light?: Place | undefined
  readonly onward?: readonly Onward[]
}
