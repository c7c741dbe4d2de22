// Marks the matches of a search in an editor, and scrolls to one of them without moving the focus.
import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { unfold } from './folds.ts'

interface Match {
  readonly from: number
  readonly to: number
}

const found = StateEffect.define<{ readonly spans: readonly Match[]; readonly current: number | undefined }>()

const MATCH = Decoration.mark({ class: 'match' })
const CURRENT = Decoration.mark({ class: 'match match-current' })

export const matches = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(found)) continue
      const { length } = transaction.newDoc
      const { spans, current } = effect.value
      return Decoration.set(
        spans.flatMap(({ from, to }, i) => (from < to && to <= length ? [(i === current ? CURRENT : MATCH).range(from, to)] : [])),
        true,
      )
    }
    return decorations.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** See `EditorHandle`. */
export function showMatches(view: EditorView, spans: readonly Match[], current: number | undefined): void {
  const at = current === undefined ? undefined : spans[current]
  const effects: StateEffect<unknown>[] = [found.of({ spans, current })]
  if (at && at.to <= view.state.doc.length) {
    unfold(view, at)
    effects.push(EditorView.scrollIntoView(at.from, { y: 'center' }))
  }
  view.dispatch({ effects })
}
