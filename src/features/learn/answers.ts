// The questions of a lesson under way: what is written, what came of it, and which were answered.
import type { Exercise, Lesson, Reply } from '../../lessons/lesson.ts'

export interface Attempt {
  readonly exercise: Exercise
  readonly answer: string
  /** To the answer as it was when it was checked; gone with the next edit. */
  readonly reply: Reply | undefined
  /** True from the first right answer on. */
  readonly right: boolean
  /** Wrong answers so far. */
  readonly wrong: number
}

export class Answers {
  readonly lesson: Lesson
  readonly #now: () => number
  #attempts: readonly Attempt[] | undefined
  #begun: Promise<void> | undefined
  #version = 0
  readonly #listeners = new Set<() => void>()

  constructor(lesson: Lesson, now: () => number) {
    this.lesson = lesson
    this.#now = now
  }

  /** One for each question; undefined until they are made. */
  get attempts(): readonly Attempt[] | undefined {
    return this.#attempts
  }

  /** How many questions were answered. */
  get right(): number {
    return this.#attempts?.filter(({ right }) => right).length ?? 0
  }

  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Makes the exercises unless they are made. Rejects never: without Web Crypto there are none. */
  readonly begin = (): Promise<void> =>
    (this.#begun ??= Promise.all(this.lesson.questions.map((question) => question.start(this.#now()))).then(
      (exercises) => {
        this.#attempts = exercises.map((exercise) => ({
          exercise,
          answer: exercise.field.kind === 'text' ? exercise.field.value : '',
          reply: undefined,
          right: false,
          wrong: 0,
        }))
        this.#changed()
      },
      (error: unknown) => {
        if (globalThis.crypto?.subtle) throw error
      },
    ))

  /** Takes an answer as it is typed or picked. */
  readonly write = (index: number, answer: string): void => this.#set(index, (attempt) => ({ ...attempt, answer, reply: undefined }))

  /** Tries the answer out. What was edited meanwhile keeps its own. */
  readonly check = async (index: number): Promise<void> => {
    const attempt = this.#attempts?.[index]
    if (!attempt) return
    const reply = await attempt.exercise.check(attempt.answer)
    this.#set(index, (now) =>
      now.answer === attempt.answer ? { ...now, reply, right: now.right || reply.right, wrong: now.wrong + (reply.right ? 0 : 1) } : now,
    )
  }

  #set(index: number, change: (attempt: Attempt) => Attempt): void {
    this.#attempts = this.#attempts?.map((attempt, at) => (at === index ? change(attempt) : attempt))
    this.#changed()
  }

  #changed(): void {
    this.#version++
    for (const listener of this.#listeners) listener()
  }
}
