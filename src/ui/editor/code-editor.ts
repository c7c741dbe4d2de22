// The CodeMirror behind every box: loaded when the page is up, the same for tokens, JSON and keys.
import { insertNewlineKeepIndent, standardKeymap } from '@codemirror/commands'
import { Annotation, Compartment, EditorState, RangeSetBuilder, StateEffect, StateField, type Text, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, highlightSpecialChars, keymap, placeholder, type DecorationSet } from '@codemirror/view'
import { adoptStyles } from './adopted-styles.ts'
import { jsonColours } from './json-colours.ts'
import type { EditorHandle, EditorOptions, LineNote, Mark } from './editor-content.ts'

adoptStyles()

const external = Annotation.define<boolean>()
const marksEffect = StateEffect.define<readonly Mark[]>()
const notesEffect = StateEffect.define<readonly LineNote[]>()

const marksField = decorationField(marksEffect, markDecorations)
const notesField = decorationField(notesEffect, noteDecorations)
const revealEffect = StateEffect.define<{ readonly from: number; readonly to: number }>()
/** Stands in for the selection, which browsers draw only where the focus is; gone with the next click or key. */
const revealedField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(revealed, transaction) {
    for (const each of transaction.effects) {
      if (each.is(revealEffect)) return each.value.from < each.value.to ? Decoration.set(Decoration.mark({ class: 'revealed' }).range(each.value.from, each.value.to)) : Decoration.none
    }
    return transaction.selection || transaction.docChanged ? Decoration.none : revealed
  },
  provide: (field) => EditorView.decorations.from(field),
})

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'auto' },
  '.cm-content': { padding: 'var(--editor-padding, 0)', caretColor: 'var(--ink)' },
  '.cm-line': { padding: 'var(--editor-line-padding, 0)' },
  '.cm-placeholder': { color: 'var(--faint)' },
})

/** Puts an editor into `host`. The text keeps its line ends: only LF breaks a line, a CR stays the character that it is. */
export function createCodeEditor(host: HTMLElement, text: string, options: EditorOptions): EditorHandle {
  const readOnly = new Compartment()
  let wholesale = false
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.lineSeparator.of('\n'),
        keymap.of([
          { key: 'Mod-z', run: () => (options.onUndo(), true), preventDefault: true },
          { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => (options.onRedo(), true), preventDefault: true },
          { key: 'Mod-Shift-z', run: () => (options.onRedo(), true), preventDefault: true },
          { key: 'Enter', run: insertNewlineKeepIndent },
          ...standardKeymap,
        ]),
        EditorView.lineWrapping,
        highlightSpecialChars(),
        placeholder(options.placeholder),
        theme,
        ...(options.language === 'json' ? [jsonColours] : []),
        marksField,
        notesField,
        revealedField,
        readOnly.of([]),
        EditorView.contentAttributes.of(contentAttributes(options)),
        EditorView.domEventHandlers({
          beforeinput: (event, current) => replaceAll(event, current, () => (wholesale = true)),
          mousemove: (event, current) => {
            options.onPoint(current.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined)
          },
          mouseleave: () => options.onPoint(undefined),
        }),
        EditorState.transactionFilter.of((transaction) => {
          if (transaction.docChanged && !transaction.annotation(external)) wholesale ||= replacesAll(transaction)
          return transaction
        }),
        EditorView.updateListener.of((update) => {
          if (update.selectionSet) options.onSelect(update.state.selection.main.from, update.state.selection.main.to)
          if (!update.docChanged || update.transactions.every((transaction) => transaction.annotation(external))) return
          const { doc } = update.state
          const input = { read: () => textOf(doc), wholesale }
          wholesale = false
          options.onInput(input)
        }),
      ],
    }),
  })
  return {
    setText(next) {
      const change = difference(view.state.doc, next)
      if (change) view.dispatch({ changes: change, annotations: external.of(true) })
    },
    setMarks: (marks) => view.dispatch({ effects: marksEffect.of(marks) }),
    setNotes: (notes) => view.dispatch({ effects: notesEffect.of(notes) }),
    setReadOnly: (on) =>
      view.dispatch({ effects: readOnly.reconfigure(on ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })] : []) }),
    reveal({ from, to }, focus) {
      const { length } = view.state.doc
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)]
      const shown = focus ? EditorView.scrollIntoView(anchor, { y: 'center' }) : revealEffect.of({ from: anchor, to: head })
      view.dispatch({ selection: { anchor, head }, effects: shown })
      if (focus) view.focus()
      else scrollBox(view, anchor)
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

