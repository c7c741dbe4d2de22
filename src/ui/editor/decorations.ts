// Draws an editor's marks, notes and highlights as decorations, which aren't part of the text.
import { RangeSetBuilder, StateEffect, StateField, type Range as DocRange, type Text } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { EditorHighlight, LineNote, Mark } from './editor-content.ts'

export const marksEffect = StateEffect.define<readonly Mark[]>()
export const notesEffect = StateEffect.define<readonly LineNote[]>()
export const highlightsEffect = StateEffect.define<readonly EditorHighlight[]>()

export const marksField = decorationField(marksEffect, markDecorations)
export const notesField = decorationField(notesEffect, noteDecorations)
export const highlightsField = decorationField(highlightsEffect, highlightDecorations)

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

/** A stretch of more lines than this, more than a page shows, is highlighted as one. */
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

/** CSS draws notes from an attribute, so they aren't part of the text, of a selection or of copied text. */
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

/** An attribute can't contain elements, so FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE isolate the direction of quoted text in a note. */
function isolated(text: string): string {
  return text.replace(/“[^“”]*”/g, '\u2068$&\u2069')
}
