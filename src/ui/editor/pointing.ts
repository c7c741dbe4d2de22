// Finds the character under the mouse, and scrolls a box to one.
import type { EditorView } from '@codemirror/view'

/** The character under the mouse, not the nearest gap, where a click would put the caret. */
export function characterAt(view: EditorView, { clientX: x, clientY: y }: MouseEvent): number | undefined {
  const at = view.posAndSideAtCoords({ x, y }, false)
  const before = at.assoc < 0 ? at.pos - 1 : at.pos
  const box = before >= 0 && before < view.state.doc.length ? view.coordsForChar(before) : null
  return box && x >= box.left && x <= box.right && y >= box.top - 4 && y <= box.bottom + 4 ? before : undefined
}

/** The first character of the row next to whose text the mouse is: in JSON a row is a member, and all of it points there. */
export function rowAt(view: EditorView, { clientX: x, clientY: y, target }: MouseEvent): number | undefined {
  if (!(target instanceof Element) || !target.closest('.cm-line')) return undefined
  const line = view.state.doc.lineAt(view.posAtCoords({ x, y }, false))
  const spaces = line.length > MOST_SPACES ? 0 : line.text.search(/\S/)
  return spaces < 0 ? undefined : line.from + spaces
}

/** A line longer than this isn't indented, so nothing is skipped at its beginning. */
const MOST_SPACES = 10_000

/** Scrolls only the box to an offset that isn't visible. Within a wrapped line the height is estimated, as if all its rows were full. */
export function scrollTo(view: EditorView, at: number): void {
  const { scrollDOM } = view
  if (scrollDOM.scrollHeight <= scrollDOM.clientHeight) return
  const block = view.lineBlockAt(Math.min(at, view.state.doc.length))
  const top = block.top + (block.height * (at - block.from)) / Math.max(1, block.length)
  const row = view.defaultLineHeight
  if (top < scrollDOM.scrollTop || top + row > scrollDOM.scrollTop + scrollDOM.clientHeight)
    scrollDOM.scrollTop = top - scrollDOM.clientHeight / 2
}