function contentAttributes(options: EditorOptions): Record<string, string> {
  // Cloud spell checkers and password managers send what they see.
  return {
    'aria-label': options.label,
    ...(options.describedBy && { 'aria-describedby': options.describedBy }),
    spellcheck: 'false',
    autocapitalize: 'off',
    autocorrect: 'off',
    autocomplete: 'off',
    translate: 'no',
    'data-1p-ignore': '',
    'data-lpignore': 'true',
    'data-bwignore': '',
    'data-form-type': 'other',
    'data-gramm': 'false',
  }
}

function textOf(doc: Text): string {
  return doc.sliceString(0, doc.length, '\n')
}

/** Typing or pasting over a whole selection: done here, since the browser would only see the lines that are drawn. */
function replaceAll(event: InputEvent, view: EditorView, mark: () => void): boolean {
  if (view.state.readOnly || view.state.doc.length === 0 || !event.cancelable) return false
  const typed = event.inputType === 'insertText' || event.inputType === 'insertFromPaste' || event.inputType === 'insertReplacementText'
  if (!typed && !event.inputType.startsWith('delete')) return false
  if (!selectsAll(view)) return false
  const insert = typed ? (event.data ?? event.dataTransfer?.getData('text/plain') ?? '') : ''
  if (typed && insert === '') return false
  event.preventDefault()
  mark()
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(insert) },
    selection: { anchor: insert.length },
    userEvent: typed ? 'input' : 'delete',
    scrollIntoView: true,
  })
  return true
}

function selectsAll(view: EditorView): boolean {
  const { main } = view.state.selection
  if (main.from === 0 && main.to === view.state.doc.length) return true
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return false
  const range = selection.getRangeAt(0)
  const all = document.createRange()
  all.selectNodeContents(view.contentDOM)
  return range.compareBoundaryPoints(Range.START_TO_START, all) <= 0 && range.compareBoundaryPoints(Range.END_TO_END, all) >= 0
}

function replacesAll(transaction: Transaction): boolean {
  const { length } = transaction.startState.doc
  if (length === 0) return true
  let all = false
  transaction.changes.iterChangedRanges((from, to) => {
    if (from === 0 && to === length) all = true
  })
  return all
}

function difference(doc: Text, next: string): { from: number; to: number; insert: string } | undefined {
  const current = textOf(doc)
  if (current === next) return undefined
  const shorter = Math.min(current.length, next.length)
  let from = 0
  while (from < shorter && current.charCodeAt(from) === next.charCodeAt(from)) from++
  let end = 0
  while (end < shorter - from && current.charCodeAt(current.length - 1 - end) === next.charCodeAt(next.length - 1 - end)) end++
  return { from, to: current.length - end, insert: next.slice(from, next.length - end) }
}

function decorationField<T>(effect: ReturnType<typeof StateEffect.define<readonly T[]>>, draw: (items: readonly T[], doc: Text) => DecorationSet) {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(decorations, transaction) {
      for (const each of transaction.effects) if (each.is(effect)) return draw(each.value, transaction.newDoc)
      return decorations.map(transaction.changes)
    },
    provide: (field) => EditorView.decorations.from(field),
  })
}

function markDecorations(marks: readonly Mark[], doc: Text): DecorationSet {
  return Decoration.set(
    marks.flatMap(({ from, to, className, title }) => {
      const end = Math.min(to, doc.length)
      return from < end ? [Decoration.mark({ class: className, ...(title && { attributes: { title } }) }).range(from, end)] : []
    }),
    true,
  )
}

/** Scrolls the box, and nothing around it, to an offset that it does not show. */
function scrollBox(view: EditorView, at: number): void {
  const { scrollDOM } = view
  if (scrollDOM.scrollHeight <= scrollDOM.clientHeight) return
  const { top, bottom } = view.lineBlockAt(at)
  if (top < scrollDOM.scrollTop || bottom > scrollDOM.scrollTop + scrollDOM.clientHeight) scrollDOM.scrollTop = top - scrollDOM.clientHeight / 2
}

/** Notes are drawn by CSS from an attribute: so they are no part of the text, of a selection, or of what is copied. */
function noteDecorations(notes: readonly LineNote[], doc: Text): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const lines = new Map<number, LineNote>()
  for (const note of notes) {
    if (note.at > doc.length) continue
    const { from } = doc.lineAt(note.at)
    const present = lines.get(from)
    lines.set(from, present ? { ...note, text: `${present.text} · ${note.text}`, tone: present.tone === 'plain' ? note.tone : present.tone } : note)
  }
  for (const [from, { text, tone }] of [...lines].sort(([a], [b]) => a - b)) {
    builder.add(from, from, Decoration.line({ attributes: { 'data-note': text, 'data-tone': tone } }))
  }
  return builder.finish()
}
