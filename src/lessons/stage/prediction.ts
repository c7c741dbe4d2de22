// A guess about the API's answer and the check that stops the request, made before sending and shown beside the outcome.
import type { Item } from '../lesson.ts'
import { STEPS } from '../payroll-api/steps.ts'
import type { Exchange } from './desk.ts'
import type { Workshop } from './workshop.ts'

const NO_CHECK = 'No check stops it'

/** A guess about the next answer. Sending a request settles it, and a new guess starts over. */
export class Prediction {
  readonly #shop: Workshop
  readonly #statuses: readonly string[]
  readonly #checks: readonly string[] | undefined
  #status: string | undefined
  #check: string | undefined
  #outcome: { readonly status: string; readonly check: string } | undefined

  /** `statuses`: the possible answers; `checks`: titles of the checks that may stop the request, if the guess asks for that too. */
  constructor(shop: Workshop, statuses: readonly string[], checks?: readonly string[]) {
    this.#shop = shop
    this.#statuses = statuses
    this.#checks = checks && [...checks, NO_CHECK]
  }

  /** Records the actual answer. */
  settle({ reply, record }: Exchange): void {
    const stopped = record?.steps.find(({ outcome }) => outcome === 'failed')
    this.#outcome = { status: String(reply.status), check: stopped?.title ?? NO_CHECK }
  }

  /** The questions, each with its outcome once there is one. */
  items(): readonly Item[] {
    const outcome = this.#outcome
    const question = (
      name: string,
      options: readonly string[],
      value: string | undefined,
      set: (option: string) => void,
      came?: string,
    ): Item => ({
      kind: 'guess',
      name,
      options,
      value,
      choose: (option) => {
        // A new guess is about the next request.
        this.#outcome = undefined
        set(option)
        this.#shop.changed()
      },
      outcome: value === undefined ? undefined : came,
    })
    return [
      question('Guess first: the answer', this.#statuses, this.#status, (option) => (this.#status = option), outcome?.status),
      ...(this.#checks
        ? [question('Guess first: the check that stops it', this.#checks, this.#check, (option) => (this.#check = option), outcome?.check)]
        : []),
    ]
  }
}

/** The title of a check, as the steps show it. */
export function titleOf(id: (typeof STEPS)[number]['id']): string {
  return STEPS.find((step) => step.id === id)?.title ?? id
}
