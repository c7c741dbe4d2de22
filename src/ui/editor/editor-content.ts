// What an editor shows besides its text: coloured stretches, notes at the ends of lines. Plain data, so that any feature can say it.

/** A stretch of the text (UTF-16 offsets, half open) that is drawn with a class. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly className: string
  /** Shown when the pointer rests on it. */
  readonly title?: string
}

/** A remark at the end of the line that holds `at`; shown beside the text and never part of it. */
export interface LineNote {
  readonly at: number
  readonly text: string
  readonly tone: 'plain' | 'time' | 'good' | 'warning' | 'bad' | 'changed'
}

/** A change that the user made. `read` gives the whole new text; it is called later, when the keystroke has been painted. */
export interface EditorInput {
  read(): string
  /** Everything that stood there before was replaced at once, or nothing did. */
  readonly wholesale: boolean
}

export interface EditorOptions {
  readonly label: string
  readonly language: 'json' | 'plain'
  readonly placeholder: string
  readonly describedBy: string | undefined
  onInput(input: EditorInput): void
  /** The caret moved or text was selected; offsets. */
  onSelect(from: number, to: number): void
  /** The pointer rests on a character, or on none. */
  onPoint(at: number | undefined): void
  onUndo(): void
  onRedo(): void
}

/** An editor on the page. */
export interface EditorHandle {
  /** Shows another text; the caret stays where it can. Not reported as input. */
  setText(text: string): void
  setMarks(marks: readonly Mark[]): void
  setNotes(notes: readonly LineNote[]): void
  setReadOnly(readOnly: boolean): void
  /** Selects a stretch and scrolls the box to it; with `focus` the page too, and the caret goes there. */
  reveal(span: { readonly from: number; readonly to: number }, focus: boolean): void
  focus(): void
  destroy(): void
}
