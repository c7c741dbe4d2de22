// The type of the speaker's notes for one lesson.
export interface LessonNotes {
  readonly title: string
  /** One for each paragraph of what to know. */
  readonly know: readonly string[]
  readonly task: string
  /** For moves of the solution, by their number from 1. Other moves need no note. */
  readonly moves?: Readonly<Record<number, string>>
  readonly remember: string
}
