// Folds the long stretches of a JSON editor: paint alone. Each opens when it is pressed, when the caret enters it and when something leads there.
import { StateEffect, StateField, type Extension, type Text, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet } from '@codemirror/view'
import { longStretches, type LongStretch } from './long-stretches.ts'
import { external, textOf } from './text-of.ts'

/** A longer text is not searched for what could be folded. Characters. */
const MOST_SEARCHED = 6_000_000
/** So much of a stretch stays in the document while it is folded. Longer lines CodeMirror itself draws in part only. Characters. */
const MOST_KEPT = 20_000

interface Span {
  readonly from: number
  readonly to: number
}

interface Folded {
  readonly closed: readonly LongStretch[]
  /** What was opened stays open as long as its text is there. */
  readonly open: readonly Span[]
  readonly decorations: DecorationSet
}

const openEffect = StateEffect.define<Span>()

const foldsField = StateField.define<Folded>({
  create: ({ doc }) => folded(doc, found(doc), []),
  update(value, transaction) {
    let { closed, open } = value
    if (transaction.docChanged) {
      open = open.flatMap((span) => mapped(span, transaction))
      closed = transaction.annotation(external)
        ? found(transaction.newDoc).filter((each) => !open.some((span) => isAbout(span, each)))
        : closed.flatMap((each) => (transaction.changes.touchesRange(each.from, each.to) ? [] : mapped(each, transaction)))
    }
    const opening = closed.filter((each) => isEntered(each, transaction))
    if (opening.length > 0) {
      closed = closed.filter((each) => !opening.includes(each))
      open = [...open, ...opening]
    }
    return transaction.docChanged || opening.length > 0 ? folded(transaction.newDoc, closed, open) : value
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
})

function found(doc: Text): readonly LongStretch[] {
  return doc.length > MOST_SEARCHED ? [] : longStretches(textOf(doc))
}

function mapped<T extends Span>(span: T, { changes }: Transaction): T[] {
  const [from, to] = [changes.mapPos(span.from, 1), changes.mapPos(span.to, -1)]
  return from < to ? [{ ...span, from, to }] : []
}

/** An edit beside the ends moves them a little. */
function isAbout(open: Span, each: Span): boolean {
  return Math.abs(open.from - each.from) < 200 && Math.abs(open.to - each.to) < 200
}

/** Something leads into it, or the caret or an end of the selection is in it; a selection of everything is not. */
function isEntered({ from, to }: Span, { effects, selection }: Transaction): boolean {
  const isInside = (at: number) => from < at && at < to
  return (
    effects.some((effect) => effect.is(openEffect) && effect.value.from < to && from < effect.value.to) ||
    (selection?.ranges.some(({ anchor, head }) => isInside(anchor) || isInside(head)) ?? false)
  )
}

function folded(doc: Text, closed: readonly LongStretch[], open: readonly Span[]): Folded {
  let end = 0
  const outermost = closed.filter(({ from, to }) => {
    const isIn = from < end
    if (!isIn) end = to
    return !isIn
  })
  const draw = ({ from, to, label, tail }: LongStretch) =>
    Decoration.replace({
      widget: new Fold(to - from > MOST_KEPT ? '' : doc.sliceString(from, to - tail), label, doc.sliceString(to - tail, to)),
    }).range(from, to)
  return { closed, open, decorations: Decoration.set(outermost.map(draw)) }
}

/** Stands for a stretch: its text is in it, drawn as nothing, then the label, which is no text, and the end. */
class Fold extends WidgetType {
  readonly #hidden: string
  readonly #label: string
  readonly #tail: string

  constructor(hidden: string, label: string, tail: string) {
    super()
    this.#hidden = hidden
    this.#label = label
    this.#tail = tail
  }

  override eq(other: Fold): boolean {
    return this.#hidden === other.#hidden && this.#label === other.#label && this.#tail === other.#tail
  }

  override toDOM(): HTMLElement {
    const fold = document.createElement('span')
    fold.className = 'fold-away'
    fold.title = 'Press to show all of it'
    const hidden = document.createElement('span')
    hidden.className = 'fold-hidden'
    hidden.textContent = this.#hidden
    const label = document.createElement('span')
    label.className = 'fold-label'
    label.dataset['label'] = this.#label
    fold.append(hidden, label, this.#tail)
    return fold
  }

  override ignoreEvent(): boolean {
    return false
  }
}

/** A screen reader, or whoever sets the selection by other means than the editor's, can enter the text of a fold itself. */
const selectionInside = ViewPlugin.fromClass(
  class {
    readonly #view: EditorView
    readonly #document: Document
    constructor(view: EditorView) {
      this.#view = view
      this.#document = view.dom.ownerDocument
      this.#document.addEventListener('selectionchange', this.#follow)
    }

    readonly #follow = () => {
      const view = this.#view
      const selection = this.#document.getSelection()
      if (!selection?.anchorNode || !selection.focusNode || !view.dom.contains(selection.anchorNode)) return
      const [anchor, head] = [
        placeInFold(view, selection.anchorNode, selection.anchorOffset),
        placeInFold(view, selection.focusNode, selection.focusOffset),
      ]
      if (anchor === undefined && head === undefined) return
      const at = (place: number | undefined, node: Node, offset: number) => place ?? view.posAtDOM(node, offset)
      view.dispatch({
        selection: {
          anchor: at(anchor, selection.anchorNode, selection.anchorOffset),
          head: at(head, selection.focusNode, selection.focusOffset),
        },
      })
    }

    destroy() {
      this.#document.removeEventListener('selectionchange', this.#follow)
    }
  },
)

/** The offset that a place in the text of a fold stands for; undefined outside of folds. */
function placeInFold(view: EditorView, node: Node, offset: number): number | undefined {
  const fold = node.nodeType === Node.TEXT_NODE ? node.parentElement?.closest<HTMLElement>('.fold-away') : undefined
  if (!fold || !view.contentDOM.contains(fold)) return undefined
  const from = view.posAtDOM(fold)
  const kept = fold.firstChild?.textContent?.length ?? 0
  return from + (fold.firstChild?.contains(node) ? offset : kept + offset)
}

const press = EditorView.domEventHandlers({
  mousedown(event, view) {
    const fold = event.target instanceof Element ? event.target.closest<HTMLElement>('.fold-away') : null
    if (!fold || event.button !== 0) return false
    const from = view.posAtDOM(fold)
    event.preventDefault()
    view.focus()
    view.dispatch({ selection: { anchor: from }, effects: openEffect.of({ from, to: from + 1 }) })
    return true
  },
})

export const folds: Extension = [foldsField, selectionInside, press]

/** Opens what is folded in a stretch. */
export function unfold(view: EditorView, { from, to }: Span): void {
  const closed = view.state.field(foldsField, false)?.closed ?? []
  if (closed.some((each) => from < each.to && each.from < to)) view.dispatch({ effects: openEffect.of({ from, to }) })
}
