// The steps that the verifier takes with a request, in words that a lesson shows.

export type StepId = 'parse' | 'password' | 'algorithm' | 'key' | 'signature' | 'time' | 'audience' | 'revocation' | 'right'

export interface VerifierStep {
  readonly id: StepId
  readonly title: string
  /** `off`: switched off, so the server makes the mistake that the step prevents. `not-reached`: an earlier step refused. */
  readonly outcome: 'passed' | 'failed' | 'off' | 'not-reached'
  readonly detail: string
  /** If two values were compared: the one that the server computed or expected, and the one in the token. */
  readonly compare?: { readonly expected: string; readonly received: string }
}

/** The steps in order, with their titles. Only a request with a password takes the step "password". */
export const STEPS: readonly { readonly id: StepId; readonly title: string }[] = [
  { id: 'parse', title: 'Can it be read?' },
  { id: 'password', title: 'Is the password right?' },
  { id: 'algorithm', title: 'Is the algorithm one of ours?' },
  { id: 'key', title: 'Find our key' },
  { id: 'signature', title: 'Check the signature' },
  { id: 'time', title: 'Check the time' },
  { id: 'audience', title: 'From our issuer, for this API?' },
  { id: 'revocation', title: 'Still signed in?' },
  { id: 'right', title: 'Is this allowed?' },
]

/** The steps that a token takes. */
export const TOKEN_STEPS: readonly StepId[] = STEPS.map(({ id }) => id).filter((id) => id !== 'password')

/** The answer when a step refuses. */
export interface Refusal {
  readonly status: 400 | 401 | 403
  /** RFC 6750 section 3.1; absent if the request had no token at all. */
  readonly error?: 'invalid_token' | 'insufficient_scope' | 'invalid_request'
  readonly description?: string
}

export type StepOutcome =
  | { readonly passed: string; readonly compare?: VerifierStep['compare'] }
  | { readonly refused: string; readonly refusal: Refusal; readonly compare?: VerifierStep['compare'] }
  | { readonly off: string }

/** Collects the steps of one request; steps after a refusal are not reached. */
export class StepLog {
  readonly #done = new Map<StepId, VerifierStep>()
  readonly #taken: readonly StepId[]
  refusal: Refusal | undefined

  /** `taken`: the steps that this kind of request takes, unless they are those of a token. */
  constructor(taken: readonly StepId[] = TOKEN_STEPS) {
    this.#taken = taken
  }

  /** Runs a step unless an earlier one refused; true if the next step may run. */
  async step(id: StepId, run: () => StepOutcome | Promise<StepOutcome>): Promise<boolean> {
    if (this.refusal) return false
    const outcome = await run()
    const title = STEPS.find((step) => step.id === id)!.title
    const compare = 'compare' in outcome && outcome.compare ? { compare: outcome.compare } : {}
    if ('passed' in outcome) this.#done.set(id, { id, title, outcome: 'passed', detail: outcome.passed, ...compare })
    else if ('off' in outcome) this.#done.set(id, { id, title, outcome: 'off', detail: outcome.off })
    else {
      this.#done.set(id, { id, title, outcome: 'failed', detail: outcome.refused, ...compare })
      this.refusal = outcome.refusal
    }
    return !this.refusal
  }

  /** All the steps in order, including those that didn't run. */
  get steps(): readonly VerifierStep[] {
    return STEPS.filter(({ id }) => this.#taken.includes(id)).map(
      ({ id, title }) =>
        this.#done.get(id) ?? {
          id,
          title,
          outcome: 'not-reached',
          detail: id === 'right' && this.#taken.includes('signature') ? 'Not reached: the claim is never read.' : 'Not reached.',
        },
    )
  }
}

/** A refusal for a bad token: 401 invalid_token (RFC 6750 section 3.1). */
export function invalidToken(detail: string, description: string, compare?: VerifierStep['compare']): StepOutcome {
  return { refused: detail, refusal: { status: 401, error: 'invalid_token', description }, ...(compare && { compare }) }
}
