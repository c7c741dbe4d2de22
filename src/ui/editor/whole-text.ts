// Draws all of a text of ordinary size, where CodeMirror would draw what is near the window: so it is in the document for the browser's own search.
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view'

/** A larger text is drawn where it is in view: each line takes time whenever one types. */
const [MOST_LINES, MOST_CHARACTERS] = [300, 20_000]

/** Leans on the private flag by which CodeMirror itself draws everything while it prints; an end-to-end test watches that it does. */
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
