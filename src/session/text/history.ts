// One undo history for all boxes, kept as the stretches of text that changed, so that many edits of a large token stay small.
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { commonEnds } from '../../core/text/difference.ts'

/** How the text of detached content represents its bytes: content that isn't text is given in base64. */
export type ContentEncoding = 'utf8' | 'base64'

/** A text and which of its tokens is opened; undefined leaves the choice to `inspect`. */
export interface Paste {
  readonly text: string
  readonly index: number | undefined
}

/** Where the text of the key box came from. */
export type KeyOrigin =
  /**
   * By hand, or from the clipboard. `compared`: the reader said that it is the right one, though the token brings the same. `beside`: it
   * stood in the text with the token.
   */
  | { readonly from: 'typed'; readonly compared?: boolean; readonly beside?: boolean }
  | { readonly from: 'file'; readonly compared?: boolean; readonly beside?: boolean }
  | { readonly from: 'keyring' }
  /** With one of the page's samples. */
  | { readonly from: 'sample'; readonly compared?: boolean }
  /** In the fragment that opened the page. `compared`: the reader said that it is the right one. */
  | { readonly from: 'link'; readonly compared?: boolean }
  /** By the URL that answered with it; `issuer` is whose metadata named that URL, undefined for a JWK Set asked for by its own. */
  | { readonly from: 'fetched'; readonly url: string; readonly issuer: string | undefined }

/** It was found in the text with the token, whose author chose both. */
export function stoodBeside(origin: KeyOrigin): origin is Extract<KeyOrigin, { from: 'typed' | 'file' }> {
  return (origin.from === 'typed' || origin.from === 'file') && origin.beside === true
}

/** Where the text of the token box came from; what was edited in it since is measured against that. */
export type TokenOrigin =
  /** `typed`: by hand, or from the clipboard. `token`: it is the content of another one, which it was opened out of. */
  'typed' | 'file' | 'link' | 'sample' | 'token'

/** What was known of a token when the one inside it was opened. */
export interface Around {
  /** It was a JWE, and its key opened it: only then could anyone see what is inside. */
  readonly decrypted: boolean
  /** How many findings about it were errors. */
  readonly errors: number
}

/** A token that was left for the one inside it, as it is come back to: with its key and its content. */
export type Layer = Omit<Undoable, 'outer'> & { readonly secretText: string | undefined; readonly around: Around }

/** The part of the state that undo and redo go back and forth in. */
export interface Undoable extends Paste {
  /** What edits are measured against. */
  readonly pasted: Paste
  readonly origin: TokenOrigin
  /** The tokens around the one in the box, the outermost first; none where it was not opened out of another. */
  readonly outer: readonly Layer[]
  readonly key: string
  readonly keyOrigin: KeyOrigin
  readonly secretEncoding: SecretEncoding
  /** What was given as the content of a detached payload (RFC 7515 appendix F); it counts only where the token has one. */
  readonly content: string
  readonly contentEncoding: ContentEncoding
  /** What was typed over the content of a JWE; undefined as long as it is what was decrypted. */
  readonly plaintext: string | undefined
  /** The JSON whose whitespace that is encrypted with, where it isn't what was decrypted. */
  readonly plaintextBase: string | undefined
  /** The content of a JWE is shown with the whitespace that it has, and what is typed is taken exactly; else it is laid out. */
  readonly asEncrypted: boolean
}

