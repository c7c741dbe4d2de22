// Prints an editor's whole text with its notes, from a copy that exists only while the page is printed; on the screen only the visible part is drawn.
import type { Extension } from '@codemirror/state'
import { ViewPlugin, type EditorView } from '@codemirror/view'
import { notesField } from './decorations.ts'
import { textOf } from './text-of.ts'

/** Characters that are printed, about sixty pages. */
const MOST_PRINTED = 200_000

class PrintCopy {
  readonly #view: EditorView
  readonly #secret: boolean
  readonly #media = matchMedia('print')
  #copy: HTMLElement | undefined

  constructor(view: EditorView, secret: boolean) {
    this.#view = view
    this.#secret = secret
    addEventListener('beforeprint', this.#put)
    addEventListener('afterprint', this.#remove)
    this.#media.addEventListener('change', this.#follow)
    // It may be created while the page is being printed.
    if (this.#media.matches) queueMicrotask(this.#put)
  }

  destroy() {
    removeEventListener('beforeprint', this.#put)
    removeEventListener('afterprint', this.#remove)
    this.#media.removeEventListener('change', this.#follow)
    this.#remove()
  }

  readonly #put = () => {
    if (this.#copy) return
    this.#copy = this.#secret ? unprinted() : copyOf(this.#view)
    this.#view.dom.parentElement?.append(this.#copy)
  }

  readonly #remove = () => {
    this.#copy?.remove()
    this.#copy = undefined
  }

  /** For browsers that print without an event. */
  readonly #follow = () => (this.#media.matches ? this.#put() : this.#remove())
}

/** `secret`: the content isn't printed, and a line says so. */
export function printCopy(secret: boolean): Extension {
  return ViewPlugin.define((view) => new PrintCopy(view, secret))
}

function unprinted(): HTMLElement {
  const copy = document.createElement('div')
  copy.className = 'print-copy'
  copy.append(noteOf('Not printed: it may be secret.'))
  return copy
}

function copyOf({ state }: EditorView): HTMLElement {
  const { doc } = state
  const copy = document.createElement('div')
  copy.className = 'print-copy'
  // Hidden from screen readers, which read the editor itself.
  copy.ariaHidden = 'true'
  const text = textOf(doc.length > MOST_PRINTED ? doc.slice(0, MOST_PRINTED) : doc)
  const notes = notesAt(state, text.length)
  let at = 0
  for (const [end, note] of notes) {
    copy.append(text.slice(at, end), noteOf(note))
    at = end
  }
  copy.append(text.slice(at))
  const left = doc.length - text.length
  if (left > 0) copy.append(noteOf(`… ${left.toLocaleString('en')} more characters not printed.`))
  return copy
}

/** The notes, with the offsets of their lines' ends. */
function notesAt(state: EditorView['state'], most: number): [number, string][] {
  const notes: [number, string][] = []
  state.field(notesField).between(0, most, (from, _, { spec }: { spec: { attributes?: Record<string, string> } }) => {
    const end = state.doc.lineAt(from).to
    const text = spec.attributes?.['data-note']
    if (text !== undefined && end <= most) notes.push([end, text])
  })
  return notes
}

function noteOf(text: string): HTMLElement {
  const note = document.createElement('i')
  note.textContent = text
  return note
}
