// What an editor shows besides its text: coloured stretches, notes at the ends of lines. Plain data, so that any feature can say it.

/** Nobody types more characters than this at once. */
export const PASTED = 20

/** A stretch of the text (UTF-16 offsets, half open) that is drawn with a class. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly className: string
  /** Shown when the pointer rests on it. */
  readonly title?: string
}

/** A stretch that lights up for a while, drawn over the marks: with a class of its own, or on whole lines where that is `lit-line`. */
export interface EditorHighlight {
  readonly from: number
  readonly to: number
  readonly className: 'lit' | 'lit-shared' | 'lit-exact' | 'lit-line'
  readonly title?: string
}

/** A remark at the end of the line that holds `at`; shown beside the text and never part of it. */
export interface LineNote {
  readonly at: number
  readonly text: string
  readonly tone: 'plain' | 'time' | 'good' | 'warning' | 'bad' | 'changed'
}

/** A line with a note that the user points at. */
export interface PointedNote {
  readonly line: { readonly from: number; readonly to: number }
  /** Where the line is in the window. */
  readonly rect: DOMRect
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
  readonly describedBy: string | undefined
  /** It isn't printed. */
  readonly secret: boolean
  /** After a paste over everything the caret stands at the beginning, and the box shows it. */
  readonly pastedFromStart: boolean
  onInput(input: EditorInput): void
  /** The caret moved, text was selected, or a character was clicked or tapped; offsets. */
  onSelect(from: number, to: number): void
  /** The pointer rests on the character at this offset, or on none. Only said when it changes. */
  onPoint(at: number | undefined): void
  /** The mouse is beside the text of a line that has a note, or no longer; or such a line was pressed there. */
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
   * Shows other content, all of it in one change of the page; what is not named stays, and moves along with the text. The caret stays
   * where it can. Not reported as input.
   */
  show(content: Partial<EditorContent>): void
  /**
   * Apart from the marks, so that lighting something up costs what is lit and not what is marked. `reveal`: an offset that the box
   * scrolls to where it does not show it; the page itself stays. `opens`: folds around what is lit exactly.
   */
  setHighlights(highlights: readonly EditorHighlight[], reveal?: number, opens?: boolean): void
  /** Goes to a stretch: it is selected, in view, and the focus is there. */
  reveal(span: { readonly from: number; readonly to: number }): void
  /**
   * Marks what a search found; `current`, one of them by its index, is scrolled to and unfolded, and nothing is focused. An empty list takes
   * the marks away.
   */
  showMatches(matches: readonly { readonly from: number; readonly to: number }[], current: number | undefined): void
  /** Brings the line at an offset into the window, and says where it is there; undefined where it isn't drawn. */
  rectAt(at: number): DOMRect | undefined
  /** Takes the focus, with this selected where it is given (UTF-16 offsets). */
  focus(span?: { readonly from: number; readonly to: number }): void
  destroy(): void
}
