// Creates the CodeMirror editor behind every box, for tokens, JSON and keys; loaded once the page is up.
import { insertNewline, insertNewlineKeepIndent, standardKeymap } from '@codemirror/commands'
import { Compartment, EditorState, type StateEffect, type Text, type Transaction } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap, placeholder } from '@codemirror/view'
import { adoptStyles } from './adopted-styles.ts'
import { cutOff } from './cut-off.ts'
import { highlightsEffect, highlightsField, marksEffect, marksField, notesEffect, notesField } from './decorations.ts'
import { folds, unfold } from './folds.ts'
import { hangingIndent } from './hanging-indent.ts'
import { jsonColors } from './json-colors.ts'
import { matches, showMatches } from './matches.ts'
import { noteTarget } from './note-target.ts'
import { characterAt, rowAt, scrollTo } from './pointing.ts'
import { printCopy } from './print-copy.ts'
import { stringIsolates } from './string-isolates.ts'
import { difference, external, knowText, textOf } from './text-of.ts'
import { hasStrayLine, replaceAll, replacesAll, replaceSelected, undoOrRedo } from './typing.ts'
import { wholeText } from './whole-text.ts'
import { PASTED, type EditorHandle, type EditorOptions } from './editor-content.ts'

adoptStyles()

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
 * Characters. Longer texts are inserted into an existing editor. CodeMirror measures its initial text as if lines did not wrap, and then draws
 * a line of megabytes in full, which takes half a minute.
 */
const LONG = 10_000

/** Creates an editor in `host`. The text keeps its line endings: only LF breaks a line, and a CR stays a character. */
export function createCodeEditor(host: HTMLElement, text: string, options: EditorOptions): EditorHandle {
  const readOnly = new Compartment()
  const invitation = new Compartment()
  let wholesale = false
  // Text that Firefox may have inserted next to the lines instead of into one, which leaves an empty line. It happens in an empty box before
  // the caret is placed, or when a script replaces all lines, as tests do when they fill a box.
  let scripted: string | undefined
  let pointedAt: number | undefined
  const point = (at: number | undefined) => {
    if (at === pointedAt) return
    pointedAt = at
    options.onPoint(at)
  }
  let lit = false
  /**
   * The transactions of an update that replaces the whole text, while the page works out what it shows for the new one. The marks join them:
   * drawing them in an update of their own would lay out the text twice.
   */
  let held: Transaction[] | undefined
  /** The document that was reported before it was drawn. */
  let reported: Text | undefined
  /** What was asked of the view meanwhile. */
  let later: (() => void)[] = []
  const whenDrawn = <A extends unknown[]>(act: (...args: A) => void) => {
    return (...args: A) => void (held ? later.push(() => act(...args)) : act(...args))
  }
  const stateNow = () => held?.at(-1)?.state ?? view.state
  const apply = (transaction: Transaction) => void (held ? held.push(transaction) : view.dispatch(transaction))
  const report = (doc: Text) => {
    const input = { read: () => textOf(doc), wholesale }
    wholesale = false
    options.onInput(input)
  }
  const view = new EditorView({
    parent: host,
    dispatchTransactions(transactions) {
      const doc = transactions.at(-1)?.newDoc
      if (!wholesale || held || !doc || !transactions.some(isTyped)) return view.update(transactions)
      held = [...transactions]
      try {
        report(doc)
      } finally {
        const [all, asked] = [held, later]
        held = undefined
        later = []
        reported = doc
        view.update(all)
        reported = undefined
        for (const act of asked) act()
      }
    },
    state: EditorState.create({
      doc: text.length > LONG ? '' : text,
      extensions: [
        EditorState.lineSeparator.of('\n'),
        keymap.of([
          { any: (_, event) => undoOrRedo(event, options) },
          // A secret is kept down to its last space, so no indentation is added.
          { key: 'Enter', run: options.language === 'json' ? insertNewlineKeepIndent : insertNewline },
          ...standardKeymap,
        ]),
        EditorView.lineWrapping,
        highlightSpecialChars(),
        invitation.of([]),
        theme,
        // Before the marks and the syntax, so that it is drawn inside them and takes their color.
        matches,
        highlightsField,
        ...(options.language === 'json' ? [jsonColors, hangingIndent, stringIsolates, folds] : []),
        noteTarget(options),
        wholeText,
        cutOff(options.label),
        printCopy(options.secret),
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
          mousemove: (event, current) =>
            point(characterAt(current, event) ?? (options.language === 'json' ? rowAt(current, event) : undefined)),
          mouseleave: () => point(undefined),
          click: (event, current) => {
            // A tap may leave the caret where it is; use the character under the finger.
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
          // After a paste over everything, reading starts at the beginning; after typing over everything, typing goes on at the end.
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
          const typed = update.transactions.findLast(isTyped)?.newDoc
          if (typed && typed !== reported) report(typed)
        }),
      ],
    }),
  })
  if (text.length > LONG) view.dispatch({ changes: { from: 0, insert: text }, annotations: external.of(true) })
  return {
    show(content) {
      const state = stateNow()
      const changes = content.text === undefined ? undefined : difference(state.doc, content.text)
      const effects: StateEffect<unknown>[] = []
      if (content.marks) effects.push(marksEffect.of(content.marks))
      if (content.notes) effects.push(notesEffect.of(content.notes))
      if (content.readOnly !== undefined) effects.push(readOnly.reconfigure(content.readOnly ? READ_ONLY : []))
      if (content.placeholder !== undefined) effects.push(invitation.reconfigure(placeholder(content.placeholder)))
      if (changes) {
        const transaction = state.update({ changes, effects, annotations: external.of(true) })
        knowText(transaction.newDoc, content.text!)
        apply(transaction)
      } else if (effects.length > 0) apply(state.update({ effects }))
    },
    setHighlights: whenDrawn((highlights, at, opens) => {
      if (highlights.length === 0 && !lit) return
      lit = highlights.length > 0
      // Measured before the page changes; afterward, the frame would need a second layout.
      if (opens) for (const each of highlights) if (each.className === 'lit-exact') unfold(view, each)
      if (at !== undefined) scrollTo(view, at)
      view.dispatch({ effects: highlightsEffect.of(highlights) })
    }),
    reveal: whenDrawn(({ from, to }) => {
      const { length } = view.state.doc
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)]
      unfold(view, { from, to })
      view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    }),
    showMatches: whenDrawn((spans, current) => showMatches(view, spans, current)),
    rectAt(at) {
      const { node } = view.domAtPos(Math.min(at, view.state.doc.length))
      const line = (node instanceof Element ? node : node.parentElement)?.closest('.cm-line')
      const rect = line?.getBoundingClientRect()
      if (!rect || (rect.top >= 0 && rect.bottom <= innerHeight)) return rect
      line?.scrollIntoView({ block: 'center' })
      return line?.getBoundingClientRect()
    },
    focus: whenDrawn((span) => {
      if (span)
        view.dispatch({ selection: { anchor: Math.min(span.from, view.state.doc.length), head: Math.min(span.to, view.state.doc.length) } })
      view.focus()
    }),
    destroy: () => view.destroy(),
  }
}

/** A change of the text by the reader, not by the page. */
function isTyped(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.annotation(external) !== true
}

function contentAttributes(options: EditorOptions): Record<string, string> {
  // Cloud spell checkers and password managers send what they see to a server.
  return {
    'aria-label': options.label,
    ...(options.describedBy && { 'aria-describedby': options.describedBy }),
    // It is focusable anyway; stating it shows tools that the scrolling box around it can be reached.
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
