// One undo history for all boxes, kept as the stretches of text that changed, so that many edits of a large token stay small.
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { commonEnds } from '../../core/text/difference.ts'

/** How the text of a detached content stands for its bytes: what is no text is given in base64. */
export type ContentEncoding = 'utf8' | 'base64'

/** A text and which of its tokens is opened; undefined leaves the choice to `inspect`. */
export interface Paste {
  readonly text: string
  readonly index: number | undefined
}

/** The part of the state that undo and redo go back and forth in. */
export interface Undoable extends Paste {
  /** What edits are measured against. */
  readonly pasted: Paste
  readonly key: string
  readonly secretEncoding: SecretEncoding
  /** What was given as the content of a detached payload (RFC 7515 appendix F); it counts only where the token has one. */
  readonly content: string
  readonly contentEncoding: ContentEncoding
}

interface Patch {
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

interface Step {
  readonly text: Patch
  readonly key: Patch
  readonly content: Patch
  readonly before: Rest
  readonly after: Rest
  /** Which box was typed into and when (milliseconds), for joining quick keystrokes; undefined for a button. */
  readonly typed: Typed | undefined
}

type Rest = Pick<Undoable, 'index' | 'pasted' | 'secretEncoding' | 'contentEncoding'>

export interface Typed {
  readonly box: 'token' | 'header' | 'payload' | 'key' | 'content'
  readonly at: number
}

export interface History {
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export const emptyHistory: History = { past: [], future: [] }

/** Keystrokes in one box with less than this between them are one step. */
const PAUSE_MS = 900
const MOST_STEPS = 200
const MOST_CHARACTERS = 8_000_000

/** The history after a change; unchanged where nothing undoable changed. */
export function remember(history: History, before: Undoable, after: Undoable, typed: Typed | undefined): History {
  const same = after.text === before.text && after.key === before.key && after.content === before.content
  const read = after.secretEncoding === before.secretEncoding && after.contentEncoding === before.contentEncoding
  if (same && read && after.pasted === before.pasted && after.index === before.index) return history
  const last = history.past[history.past.length - 1]
  const joins = typed && last?.typed?.box === typed.box && typed.at - last.typed.at < PAUSE_MS && history.future.length === 0
  const from = joins ? stepBack(before, last) : before
  const step: Step = {
    text: patch(from.text, after.text),
    key: patch(from.key, after.key),
    content: patch(from.content, after.content),
    before: restOf(from),
    after: restOf(after),
    typed,
  }
  return { past: bounded([...(joins ? history.past.slice(0, -1) : history.past), step]), future: [] }
}

/** One step back; undefined where there is none. */
export function undoStep(history: History, current: Undoable): (Undoable & { history: History }) | undefined {
  const step = history.past[history.past.length - 1]
  return step && { ...stepBack(current, step), history: { past: history.past.slice(0, -1), future: [step, ...history.future] } }
}

/** One step forward again; undefined where there is none. */
export function redoStep(history: History, current: Undoable): (Undoable & { history: History }) | undefined {
  const [step, ...future] = history.future
  if (!step) return undefined
  return {
    ...step.after,
    text: apply(current.text, step.text),
    key: apply(current.key, step.key),
    content: apply(current.content, step.content),
    history: { past: [...history.past, step], future },
  }
}

function restOf({ index, pasted, secretEncoding, contentEncoding }: Undoable): Rest {
  return { index, pasted, secretEncoding, contentEncoding }
}

function stepBack(current: Undoable, step: Step): Undoable {
  return {
    ...step.before,
    text: revert(current.text, step.text),
    key: revert(current.key, step.key),
    content: revert(current.content, step.content),
  }
}

function patch(from: string, to: string): Patch {
  const { start, end } = commonEnds(from, to)
  return { at: start, removed: detached(from.slice(start, from.length - end)), inserted: detached(to.slice(start, to.length - end)) }
}

/** A slice keeps the whole string alive behind it; a copy does not. */
function detached(text: string): string {
  return text.length > 12 ? structuredClone(text) : text
}

function apply(text: string, { at, removed, inserted }: Patch): string {
  return text.slice(0, at) + inserted + text.slice(at + removed.length)
}

function revert(text: string, { at, removed, inserted }: Patch): string {
  return text.slice(0, at) + removed + text.slice(at + inserted.length)
}

function bounded(steps: readonly Step[]): readonly Step[] {
  let characters = 0
  let first = steps.length
  while (first > 0 && steps.length - first < MOST_STEPS) {
    const { text, key, content } = steps[first - 1]!
    for (const { removed, inserted } of [text, key, content]) characters += removed.length + inserted.length
    if (characters > MOST_CHARACTERS && first < steps.length) break
    first--
  }
  return steps.slice(first)
}
