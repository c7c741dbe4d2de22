// Colors the visible JSON by its characters alone, without a parser, so a megabyte costs as little as a screenful.
import { Decoration, MatchDecorator, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view'

const NAME = Decoration.mark({ class: 'json-name' })
const PUNCTUATION = Decoration.mark({ class: 'json-punctuation' })

/** A name is a string followed by a colon; other strings and values keep the text color. */
const matcher = new MatchDecorator({
  regexp: /("(?:[^"\\]|\\.)*"?)(\s*:)?|[{}[\],]+/g,
  decorate(add, from, to, [, string, colon]) {
    if (string === undefined) add(from, to, PUNCTUATION)
    else if (colon !== undefined) {
      add(from, from + string.length, NAME)
      add(from + string.length, to, PUNCTUATION)
    }
  },
})

export const jsonColors = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view)
    }
    update(update: ViewUpdate) {
      this.decorations = matcher.updateDeco(update, this.decorations)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)
