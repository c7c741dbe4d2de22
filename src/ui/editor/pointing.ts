// Which character the mouse is on, and how a box scrolls to one.
import type { EditorView } from '@codemirror/view'

/** The character under the mouse: not the nearest gap between two, which is where a click would put the caret. */
export function characterAt(view: EditorView, { clientX: x, clientY: y }: MouseEvent): number | undefined {
  const at = view.posAndSideAtCoords({ x, y }, false)
  const before = at.assoc < 0 ? at.pos - 1 : at.pos
  const box = before >= 0 && before < view.state.doc.length ? view.coordsForChar(before) : null
  return box && x >= box.left && x <= box.right && y >= box.top - 4 && y <= box.bottom + 4 ? before : undefined
}

/** The first character of the row that the mouse is on, beside its text: in JSON a row is a member, and all of it points there. */
export function rowAt(view: EditorView, { clientX: x, clientY: y, target }: MouseEvent): number | undefined {
  if (!(target instanceof Element) || !target.closest('.cm-line')) return undefined
  const line = view.state.doc.lineAt(view.posAtCoords({ x, y }, false))
  const blanks = line.length > MOST_BLANKS ? 0 : line.text.search(/\S/)
  return blanks < 0 ? undefined : line.from + blanks
}

/** A line longer than this isn't laid out, so nothing is skipped at its beginning. */
const MOST_BLANKS = 10_000

/** Scrolls the box, and nothing around it, to an offset that it does not show. Within a wrapped line the height is estimated: all its rows are full. */
export function scrollTo(view: EditorView, at: number): void {
  const { scrollDOM } = view
  if (scrollDOM.scrollHeight <= scrollDOM.clientHeight) return
  const block = view.lineBlockAt(Math.min(at, view.state.doc.length))
  const top = block.top + (block.height * (at - block.from)) / Math.max(1, block.length)
  const row = view.defaultLineHeight
  if (top < scrollDOM.scrollTop || top + row > scrollDOM.scrollTop + scrollDOM.clientHeight)
    scrollDOM.scrollTop = top - scrollDOM.clientHeight / 2
}
