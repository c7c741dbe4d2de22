// The types that a lesson is made of, from its prose and stage to its solution and questions.
import type { VerifierStep } from './payroll-api/steps.ts'

/**
 * One lesson of the curriculum. Prose is plain text with marks: `code` between backticks, *stress* between asterisks,
 * [jti] for a glossary term ([key ID|kid] to show it under another name), {signing-out} for the number of another lesson.
 * "RFC 7519 section 4.1" becomes a link.
 */
export interface Lesson {
  /** The last part of its link: `#/learn/ID`. */
  readonly id: string
  /** The heading it is listed under. */
  readonly part: Part
  readonly title: string
  /** One or two sentences under the title. */
  readonly lede: string
  /** What to know, one paragraph each. */
  readonly know: readonly string[]
  readonly task: string
  /** Shown when the task is solved. */
  readonly solved: string
  readonly hints: readonly string[]
  /** For each hint, the goal it helps with, counted from 0. Hints for goals that are met are skipped; without it, none are. */
  readonly hintGoals?: readonly number[]
  readonly solution: readonly Move[]
  /** Two or three; code checks each answer. */
  readonly questions: readonly Question[]
  readonly remember: readonly string[]
  /** Sets up the stage; `now` in milliseconds since the epoch. Never rejects. */
  start(now: number): Promise<Stage>
}

export const PARTS = ['A token', 'Keys', 'Attacks', 'Time', 'Beyond'] as const
export type Part = (typeof PARTS)[number]

/** A question at the end of a lesson. */
export interface Question {
  readonly ask: string
  /** Creates the exercise with fresh keys and tokens; `now` in milliseconds since the epoch. Never rejects. */
  start(now: number): Promise<Exercise>
}

export interface Exercise {
  /** Shown above the answer. */
  readonly given: readonly Given[]
  /** A text to write or change, or options to pick from. */
  readonly field: { readonly kind: 'text'; readonly value: string; readonly look: Look; readonly oneLine: boolean } | Picks
  /** Checks an answer. Never throws, whatever the text. */
  check(answer: string): Promise<Reply>
  /** One right answer. */
  readonly answer: string
  /** Common wrong answers, each with its own reply. */
  readonly mistakes: readonly string[]
}

export interface Picks {
  readonly kind: 'pick'
  readonly options: readonly string[]
}

export interface Given {
  readonly name: string
  readonly text: string
  readonly look: Look
}

export interface Reply {
  readonly right: boolean
  /** For a wrong answer, what exactly is wrong with it. */
  readonly say: string
}

/** The running part of a lesson. Read it again after every change. */
export interface Stage {
  readonly lanes: () => readonly [client: Lane, wire: Lane, server: Lane]
  /** The task in parts; solved when all are met. */
  readonly goals: () => readonly Goal[]
  /** The token at hand, for the inspector; undefined before there is one. */
  readonly token: () => string | undefined
  /** The public key that verifies it, as JWK text, if there is one. */
  readonly publicKey: () => string | undefined
  /** What has crossed the wire since the stage was set up, in order; absent if nothing ever does. */
  readonly sent?: () => readonly Sent[]
  readonly works: Works
}

/** A request and its answer, one line each. */
export interface Sent {
  /** "GET /api/payments". */
  readonly asks: string
  /** The credentials it carries: "Bearer token". */
  readonly shows: string
  /** "401 Unauthorized". */
  readonly answer: string
  readonly status: number
  /** The check that refused. */
  readonly refusedAt: string | undefined
}

export interface Goal {
  readonly text: string
  readonly met: boolean
}

export interface Lane {
  readonly title: string
  /** A short description of the party: "has the token". */
  readonly aside: string
  readonly items: readonly Item[]
}

/** Something in a lane. `name` is its accessible name, unique on a stage. */
export type Item =
  | {
      readonly kind: 'button'
      readonly name: string
      readonly run: () => void | Promise<void>
      readonly main?: boolean
      /** Why it can't be pressed now, shown beside the button. */
      readonly disabled?: string | undefined
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
  /** The reader's guess before sending; `outcome` is what happened, once it is known. */
  | {
      readonly kind: 'guess'
      readonly name: string
      readonly value: string | undefined
      readonly options: readonly string[]
      readonly choose: (option: string) => void | Promise<void>
      readonly outcome?: string | undefined
    }
  | { readonly kind: 'switch'; readonly name: string; readonly on: boolean; readonly turn: (on: boolean) => void | Promise<void> }
  /** A number in a range; `text` gives it in words, `marks` label positions. */
  | {
      readonly kind: 'slider'
      readonly name: string
      readonly from: number
      readonly to: number
      readonly step: number
      readonly value: number
      readonly text: string
      readonly marks: readonly Mark[]
      readonly slide: (value: number) => void | Promise<void>
    }
  /** The bytes of a text, whose bits can be flipped one by one; `turned` is the byte changed last. */
  | {
      readonly kind: 'bits'
      readonly name: string
      readonly bytes: Uint8Array
      readonly turned?: number | undefined
      readonly flip: (byte: number, bit: number) => void | Promise<void>
    }
  /** A computed value. Parts of it light up with the claim they come from; `pointer` lets the reader choose the claim. */
  | {
      readonly kind: 'value'
      readonly name: string
      readonly text: string
      readonly look: Look
      readonly note?: string
      readonly lit?: readonly Lit[]
      readonly pointer?: boolean
    }
  /** An HTTP message; `short` leaves out the middle of tokens, `stale` means that it belongs to an older token than the one shown. */
  | {
      readonly kind: 'message'
      readonly name: string
      readonly text: string
      readonly status?: number
      readonly short?: boolean
      readonly stale?: boolean
    }
  | { readonly kind: 'steps'; readonly name: string; readonly steps: readonly VerifierStep[]; readonly stale?: boolean }
  | { readonly kind: 'note'; readonly text: string }

export interface Mark {
  readonly at: number
  readonly label: string
}

/** Characters of a value, in UTF-16 offsets, that belong to a claim. */
export interface Lit {
  readonly claim: string
  readonly from: number
  readonly to: number
}

/** How text is colored: as one part of a token, as tokens wherever they appear in it, or not at all. */
export type Look = 'plain' | 'token' | 'header' | 'payload' | 'signature' | 'good' | 'bad'

/** Reads what an item shows, by its name. */
export type Read = (name: string) => Promise<string>

/** One move of a solution, in words and as an action. */
export type Move = { readonly say: string } & (
  | { readonly press: string }
  | { readonly fill: string; readonly with: string | ((read: Read) => Promise<string>) }
  | { readonly choose: string; readonly option: string }
  | { readonly turn: string; readonly on: boolean }
  | { readonly slide: string; readonly to: number | ((read: Read) => Promise<number>) }
  | { readonly flip: string; readonly byte: number; readonly bit: number }
)

/** Reports the asynchronous work of a stage. */
export interface Works {
  /** Rises with every change. */
  readonly version: () => number
  readonly busy: () => boolean
  /** Calls back after each change; returns a function that stops it. */
  readonly subscribe: (listener: () => void) => () => void
  /** Resolves when no work is under way. */
  readonly settled: () => Promise<void>
}
