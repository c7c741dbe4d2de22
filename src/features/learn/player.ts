// Runs a lesson's stage and plays the moves of its solution.
import type { Lesson, Move, Stage } from '../../lessons/lesson.ts'
import { answerId } from './stage-news.ts'
import { isSolved, perform } from '../../lessons/stage/perform.ts'

/** The name of the item that a move uses. */
export function targetOf(move: Move): string {
  if ('press' in move) return move.press
  if ('fill' in move) return move.fill
  if ('slide' in move) return move.slide
  if ('flip' in move) return move.flip
  return 'choose' in move ? move.choose : move.turn
}

export class Player {
  readonly lesson: Lesson
  readonly #now: () => number
  #stage: Stage | undefined
  #played = 0
  #answered = false
  #solved = false
  #failed = false
  #version = 0
  #tail: Promise<void> = Promise.resolve()
  #leave: (() => void) | undefined
  readonly #listeners = new Set<() => void>()

  constructor(lesson: Lesson, now: () => number) {
    this.lesson = lesson
    this.#now = now
  }

  /** Undefined until the stage is set up. */
  get stage(): Stage | undefined {
    return this.#stage
  }

  /** True if the stage could not be set up, because the browser has no Web Crypto here. */
  get failed(): boolean {
    return this.#failed
  }

  /** The number of moves of the solution played since the stage was set up. */
  get played(): number {
    return this.#played
  }

  /** Whether the last move brought an answer. */
  get answered(): boolean {
    return this.#answered
  }

  /** The name of the item that the last move used. */
  get spot(): string | undefined {
    const move = this.lesson.solution[this.#played - 1]
    return move && targetOf(move)
  }

  /** True once every goal has been met; starting again doesn't change that. */
  get solved(): boolean {
    return this.#solved
  }

  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sets up the stage, once. */
  readonly begin = (): Promise<void> => this.#then(async () => void (this.#stage ?? (await this.#set())))

  readonly restart = (): Promise<void> => this.#then(() => this.#set())

  /** Plays the solution until `count` moves are made. Starts again if more have been played, or if a move isn't possible now. */
  readonly to = (count: number): Promise<void> =>
    this.#then(async () => {
      if (!this.#stage || count < this.#played) await this.#set()
      try {
        await this.#play(count)
      } catch {
        // The learner has changed the stage so that the move isn't possible anymore. On a fresh stage it is.
        await this.#set()
        await this.#play(count)
      }
    })

  async #play(count: number): Promise<void> {
    for (const move of this.lesson.solution.slice(this.#played, count)) {
      const before = answerId(this.#stage!)
      await perform(this.#stage!, move)
      this.#answered = answerId(this.#stage!) !== before
      this.#played++
    }
    this.#changed()
  }

  async #set(): Promise<void> {
    const stage = await this.lesson.start(this.#now())
    this.#leave?.()
    this.#leave = stage.works.subscribe(() => this.#changed())
    this.#stage = stage
    this.#played = 0
    this.#changed()
  }

  #changed(): void {
    this.#version++
    if (this.#stage && !this.#solved && !this.#stage.works.busy()) this.#solved = isSolved(this.#stage)
    for (const listener of this.#listeners) listener()
  }

  #then(work: () => Promise<void>): Promise<void> {
    const turn = this.#tail.then(work).catch((error: unknown) => {
      // Without a secure context there is no crypto.subtle, so no stage can be set up. Anything else is a bug.
      if (globalThis.crypto?.subtle) throw error
      this.#failed = true
      this.#changed()
    })
    this.#tail = turn.catch(() => {})
    return turn
  }
}
