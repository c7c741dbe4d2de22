// The text of an editor, and the least change that makes it another one.
import { Annotation, type Text } from '@codemirror/state'

/** On a change that the page made, not the user. */
export const external = Annotation.define<boolean>()

/** The whole text; only LF breaks a line. */
export function textOf(doc: Text): string {
  return doc.sliceString(0, doc.length, '\n')
}

/** The one stretch to replace so that the document holds `next`; undefined where it does already. */
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
