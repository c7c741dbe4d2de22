// Reports the line whose note the mouse points at or presses: the space after its text, where the note is shown.
import { EditorView } from '@codemirror/view'
import type { EditorOptions, PointedNote } from './editor-content.ts'
import { characterAt } from './pointing.ts'

export function noteTarget({ onNote }: EditorOptions) {
  let before: number | undefined
  const tell = (note: PointedNote | undefined) => {
    if (note?.line.from !== before) onNote(note, 'hover')
    before = note?.line.from
  }
  return EditorView.domEventHandlers({
    mousemove: (event, view) => tell(noteUnder(event, view)),
    mouseleave: () => tell(undefined),
    click(event, view) {
      const note = noteUnder(event, view)
      if (note) onNote(note, 'press')
    },
  })
}

function noteUnder(event: MouseEvent, view: EditorView): PointedNote | undefined {
  const { target } = event
  if (!(target instanceof Element) || !target.matches('.cm-line[data-note]') || characterAt(view, event) !== undefined) return undefined
  const { from, to } = view.state.doc.lineAt(view.posAtDOM(target))
  return { line: { from, to }, rect: target.getBoundingClientRect() }
}
