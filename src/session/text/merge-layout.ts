// Merges an edit into JSON that was signed with whitespace: unedited parts keep theirs, and added ones get that of their neighbors.
import { isJson } from '../../core/text/json.ts'
import { addedStyle, styleOf, type Style } from './added-style.ts'
import { childrenOf, opens, opensObject, readTokens, sameToken } from './json-tokens.ts'
import { pairChildren } from './pair-children.ts'

/** An object or array that is being merged. */
interface Frame {
  /** Its opening token in the typed text and in the original; -1 if it isn't in the original. */
  readonly now: number
  readonly was: number
  readonly children: readonly number[]
  /** For each child, the original child whose whitespace it gets; -1 if there is none. */
  readonly pairs: readonly number[]
  next: number
  /** The tokens of the original comma and colon whose whitespace was used last; -1 if there was none. */
  comma: number
  colon: number
  /** The whitespace of added text, as long as none of the original's was used. */
  style(): Style
}

/**
 * The text to sign after an edit of the formatted `original`, which is valid JSON: the typed tokens, with the original's whitespace around
 * everything that is also in the original. Members are matched by name, and items by their content. Takes linear time, whatever the depth.
 * Text that isn't JSON is returned unchanged.
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
      // For a root of another type, its own whitespace.
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
      // There is no comma before the first child of the original.
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

/** Builds a text from stretches of the original, with adjacent ones joined, and from added text. */
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
