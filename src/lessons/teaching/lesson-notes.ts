// The notes of one lesson.
export interface LessonNotes {
  readonly title: string
  /** To each paragraph of what to know. */
  readonly know: readonly string[]
  readonly task: string
  /** To moves of the solution, by their number from 1; for the others the next move is enough. */
  readonly moves?: Readonly<Record<number, string>>
  readonly remember: string
}
