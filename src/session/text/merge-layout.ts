// Merges an edit into JSON that was signed with its own whitespace: unedited parts keep it, and added ones take that of their neighbors.
import { isJson } from '../../core/text/json.ts'
import { addedStyle, styleOf, type Style } from './added-style.ts'
import { childrenOf, opens, opensObject, readTokens, sameToken } from './json-tokens.ts'
import { pairChildren } from './pair-children.ts'

/** An object or array that is being written. */
interface Frame {
  /** Its opening token in what was typed, and in the original; -1 where it has none there. */
  readonly now: number
  readonly was: number
  readonly children: readonly number[]
  /** For each child the one of the original that it takes its whitespace from; -1 where there is none. */
  readonly pairs: readonly number[]
  next: number
  /** The comma and the colon of the original whose whitespace was taken last, by their tokens; -1 where there was none. */
  comma: number
  colon: number
  /** The whitespace of what is added, where none was taken yet. */
  style(): Style
}

/**
 * The text to be signed for what was typed over a layout of `original`, which is valid JSON: the tokens that were typed, with the whitespace
 * of the original around all that it has too. Members are matched by name, items by what they say. Linear, whatever the depth; text that
 * isn't JSON comes back as it is.
 */
export function mergeLayout(original: string, typed: string): string {
  if (!isJson(typed)) return typed
  const [was, now] = [readTokens(original), readTokens(typed)]
  const out = writer(original)
  const frames: Frame[] = []

  const gapStart = (token: number) => (token === 0 ? 0 : was.to[token - 1]!)
  /** The whitespace before a token of the original. */
  const gap = (token: number) => out.keep(gapStart(token), was.from[token]!)
  /** A token of the original with the whitespace around it. */
  const between = (token: number) => out.keep(gapStart(token), was.from[token + 1]!)
  const token = (i: number, j: number) => {
    if (i >= 0 && sameToken(was, i, now, j)) out.keep(was.from[i]!, was.to[i]!)
    else out.add(typed.slice(now.from[j], now.to[j]))
  }

  const value = (i: number, j: number, parent: Frame | undefined) => {
    token(i, j)
    if (!opens(now, j)) return
    const isObject = opensObject(now, j)
    const isMatched = i >= 0 && opens(was, i) && opensObject(was, i) === isObject
    const children = childrenOf(now, j)
    const old = isMatched ? childrenOf(was, i) : []
    const style = lazily(() => {
      if (isMatched && old.length > 0) return styleOf(was, i)
      // In place of a root of another kind, its own.
      if (!parent) return i >= 0 && opens(was, i) && was.link[i]! > i + 1 ? styleOf(was, i) : addedStyle(was, undefined, isObject)
      return addedStyle(was, parent.style(), isObject)
    })
    frames.push({
      now: j,
      was: isMatched ? i : -1,
      children,
      pairs: pairChildren(was, old, now, children, isObject),
      next: 0,
      comma: old.length > 1 ? old[1]! - 1 : -1,
      colon: isObject && old.length > 0 ? old[0]! + 1 : -1,
      style,
    })
    if (children.length === 0) {
      if (isMatched && old.length === 0) gap(was.link[i]!)
    } else if (old.length > 0) gap(i + 1)
    else out.add(style().open)
  }

  const child = (frame: Frame) => {
    const i = frame.pairs[frame.next]!
    const j = frame.children[frame.next]!
    if (frame.next > 0) {
      // Before the first of the original there is no comma.
      if (i >= 0 && i - 1 > frame.was) frame.comma = i - 1
      if (frame.comma >= 0) between(frame.comma)
      else out.add(frame.style().comma)
    }
    frame.next++
    if (!opensObject(now, frame.now)) return value(i, j, frame)
    token(i, j)
    if (i >= 0) frame.colon = i + 1
    if (frame.colon >= 0) between(frame.colon)
    else out.add(frame.style().colon)
    value(i >= 0 ? i + 2 : -1, j + 2, frame)
  }

  const close = ({ now: open, was: opened, children, style }: Frame) => {
    const end = opened >= 0 ? was.link[opened]! : -1
    if (children.length > 0) {
      if (end > opened + 1) gap(end)
      else out.add(style().close)
    }
    token(end, now.link[open]!)
  }

  gap(0)
  value(0, 0, undefined)
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    if (frame.next < frame.children.length) child(frame)
    else {
      close(frame)
      frames.pop()
    }
  }
  out.keep(was.to[was.count - 1]!, original.length)
  return out.text()
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Puts a text together out of stretches of the original, neighboring ones as one, and of what is added. */
function writer(original: string): { keep(from: number, to: number): void; add(text: string): void; text(): string } {
  let written = ''
  let [start, end] = [0, 0]
  const flush = (from: number, to: number) => {
    if (end > start) written += original.slice(start, end)
    ;[start, end] = [from, to]
  }
  return {
    keep(from, to) {
      if (from === end) end = to
      else if (to > from) flush(from, to)
    },
    add(text) {
      if (text === '') return
      flush(0, 0)
      written += text
    },
    text() {
      flush(0, 0)
      return written
    },
  }
}
