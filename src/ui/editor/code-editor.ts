// The CodeMirror behind every box: loaded when the page is up, the same for tokens, JSON and keys.
import { insertNewline, insertNewlineKeepIndent, standardKeymap } from '@codemirror/commands'
import {
  Annotation,
  Compartment,
  EditorState,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Range as DocRange,
  type Text,
  type Transaction,
} from '@codemirror/state'
import { Decoration, EditorView, highlightSpecialChars, keymap, placeholder, type DecorationSet } from '@codemirror/view'
import { adoptStyles } from './adopted-styles.ts'
import { jsonColours } from './json-colours.ts'
import { stringIsolates } from './string-isolates.ts'
import { PASTED, type EditorHandle, type EditorHighlight, type EditorOptions, type LineNote, type Mark } from './editor-content.ts'

adoptStyles()

const external = Annotation.define<boolean>()
const marksEffect = StateEffect.define<readonly Mark[]>()
const notesEffect = StateEffect.define<readonly LineNote[]>()
const highlightsEffect = StateEffect.define<readonly EditorHighlight[]>()

const marksField = decorationField(marksEffect, markDecorations)
const notesField = decorationField(notesEffect, noteDecorations)
const highlightsField = decorationField(highlightsEffect, highlightDecorations)

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'auto' },
  '.cm-content': { padding: 'var(--editor-padding, 0)', caretColor: 'var(--ink)' },
  '.cm-line': { padding: 'var(--editor-line-padding, 0)' },
  '.cm-placeholder': { color: 'var(--faint)' },
})

const READ_ONLY = [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })]

/**
 * Longer texts are put into an editor that is there already. What CodeMirror begins with, it measures as if a line did not wrap, and then
 * draws a line of megabytes as a whole, which takes half a minute.
 */
const LONG = 10_000

