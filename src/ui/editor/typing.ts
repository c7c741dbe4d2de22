// Handles typing that browsers get wrong in an editor, and tells whether a change replaced everything.
import type { Transaction } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { PASTED, type EditorOptions } from './editor-content.ts'

/** Types or pastes over a whole selection. The browser itself would replace only the lines that are drawn. */
export function replaceAll(event: InputEvent, view: EditorView, mark: () => void): boolean {
  if (view.state.readOnly || !event.cancelable) return false
  const typed = event.inputType === 'insertText' || event.inputType === 'insertFromPaste' || event.inputType === 'insertReplacementText'
  if (!typed && !event.inputType.startsWith('delete')) return false
  const { length } = view.state.doc
  // The browser can type into an empty box itself, but after inserting a lot at once it would scroll to its end.
  if (length === 0 ? (event.data?.length ?? 0) <= PASTED : !selectsAll(view)) return false
  const insert = typed ? (event.data ?? event.dataTransfer?.getData('text/plain') ?? '') : ''
  if (typed && insert === '') return false
  event.preventDefault()
  mark()
  view.dispatch({
    changes: { from: 0, to: length, insert: view.state.toText(insert) },
    selection: { anchor: insert.length },
    userEvent: typed ? 'input' : 'delete',
    scrollIntoView: true,
  })
  return true
}

/** Types over a selection. The browser itself would copy the style of the replaced text, which the page's policy forbids. */
export function replaceSelected(event: InputEvent, view: EditorView): boolean {
  const selection = document.getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
  if (view.state.readOnly || event.inputType !== 'insertText' || !event.data || !event.cancelable || !range || range.collapsed) return false
  if (!view.contentDOM.contains(range.startContainer) || !view.contentDOM.contains(range.endContainer)) return false
  const [from, to] = [view.posAtDOM(range.startContainer, range.startOffset), view.posAtDOM(range.endContainer, range.endOffset)]
  event.preventDefault()
  view.dispatch({
    changes: { from, to, insert: event.data },
    selection: { anchor: from + event.data.length },
    userEvent: 'input.type',
    scrollIntoView: true,
  })
  return true
}

/** Compares the letter regardless of case, because with Caps Lock on, Shift makes it lower case. */
export function undoOrRedo(event: KeyboardEvent, options: EditorOptions): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return false
  event.preventDefault()
  if (key === 'y' || event.shiftKey) options.onRedo()
  else options.onUndo()
  return true
}

function selectsAll(view: EditorView): boolean {
  const { main } = view.state.selection
  if (main.from === 0 && main.to === view.state.doc.length) return true
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return false
  const range = selection.getRangeAt(0)
  const all = document.createRange()
  all.selectNodeContents(view.contentDOM)
  return range.compareBoundaryPoints(Range.START_TO_START, all) <= 0 && range.compareBoundaryPoints(Range.END_TO_END, all) >= 0
}

export function replacesAll(transaction: Transaction): boolean {
  const { length } = transaction.startState.doc
  if (length === 0) return true
  let all = false
  transaction.changes.iterChangedRanges((from, to) => {
    if (from === 0 && to === length) all = true
  })
  return all
}

/** True if the new text is the intended one plus an empty line, before or after it, that no one typed. */
export function hasStrayLine({ newDoc, startState }: Transaction, meant: string): boolean {
  const more = newDoc.length - meant.length
  if (more === 2) return newDoc.toString() === `\n${meant}\n`
  const couldStray = startState.doc.length === 0 || startState.doc.lines > 1
  return more === 1 && couldStray && [`\n${meant}`, `${meant}\n`].includes(newDoc.toString())
}