interface Patch {
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

interface Change {
  readonly text: Patch
  readonly key: Patch
  readonly content: Patch
  readonly plaintext: Patch
  readonly before: Rest
  readonly after: Rest
  /** Which box was typed into and when (milliseconds), for joining quick keystrokes; undefined for a button. */
  readonly typed: Typed | undefined
}

type Rest = Omit<Undoable, 'text' | 'key' | 'content' | 'plaintext'> & { readonly hasPlaintext: boolean }

export interface Typed {
  readonly box: 'token' | 'header' | 'payload' | 'key' | 'content' | 'plaintext'
  readonly at: number
}

export interface History {
  readonly past: readonly Change[]
  readonly future: readonly Change[]
}

export const emptyHistory: History = { past: [], future: [] }

/** Keystrokes in one box with less than this between them are one change. */
const PAUSE_MS = 900
const MOST_CHANGES = 200
const MOST_CHARACTERS = 8_000_000

/** The history after a change; unchanged where nothing undoable changed. */
export function remember(history: History, before: Undoable, after: Undoable, typed: Typed | undefined): History {
  const same =
    after.text === before.text && after.key === before.key && after.content === before.content && after.plaintext === before.plaintext
  const read = after.secretEncoding === before.secretEncoding && after.contentEncoding === before.contentEncoding
  if (same && read && after.pasted === before.pasted && after.index === before.index && after.outer === before.outer) return history
  const last = history.past[history.past.length - 1]
  const joins = typed && last?.typed?.box === typed.box && typed.at - last.typed.at < PAUSE_MS && history.future.length === 0
  const from = joins ? takeBack(before, last) : before
  const change: Change = {
    text: patch(from.text, after.text),
    key: patch(from.key, after.key),
    content: patch(from.content, after.content),
    plaintext: patch(from.plaintext ?? '', after.plaintext ?? ''),
    before: restOf(from),
    after: restOf(after),
    typed,
  }
  return { past: bounded([...(joins ? history.past.slice(0, -1) : history.past), change]), future: [] }
}

/** The history without any key that ever stood in the box: what Clear forgets must not come back by undo. */
export function withoutKeys({ past, future }: History): History {
  const rest = (of: Rest): Rest => ({ ...of, keyOrigin: { from: 'typed' }, outer: of.outer.map(withoutKey) })
  const keyless = (change: Change): Change => ({ ...change, key: NO_PATCH, before: rest(change.before), after: rest(change.after) })
  return { past: past.map(keyless), future: future.map(keyless) }
}

/** A layer that is come back to without its key. */
export function withoutKey(layer: Layer): Layer {
  return { ...layer, key: '', keyOrigin: { from: 'typed' }, secretText: undefined }
}

const NO_PATCH: Patch = { at: 0, removed: '', inserted: '' }

/** One change back; undefined where there is none. */
export function undoChange(history: History, current: Undoable): (Undoable & { history: History }) | undefined {
  const change = history.past[history.past.length - 1]
  return change && { ...takeBack(current, change), history: { past: history.past.slice(0, -1), future: [change, ...history.future] } }
}

/** One change forward again; undefined where there is none. */
export function redoChange(history: History, current: Undoable): (Undoable & { history: History }) | undefined {
  const [change, ...future] = history.future
  if (!change) return undefined
  const { hasPlaintext, ...rest } = change.after
  return {
    ...rest,
    text: apply(current.text, change.text),
    key: apply(current.key, change.key),
    content: apply(current.content, change.content),
    plaintext: hasPlaintext ? apply(current.plaintext ?? '', change.plaintext) : undefined,
    history: { past: [...history.past, change], future },
  }
}

function restOf(of: Undoable): Rest {
  const { index, pasted, origin, outer, keyOrigin, secretEncoding, contentEncoding, plaintext, plaintextBase, asEncrypted } = of
  const hasPlaintext = plaintext !== undefined
  return { index, pasted, origin, outer, keyOrigin, secretEncoding, contentEncoding, plaintextBase, asEncrypted, hasPlaintext }
}

function takeBack(current: Undoable, change: Change): Undoable {
  const { hasPlaintext, ...rest } = change.before
  return {
    ...rest,
    text: revert(current.text, change.text),
    key: revert(current.key, change.key),
    content: revert(current.content, change.content),
    plaintext: hasPlaintext ? revert(current.plaintext ?? '', change.plaintext) : undefined,
  }
}

function patch(from: string, to: string): Patch {
  const { start, end } = commonEnds(from, to)
  return { at: start, removed: detached(from, start, end), inserted: detached(to, start, end) }
}

/** The text without its ends. A slice keeps the whole string alive behind it; a copy does not, but costs time where it is most of it. */
function detached(text: string, start: number, end: number): string {
  const slice = text.slice(start, text.length - end)
  return slice.length > 12 && slice.length < text.length / 2 ? structuredClone(slice) : slice
}

function apply(text: string, { at, removed, inserted }: Patch): string {
  return text.slice(0, at) + inserted + text.slice(at + removed.length)
}

function revert(text: string, { at, removed, inserted }: Patch): string {
  return text.slice(0, at) + removed + text.slice(at + inserted.length)
}

function bounded(changes: readonly Change[]): readonly Change[] {
  let characters = 0
  let first = changes.length
  while (first > 0 && changes.length - first < MOST_CHANGES) {
    const { text, key, content, plaintext } = changes[first - 1]!
    for (const { removed, inserted } of [text, key, content, plaintext]) characters += removed.length + inserted.length
    if (characters > MOST_CHARACTERS && first < changes.length) break
    first--
  }
  return changes.slice(first)
}
