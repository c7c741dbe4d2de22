// Reads an editor's text, and finds the smallest change to another text.
import { Annotation, type Text } from '@codemirror/state'

/** Marks a change made by the page, not by the user. */
export const external = Annotation.define<boolean>()

const known = new WeakMap<Text, string>()

/** Remembers the text that a document was made of, which the page keeps anyway. */
export function knowText(doc: Text, text: string): void {
  known.set(doc, text)
}

/** The whole text; only LF breaks a line. */
export function textOf(doc: Text): string {
  return known.get(doc) ?? doc.sliceString(0, doc.length, '\n')
}

/** The one stretch to replace to turn the document into `next`; undefined if it is already the same. */
export function difference(doc: Text, next: string): { from: number; to: number; insert: string } | undefined {
  const current = textOf(doc)
  if (current === next) return undefined
  const shorter = Math.min(current.length, next.length)
  let from = 0
  while (from < shorter && current.charCodeAt(from) === next.charCodeAt(from)) from++
  let end = 0
  while (end < shorter - from && current.charCodeAt(current.length - 1 - end) === next.charCodeAt(next.length - 1 - end)) end++
  return { from, to: current.length - end, insert: next.slice(from, next.length - end) }
}
