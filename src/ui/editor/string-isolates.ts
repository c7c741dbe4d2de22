// Isolates the direction of each JSON string, so that a name in a right-to-left script doesn't swap places with its value.
import { Prec, type Extension } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

/** Only strings that can move their neighbors are isolated; otherwise no order has to be computed, however long the line is. */
const MOVING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const ISOLATE = Decoration.mark({ attributes: { dir: 'auto' }, bidiIsolate: null })

const matcher = new MatchDecorator({
  regexp: /"(?:[^"\\]|\\.)*"?/g,
  decorate(add, from, to, [string]) {
    if (MOVING.test(string)) add(from, to, ISOLATE)
  },
})

/** The outermost decoration, which no mark within a string divides. */
export const stringIsolates: Extension = Prec.lowest(
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = matcher.createDeco(view)
      }
      update(update: ViewUpdate) {
        this.decorations = matcher.updateDeco(update, this.decorations)
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) => EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
    },
  ),
)