/** Puts an editor into `host`. The text keeps its line ends: only LF breaks a line, a CR stays the character that it is. */
export function createCodeEditor(host: HTMLElement, text: string, options: EditorOptions): EditorHandle {
  const readOnly = new Compartment()
  const invitation = new Compartment()
  let wholesale = false
  // Text that Firefox may have put beside the lines instead of into one, which leaves an empty line: into an empty box before the caret
  // has its place, or over all lines by a script, as tests fill a box.
  let scripted: string | undefined
  let pointedAt: number | undefined
  const point = (at: number | undefined) => {
    if (at === pointedAt) return
    pointedAt = at
    options.onPoint(at)
  }
  let lit = false
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text.length > LONG ? '' : text,
      extensions: [
        EditorState.lineSeparator.of('\n'),
        keymap.of([
          { any: (_, event) => undoOrRedo(event, options) },
          // A secret is kept to the last blank, so none is added that was not typed.
          { key: 'Enter', run: options.language === 'json' ? insertNewlineKeepIndent : insertNewline },
          ...standardKeymap,
        ]),
        EditorView.lineWrapping,
        highlightSpecialChars(),
        invitation.of([]),
        theme,
        // Before the marks and the syntax, so that it is drawn inside of them and takes their colour.
        highlightsField,
        ...(options.language === 'json' ? [jsonColours, stringIsolates] : []),
        marksField,
        notesField,
        readOnly.of([]),
        EditorView.contentAttributes.of(contentAttributes(options)),
        EditorView.domEventHandlers({
          beforeinput: (event, current) => replaceAll(event, current, () => (wholesale = true)) || replaceSelected(event, current),
          input({ inputType, data }, { state }) {
            const severalLines = data?.includes('\n') === true || state.doc.lines > 1
            if (data && (state.doc.length === 0 || (inputType === '' && severalLines))) scripted = data
          },
          mousemove: (event, current) => point(characterAt(current, event)),
          mouseleave: () => point(undefined),
          click: (event, current) => {
            // A tap need not move the caret: what is under the finger counts.
            const at = current.state.selection.main.empty ? characterAt(current, event) : undefined
            if (at !== undefined) options.onSelect(at, at + 1)
          },
        }),
        EditorState.transactionFilter.of((transaction) => {
          if (!transaction.docChanged || transaction.annotation(external)) return transaction
          const all = replacesAll(transaction)
          wholesale ||= all
          const meant = scripted
          scripted = undefined
          // What was pasted over everything is read from its beginning; who types over everything goes on at the end.
          const start = options.pastedFromStart && all && transaction.newDoc.length > PASTED
          if (meant === undefined || !hasStrayLine(transaction, meant))
            return start ? [transaction, { selection: { anchor: 0 }, sequential: true }] : transaction
          return {
            changes: { from: 0, to: transaction.startState.doc.length, insert: meant },
            selection: { anchor: start ? 0 : meant.length },
            userEvent: 'input',
          }
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
  if (text.length > LONG) view.dispatch({ changes: { from: 0, insert: text }, annotations: external.of(true) })
  return {
    show(content) {
      const changes = content.text === undefined ? undefined : difference(view.state.doc, content.text)
      const effects: StateEffect<unknown>[] = []
      if (content.marks) effects.push(marksEffect.of(content.marks))
      if (content.notes) effects.push(notesEffect.of(content.notes))
      if (content.readOnly !== undefined) effects.push(readOnly.reconfigure(content.readOnly ? READ_ONLY : []))
      if (content.placeholder !== undefined) effects.push(invitation.reconfigure(placeholder(content.placeholder)))
      if (changes) view.dispatch({ changes, effects, annotations: external.of(true) })
      else if (effects.length > 0) view.dispatch({ effects })
    },
    setHighlights(highlights, at) {
      if (highlights.length === 0 && !lit) return
      lit = highlights.length > 0
      // Looked up before the page changes: afterwards it would have to be laid out twice in the frame.
      if (at !== undefined) reveal(view, at)
      view.dispatch({ effects: highlightsEffect.of(highlights) })
    },
    reveal({ from, to }) {
      const { length } = view.state.doc
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)]
      view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    },
    focus(span) {
      if (span)
        view.dispatch({ selection: { anchor: Math.min(span.from, view.state.doc.length), head: Math.min(span.to, view.state.doc.length) } })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}

function contentAttributes(options: EditorOptions): Record<string, string> {
  // Cloud spell checkers and password managers send what they see.
  return {
    'aria-label': options.label,
    ...(options.describedBy && { 'aria-describedby': options.describedBy }),
    // It takes the focus anyway; said aloud, tools see that the scrolling box around it can be reached.
    tabindex: '0',
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
  if (view.state.readOnly || !event.cancelable) return false
  const typed = event.inputType === 'insertText' || event.inputType === 'insertFromPaste' || event.inputType === 'insertReplacementText'
  if (!typed && !event.inputType.startsWith('delete')) return false
  const { length } = view.state.doc
  // Into an empty box the browser types itself, but what it inserts at once it would scroll to the end of.
  if (length === 0 ? (event.data?.length ?? 0) <= PASTED : !selectsAll(view)) return false
  const insert = typed ? (event.data ?? event.dataTransfer?.getData('text/plain') ?? '') : ''
  if (typed && insert === '') return false
  event.preventDefault()
  mark()
  view.dispatch({
    changes: { from: 0, to: length, insert: view.state.toText(insert) },
    selection: { anchor: insert.length },
    userEvent: typed ? 'input' : 'delete',
    scrollIntoView: true,
  })
  return true
}

/** Typing over a selection: done here, since the browser would give the text the style of what it replaces, which the page's policy forbids. */
function replaceSelected(event: InputEvent, view: EditorView): boolean {
  const selection = document.getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
  if (view.state.readOnly || event.inputType !== 'insertText' || !event.data || !event.cancelable || !range || range.collapsed) return false
  if (!view.contentDOM.contains(range.startContainer) || !view.contentDOM.contains(range.endContainer)) return false
  const [from, to] = [view.posAtDOM(range.startContainer, range.startOffset), view.posAtDOM(range.endContainer, range.endOffset)]
  event.preventDefault()
  view.dispatch({
    changes: { from, to, insert: event.data },
    selection: { anchor: from + event.data.length },
    userEvent: 'input.type',
    scrollIntoView: true,
  })
  return true
}

/** By the letter and not by its case: with Caps Lock, Shift makes it small. */
function undoOrRedo(event: KeyboardEvent, options: EditorOptions): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return false
  event.preventDefault()
  if (key === 'y' || event.shiftKey) options.onRedo()
  else options.onUndo()
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

/** Whether the new text is the one that was meant, and an empty line around it that nobody typed. */
function hasStrayLine({ newDoc, startState }: Transaction, meant: string): boolean {
  const more = newDoc.length - meant.length
  if (more === 2) return newDoc.toString() === `\n${meant}\n`
  const couldStray = startState.doc.length === 0 || startState.doc.lines > 1
  return more === 1 && couldStray && [`\n${meant}`, `${meant}\n`].includes(newDoc.toString())
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

function decorationField<T>(
  effect: ReturnType<typeof StateEffect.define<readonly T[]>>,
  draw: (items: readonly T[], doc: Text) => DecorationSet,
) {
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

/** A stretch over more lines than this is lit as a stretch; a page has no more of them. */
const MOST_LIT_LINES = 100

function highlightDecorations(highlights: readonly EditorHighlight[], doc: Text): DecorationSet {
  const ranges: DocRange<Decoration>[] = []
  for (const { from, to, className, title } of highlights) {
    const end = Math.min(to, doc.length)
    if (from >= end) continue
    const first = doc.lineAt(from).number
    const last = className === 'lit-line' ? doc.lineAt(end).number : first
    if (className !== 'lit-line' || last - first > MOST_LIT_LINES) {
      ranges.push(
        Decoration.mark({ class: className === 'lit-line' ? 'lit' : className, ...(title && { attributes: { title } }) }).range(from, end),
      )
    } else for (let line = first; line <= last; line++) ranges.push(Decoration.line({ class: className }).range(doc.line(line).from))
  }
  return Decoration.set(ranges, true)
}

/** The character under the mouse: not the nearest gap between two, which is where a click would put the caret. */
function characterAt(view: EditorView, { clientX: x, clientY: y }: MouseEvent): number | undefined {
  const at = view.posAndSideAtCoords({ x, y }, false)
  const before = at.assoc < 0 ? at.pos - 1 : at.pos
  const box = before >= 0 && before < view.state.doc.length ? view.coordsForChar(before) : null
  return box && x >= box.left && x <= box.right && y >= box.top - 4 && y <= box.bottom + 4 ? before : undefined
}

/** Scrolls the box, and nothing around it, to an offset that it does not show. Within a wrapped line the height is estimated: all its rows are full. */
function reveal(view: EditorView, at: number): void {
  const { scrollDOM } = view
  if (scrollDOM.scrollHeight <= scrollDOM.clientHeight) return
  const block = view.lineBlockAt(Math.min(at, view.state.doc.length))
  const top = block.top + (block.height * (at - block.from)) / Math.max(1, block.length)
  const row = view.defaultLineHeight
  if (top < scrollDOM.scrollTop || top + row > scrollDOM.scrollTop + scrollDOM.clientHeight)
    scrollDOM.scrollTop = top - scrollDOM.clientHeight / 2
}

/** Notes are drawn by CSS from an attribute: so they are no part of the text, of a selection, or of what is copied. */
function noteDecorations(notes: readonly LineNote[], doc: Text): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const lines = new Map<number, LineNote>()
  for (const note of notes) {
    if (note.at > doc.length) continue
    const { from } = doc.lineAt(note.at)
    const present = lines.get(from)
    lines.set(
      from,
      present ? { ...note, text: `${present.text} · ${note.text}`, tone: present.tone === 'plain' ? note.tone : present.tone } : note,
    )
  }
  for (const [from, { text, tone }] of [...lines].sort(([a], [b]) => a - b)) {
    builder.add(from, from, Decoration.line({ attributes: { 'data-note': isolated(text), 'data-tone': tone } }))
  }
  return builder.finish()
}

/** An attribute has no elements: what is quoted in a note keeps its direction to itself by FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
function isolated(text: string): string {
  return text.replace(/“[^“”]*”/g, '\u2068$&\u2069')
}
