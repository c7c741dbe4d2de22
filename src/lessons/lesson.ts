// What a lesson is: prose, a stage that runs, a task whose success is checked, and a solution that a test plays move by move.
import type { VerifierStep } from './payroll-api/steps.ts'

/**
 * One lesson of the curriculum. Prose is plain text with two marks: `code` between backticks and *stress* between asterisks;
 * "RFC 7519 section 4.1" becomes a link.
 */
export interface Lesson {
  /** The last part of its link: `#/learn/ID`. */
  readonly id: string
  readonly title: string
  /** One or two sentences under the title. */
  readonly lede: string
  /** What to know, a paragraph each. */
  readonly know: readonly string[]
  /** Where the article that these lessons grew from erred, if it did here. */
  readonly erratum?: string
  readonly task: string
  /** Said when the task is solved. */
  readonly solved: string
  readonly hints: readonly string[]
  readonly solution: readonly Move[]
  readonly remember: readonly string[]
  /** Sets the stage; `now` in milliseconds since the epoch. Never rejects. */
  start(now: number): Promise<Stage>
}

/** The running part of a lesson: what is shown is asked for anew after every change. */
export interface Stage {
  readonly lanes: () => readonly [client: Lane, wire: Lane, server: Lane]
  /** The task in parts; solved when all are met. */
  readonly goals: () => readonly Goal[]
  /** The token at hand, for the inspector; undefined before there is one. */
  readonly token: () => string | undefined
  /** The public key that verifies it, as JWK text, where there is one. */
  readonly publicKey: () => string | undefined
  readonly works: Works
}

export interface Goal {
  readonly text: string
  readonly met: boolean
}

export interface Lane {
  readonly title: string
  /** What this party has: "holds the token". */
  readonly aside: string
  readonly items: readonly Item[]
}

/** Something in a lane. `name` is its accessible name, once on a stage. */
export type Item =
  | {
      readonly kind: 'button'
      readonly name: string
      readonly run: () => void | Promise<void>
      readonly main?: boolean
      readonly disabled?: boolean
    }
  | {
      readonly kind: 'text'
      readonly name: string
      readonly value: string
      readonly edit: (value: string) => void | Promise<void>
      readonly look: Look
      readonly oneLine?: boolean
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly value: string
      readonly options: readonly string[]
      readonly choose: (option: string) => void | Promise<void>
    }
  | { readonly kind: 'switch'; readonly name: string; readonly on: boolean; readonly turn: (on: boolean) => void | Promise<void> }
  /** Something computed. */
  | { readonly kind: 'value'; readonly name: string; readonly text: string; readonly look: Look; readonly note?: string }
  /** An HTTP message; `short` leaves out the middle of tokens. */
  | { readonly kind: 'message'; readonly name: string; readonly text: string; readonly status?: number; readonly short?: boolean }
  | { readonly kind: 'steps'; readonly name: string; readonly steps: readonly VerifierStep[] }
  | { readonly kind: 'note'; readonly text: string }

/** How text is coloured: as one part of a token, as a whole token wherever one stands in it, or not. */
export type Look = 'plain' | 'token' | 'header' | 'payload' | 'signature' | 'good' | 'bad'

/** Reads what an item shows, by its name. */
export type Read = (name: string) => Promise<string>

/** One move of a solution, in words and as something that can be done. */
export type Move = { readonly say: string } & (
  | { readonly press: string }
  | { readonly fill: string; readonly with: string | ((read: Read) => Promise<string>) }
  | { readonly choose: string; readonly option: string }
  | { readonly turn: string; readonly on: boolean }
)

/** What keeps a stage in step with its own asynchronous work. */
export interface Works {
  /** Rises with every change. */
  readonly version: () => number
  readonly busy: () => boolean
  /** Calls back after each change; answers how to stop that. */
  readonly subscribe: (listener: () => void) => () => void
  /** Resolves when no work is under way. */
  readonly settled: () => Promise<void>
}
