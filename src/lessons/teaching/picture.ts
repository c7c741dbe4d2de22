// The types of a lesson's picture, which has one of six shapes.
export type Picture = Table | TokenParts | Panels | Gates | TimeLine | Messages

/** A rating that is shown as a color, next to a word or sign. */
export type Tone = 'good' | 'bad' | 'plain'

export interface Table {
  readonly kind: 'table'
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[]
}

/** A token cut into its parts, with what each does. */
export interface TokenParts {
  readonly kind: 'token'
  readonly caption: string
  readonly parts: readonly { readonly text: string; readonly look: 'header' | 'payload' | 'signature' | 'plain'; readonly says: string }[]
}

/** A story in a few frames. */
export interface Panels {
  readonly kind: 'panels'
  readonly caption: string
  readonly panels: readonly { readonly title: string; readonly lines: readonly string[]; readonly tone: Tone }[]
}

/** The checks of each server in order, one row per server. */
export interface Gates {
  readonly kind: 'gates'
  readonly caption: string
  readonly servers: readonly {
    readonly name: string
    readonly gates: readonly { readonly title: string; readonly outcome: 'passed' | 'failed' | 'off' | 'not-reached' }[]
    readonly answer: string
    readonly tone: Tone
  }[]
}

/** Minutes from left to right. */
export interface TimeLine {
  readonly kind: 'time'
  readonly caption: string
  readonly to: number
  readonly spans: readonly { readonly from: number; readonly to: number; readonly says: string; readonly tone: Tone }[]
  readonly marks: readonly { readonly at: number; readonly label: string }[]
}

/** Messages between two parties, from top to bottom. */
export interface Messages {
  readonly kind: 'messages'
  readonly caption: string
  readonly lanes: readonly [string, string]
  readonly messages: readonly { readonly to: 'right' | 'left'; readonly says: string; readonly tone: Tone }[]
}
