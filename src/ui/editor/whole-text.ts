// Draws all of an ordinary text, so that the browser’s own search finds it; CodeMirror alone would draw only the part near the window.
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view'

/** Characters. Only the visible part of a larger text is drawn, because every line takes time at each keystroke. */
const [MOST_LINES, MOST_CHARACTERS] = [300, 20_000]

/** Relies on the private flag with which CodeMirror itself draws everything for printing; an end-to-end test checks that it works. */
class WholeText {
  constructor(view: EditorView) {
    drawWhole(view)
  }

  update({ view }: ViewUpdate) {
    drawWhole(view)
  }
}

function drawWhole(view: EditorView): void {
  const { doc } = view.state
  const viewState: unknown = Reflect.get(view, 'viewState')
  if (typeof viewState === 'object' && viewState !== null)
    Reflect.set(viewState, 'printing', doc.lines <= MOST_LINES && doc.length <= MOST_CHARACTERS)
}

export const wholeText = ViewPlugin.fromClass(WholeText)
