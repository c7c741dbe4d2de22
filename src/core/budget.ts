// Limits the work for one answer: it yields to the page regularly, and stops if it takes too long or is no longer wanted.

/** Milliseconds of work between two pauses: half a frame. */
const SLICE = 8
/** Milliseconds after which an answer is given with the rest of the work undone. */
export const LONGEST_ANSWER = 2_300
/**
 * The most PBKDF2 rounds for one token, over all its recipients and the available keys (RFC 8725bis section 3.13). One recipient
 * may use them all.
 */
export const MOST_PBKDF2_ROUNDS = 1_200_000
/** Key trials for one token: signatures or recipients times keys. */
const MOST_TRIALS = 5_000

export interface BudgetOptions {
  /** Aborted when the answer is no longer wanted. */
  readonly signal?: AbortSignal | undefined
  /** Starting now. */
  readonly milliseconds?: number
}

/** What one answer may still spend: time, key trials, PBKDF2 rounds. Shared by all the work for it. */
export class Budget {
  readonly #signal: AbortSignal | undefined
  readonly #end: number
  #since = performance.now()
  #trials = MOST_TRIALS
  #rounds = MOST_PBKDF2_ROUNDS
  #refused = false

  constructor({ signal, milliseconds = LONGEST_ANSWER }: BudgetOptions = {}) {
    this.#signal = signal
    this.#end = performance.now() + milliseconds
  }

  /** Nothing more may be spent: the rest of the work is left undone, and the answer must say so. */
  get isOver(): boolean {
    return this.#refused || this.#signal?.aborted === true || performance.now() > this.#end
  }

  /** Yields when a slice of time is used up. Resolves true if the work may go on. */
  async goOn(): Promise<boolean> {
    if (performance.now() - this.#since >= SLICE) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      this.#since = performance.now()
    }
    return !this.isOver
  }

  /** Uses one key trial; false if none is left. */
  takeTrial(): boolean {
    this.#refused ||= this.#trials === 0
    if (!this.isOver) this.#trials--
    return !this.isOver
  }

  /** Uses PBKDF2 rounds; false if fewer are left. */
  takeRounds(rounds: number): boolean {
    this.#refused ||= rounds > this.#rounds
    if (!this.isOver) this.#rounds -= rounds
    return !this.isOver
  }

  /** The result of `work`, or undefined if it takes longer than the time left. The browser's work can't be stopped, but the answer needn't wait for it. */
  async within<T>(work: Promise<T>): Promise<T | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, Math.max(0, this.#end - performance.now()), undefined)
    })
    try {
      return await Promise.race([work, late])
    } finally {
      clearTimeout(timer)
    }
  }
}
