// Keeps one undo history for all boxes, as the stretches of text that changed, so that many edits of a large token take little memory.
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { commonEnds } from '../../core/text/difference.ts'

/** How the text of detached content represents its bytes; content that isn't text is given in base64. */
export type ContentEncoding = 'utf8' | 'base64'

/** A text and the index of its open token; undefined leaves the choice to `inspect`. */
export interface Paste {
  readonly text: string
  readonly index: number | undefined
}

/** Where the text of the key box came from. */
export type KeyOrigin =
  /**
   * Typed or pasted. `compared`: the reader said that it is the right one, although the token contains the same. `beside`: it was in the text
   * with the token.
   */
  | { readonly from: 'typed'; readonly compared?: boolean; readonly beside?: boolean }
  | { readonly from: 'file'; readonly compared?: boolean; readonly beside?: boolean }
  | { readonly from: 'keyring' }
  /** Part of one of the page's samples. */
  | { readonly from: 'sample'; readonly compared?: boolean }
  /** From the fragment that opened the page. `compared`: the reader said that it is the right one. */
  | { readonly from: 'link'; readonly compared?: boolean }
  /** Fetched from this URL. `issuer` is the one whose metadata named it; undefined for a JWK Set fetched by its own URL. */
  | { readonly from: 'fetched'; readonly url: string; readonly issuer: string | undefined }

/** True if it was found in the text with the token, whose author chose both. */
export function stoodBeside(origin: KeyOrigin): origin is Extract<KeyOrigin, { from: 'typed' | 'file' }> {
  return (origin.from === 'typed' || origin.from === 'file') && origin.beside === true
}

/** Where the text of the token box came from. */
export type TokenOrigin =
  /** `typed`: by keyboard or by pasting. `token`: from the content of another token. */
  'typed' | 'file' | 'link' | 'sample' | 'token'

/** What was known about a token when the one inside it was opened. */
export interface Around {
  /** True if it was a JWE that its key decrypted; only then can what is inside be seen. */
  readonly decrypted: boolean
  /** The number of findings about it that were errors. */
  readonly errors: number
}

/** A token that was left for the one inside it, with everything needed to return to it. */
export type Layer = Omit<Undoable, 'outer'> & { readonly secretText: string | undefined; readonly around: Around }

/** The part of the state that undo and redo change. */
export interface Undoable extends Paste {
  /** What edits are compared with. */
  readonly pasted: Paste
  readonly origin: TokenOrigin
  /** The tokens around the one in the box, the outermost first; empty if it wasn't opened from inside another. */
  readonly outer: readonly Layer[]
  readonly key: string
  readonly keyOrigin: KeyOrigin
  readonly secretEncoding: SecretEncoding
  /** The content given for a detached payload (RFC 7515 appendix F); it counts only if the token has one. */
  readonly content: string
  readonly contentEncoding: ContentEncoding
  /** The edited content of a JWE; undefined as long as it is the decrypted content. */
  readonly plaintext: string | undefined
  /** The JSON whose whitespace the edited content gets when it is encrypted, if that isn't the decrypted content. */
  readonly plaintextBase: string | undefined
  /** True to show the content of a JWE with its own whitespace, and to take typed text exactly; false to format it. */
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
  /** The box that was typed into, and when (milliseconds), for joining quick keystrokes; undefined for a button. */
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

/** In milliseconds. Keystrokes in one box that are closer together are one change. */
const PAUSE_MS = 900
const MOST_CHANGES = 200
const MOST_CHARACTERS = 8_000_000

/** The history after a change; the same if nothing undoable changed. */
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

/** The history without any key that was ever in the box, since undo must not bring back what Clear forgot. */
export function withoutKeys({ past, future }: History): History {
  const rest = (of: Rest): Rest => ({ ...of, keyOrigin: { from: 'typed' }, outer: of.outer.map(withoutKey) })
  const keyless = (change: Change): Change => ({ ...change, key: NO_PATCH, before: rest(change.before), after: rest(change.after) })
  return { past: past.map(keyless), future: future.map(keyless) }
}

/** A layer without its key. */
export function withoutKey(layer: Layer): Layer {
  return { ...layer, key: '', keyOrigin: { from: 'typed' }, secretText: undefined }
}

const NO_PATCH: Patch = { at: 0, removed: '', inserted: '' }

/** One change back; undefined if there is none. */
export function undoChange(history: History, current: Undoable): (Undoable & { history: History }) | undefined {
  const change = history.past[history.past.length - 1]
  return change && { ...takeBack(current, change), history: { past: history.past.slice(0, -1), future: [change, ...history.future] } }
}

/** One change forward again; undefined if there is none. */
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

/** The text without its ends. A slice keeps the whole string in memory, so it's copied unless it is most of the string anyway. */
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
