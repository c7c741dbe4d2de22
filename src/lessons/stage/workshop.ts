// The engine of a stage, which runs its work one piece at a time and tells listeners about changes.
import type { Works } from '../lesson.ts'

export class Workshop {
  #version = 0
  #pending = 0
  #tail: Promise<void> = Promise.resolve()
  readonly #listeners = new Set<() => void>()

  /** Reports that something shown may have changed. */
  changed(): void {
    this.#version++
    for (const listener of this.#listeners) listener()
  }

  /** Queues work behind the work under way; resolves when it is done. */
  run(work: () => void | Promise<void>): Promise<void> {
    this.#pending++
    const turn = this.#tail.then(work).finally(() => {
      this.#pending--
      this.changed()
    })
    this.#tail = turn.catch(() => {})
    this.changed()
    return turn
  }

  readonly works: Works = {
    version: () => this.#version,
    busy: () => this.#pending > 0,
    subscribe: (listener) => {
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    },
    settled: async () => {
      while (this.#pending > 0) await this.#tail
    },
  }
}
