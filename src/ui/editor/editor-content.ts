// Describes what an editor shows besides its text (colored stretches, notes at line ends) as plain data that any feature can provide.

/** More characters than this at once are a paste, not typing. */
export const PASTED = 20

/** A stretch of the text (UTF-16 offsets, half open) that is drawn with a class. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly className: string
  /** The tooltip. */
  readonly title?: string
}

/** A temporary highlight, drawn over the marks, with its own class; `lit-line` highlights whole lines. */
export interface EditorHighlight {
  readonly from: number
  readonly to: number
  readonly className: 'lit' | 'lit-shared' | 'lit-exact' | 'lit-line'
  readonly title?: string
}

/** A note at the end of the line that contains `at`; shown next to the text, never part of it. */
export interface LineNote {
  readonly at: number
  readonly text: string
  readonly tone: 'plain' | 'time' | 'good' | 'warning' | 'bad' | 'changed'
}

/** A line with a note that the user points at. */
export interface PointedNote {
  readonly line: { readonly from: number; readonly to: number }
  /** The line's position in the window. */
  readonly rect: DOMRect
}

/** A change by the user. `read` returns the whole new text; it is called later, after the keystroke has been painted. */
export interface EditorInput {
  read(): string
  /** The change replaced all of the previous text, or there was none. */
  readonly wholesale: boolean
}

export interface EditorOptions {
  readonly label: string
  readonly language: 'json' | 'plain'
  readonly describedBy: string | undefined
  /** It isn't printed. */
  readonly secret: boolean
  /** After a paste over everything, the caret is at the beginning, and the box shows it. */
  readonly pastedFromStart: boolean
  onInput(input: EditorInput): void
  /** The caret moved, text was selected, or a character was clicked or tapped; offsets. */
  onSelect(from: number, to: number): void
  /** The pointer is on the character at this offset, or on none. Called only when that changes. */
  onPoint(at: number | undefined): void
  /** The mouse entered or left the space after a line that has a note, or pressed there. */
  onNote(note: PointedNote | undefined, how: 'hover' | 'press'): void
  onUndo(): void
  onRedo(): void
}

/** What an editor shows. */
export interface EditorContent {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly notes: readonly LineNote[]
  readonly readOnly: boolean
  readonly placeholder: string
}

/** An editor on the page. */
export interface EditorHandle {
  /**
   * Shows other content in a single update. Members that are absent stay and move with the text. The caret stays in place if it can. Not
   * reported as input.
   */
  show(content: Partial<EditorContent>): void
  /**
   * Separate from the marks, so that a highlight doesn't redraw all of them. `reveal`: an offset to scroll to, in the box only, if it isn't
   * visible. `opens`: opens folds around exact highlights.
   */
  setHighlights(highlights: readonly EditorHighlight[], reveal?: number, opens?: boolean): void
  /** Selects a stretch, scrolls to it and focuses it. */
  reveal(span: { readonly from: number; readonly to: number }): void
  /**
   * Marks the matches of a search; scrolls to and unfolds `current`, an index into them, without moving the focus. An empty list removes the
   * marks.
   */
  showMatches(matches: readonly { readonly from: number; readonly to: number }[], current: number | undefined): void
  /** Scrolls the line at an offset into the window and returns its position there; undefined if it isn't drawn. */
  rectAt(at: number): DOMRect | undefined
  /** Focuses the editor, and selects `span` if given (UTF-16 offsets). */
  focus(span?: { readonly from: number; readonly to: number }): void
  destroy(): void
}
