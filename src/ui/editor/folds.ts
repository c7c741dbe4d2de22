// Folds the long stretches of a JSON editor, without changing its text. A fold opens when it is pressed, entered by the caret or jumped to.
import { StateEffect, StateField, type Extension, type Text, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet } from '@codemirror/view'
import { longStretches, type LongStretch } from './long-stretches.ts'
import { external, textOf } from './text-of.ts'

/** Characters. A longer text isn't searched for stretches to fold. */
const MOST_SEARCHED = 6_000_000
/** Characters of a folded stretch that stay in the document. CodeMirror itself draws only part of longer lines. */
const MOST_KEPT = 20_000

interface Span {
  readonly from: number
  readonly to: number
}

interface Folded {
  readonly closed: readonly LongStretch[]
  /** Opened stretches stay open as long as their text exists. */
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

/** An edit near the ends moves them slightly. */
function isAbout(open: Span, each: Span): boolean {
  return Math.abs(open.from - each.from) < 200 && Math.abs(open.to - each.to) < 200
}

/** True if something jumps into it, or the caret or an end of the selection is inside; selecting everything doesn't count. */
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

/** Represents a folded stretch: its hidden text, then the label, which isn't text, then its end. */
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

/** Screen readers, and anything else that sets the selection without the editor, can enter the text of a fold directly. */
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

/** The document offset of a place in the text of a fold; undefined outside folds. */
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

/** Opens the folds within a stretch. */
export function unfold(view: EditorView, { from, to }: Span): void {
  const closed = view.state.field(foldsField, false)?.closed ?? []
  if (closed.some((each) => from < each.to && each.from < to)) view.dispatch({ effects: openEffect.of({ from, to }) })
}
