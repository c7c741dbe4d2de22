// The state of a lesson's questions, with the current answers, the replies, and which were answered right.
import type { Exercise, Lesson, Reply } from '../../lessons/lesson.ts'

export interface Attempt {
  readonly exercise: Exercise
  readonly answer: string
  /** The reply to the answer that was checked; removed by the next edit. */
  readonly reply: Reply | undefined
  /** True once there has been a right answer. */
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

  /** One for each question; undefined until the exercises are made. */
  get attempts(): readonly Attempt[] | undefined {
    return this.#attempts
  }

  /** How many questions were answered right. */
  get right(): number {
    return this.#attempts?.filter(({ right }) => right).length ?? 0
  }

  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Makes the exercises, once. Without Web Crypto there are none, and it doesn't reject. */
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

  /** Stores an answer as it is typed or picked. */
  readonly write = (index: number, answer: string): void => this.#set(index, (attempt) => ({ ...attempt, answer, reply: undefined }))

  /** Checks the answer. If it is edited meanwhile, the reply is dropped. */
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
