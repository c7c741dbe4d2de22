// How much work one answer may take: it gives way to whatever the page has to do meanwhile, and stops when it takes too long or is not wanted any more.

/** Milliseconds of work between two pauses: half a frame. */
const SLICE = 8
/** Milliseconds after which an answer is given without the rest of the work. */
export const LONGEST_ANSWER = 2_300
/**
 * PBKDF2 rounds for one token, whatever its recipients and the keys at hand ask for together (RFC 8725bis section 3.13). One recipient
 * may ask for all of them.
 */
export const MOST_PBKDF2_ROUNDS = 1_200_000
/** Trials of a key for one token: signatures or recipients times keys. */
const MOST_TRIALS = 5_000

export interface BudgetOptions {
  /** Aborted when the answer will not be wanted any more. */
  readonly signal?: AbortSignal | undefined
  /** From now on. */
  readonly milliseconds?: number
}

/** What one answer may still spend: time, trials of keys, rounds of PBKDF2. Shared by everything that is done for it. */
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

  /** Nothing more may be spent: the rest of the work is left undone, and the answer has to say so. */
  get isOver(): boolean {
    return this.#refused || this.#signal?.aborted === true || performance.now() > this.#end
  }

  /** Gives way where a slice of time is used up. Resolves true where the work may go on. */
  async goOn(): Promise<boolean> {
    if (performance.now() - this.#since >= SLICE) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      this.#since = performance.now()
    }
    return !this.isOver
  }

  /** Takes one trial of a key; false where none is left. */
  takeTrial(): boolean {
    this.#refused ||= this.#trials === 0
    if (!this.isOver) this.#trials--
    return !this.isOver
  }

  /** Takes rounds of PBKDF2; false where fewer are left. */
  takeRounds(rounds: number): boolean {
    this.#refused ||= rounds > this.#rounds
    if (!this.isOver) this.#rounds -= rounds
    return !this.isOver
  }

  /** What `work` comes to, or undefined where it takes longer than there is time: the browser cannot be stopped, but need not be waited for. */
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
