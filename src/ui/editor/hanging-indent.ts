// Gives wrapped JSON lines a hanging indent, so that they continue under their value and don't break before their name or value.
import { RangeSetBuilder } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

/** Columns by which a wrapped part is indented further than its line. */
const STEP = 2
/** The deepest hanging indent, in columns. */
const MOST_COLUMNS = 40

/** Spaces, then a name with its colon and the space after it, or a string item. Longer names are ignored. */
const BEGINNING = /^( *)(?:("(?:[^"\\]|\\.){0,400}":)( )|")/
const LOOKED_AT = 500

const KEPT = Decoration.mark({ class: 'json-kept' })
const LINES = Array.from({ length: MOST_COLUMNS + 1 }, (_, columns) => Decoration.line({ class: `json-hang json-hang-${columns}` }))

function draw(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const { doc } = view.state
  let drawn = -1
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = doc.lineAt(at)
      at = line.to + 1
      // A line drawn in pieces appears in several ranges.
      if (line.from === drawn) continue
      drawn = line.from
      const found = BEGINNING.exec(doc.sliceString(line.from, Math.min(line.to, line.from + LOOKED_AT)))
      if (!found) continue
      const [, { length: indent } = '', { length: name } = '', space] = found
      const start = line.from + indent
      builder.add(line.from, line.from, LINES[Math.min(indent, MOST_COLUMNS)]!)
      if (indent > 0) builder.add(line.from, start, KEPT)
      if (space !== undefined) builder.add(start + name, start + name + 1, KEPT)
    }
  }
  return builder.finish()
}

/** Draws only the visible part, like every other decoration of long texts. */
export const hangingIndent = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = draw(view)
      }
      update({ docChanged, viewportChanged, view }: ViewUpdate) {
        if (docChanged || viewportChanged) this.decorations = draw(view)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  // A fixed set of classes: a style attribute copied by the browser while editing would violate the page's policy.
  EditorView.baseTheme(Object.fromEntries(LINES.map((_, columns) => [`.json-hang-${columns}`, { '--hang': `${columns + STEP}ch` }]))),
]
