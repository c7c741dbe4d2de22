// Words a report: what would make the signature verify, how certain that is, what to do, and what was tried without success.
import type { CauseReport, Evidence, Explanation, HeldCause, Proof, Repair } from './cause/cause.ts'
import { CAUSES } from './index.ts'
import { visible } from '../text/quoted.ts'

export interface CauseInWords {
  readonly id: string
  readonly evidence: Evidence | undefined
  /** This is how tokens are forged. */
  readonly attack: boolean
  /** One line about the side that has to change. */
  readonly fix: string
}

export interface ReportInWords {
  /** Comes first, whatever follows: a hypothesis isn’t a verification. */
  readonly verdict: string
  /** "It would verify if …", or a fact that needs no trial. */
  readonly sentence: string
  readonly causes: readonly CauseInWords[]
  /** Why it can’t be chance; undefined if nothing was proven. */
  readonly sure: string | undefined
  readonly button: { readonly label: string; readonly repairs: readonly Repair[] } | undefined
  /** What was tried, if nothing helped; otherwise empty. */
  readonly inVain: readonly string[]
  readonly tried: number
}

/** Words a report. `checked`: the signature was checked and doesn’t match; otherwise the key could not be used as given. */
export function reportInWords({ held, tried, triedFamilies }: CauseReport, checked = true): ReportInWords {
  const explained = held.map((each) => ({ held: each, explanation: explainCause(each) }))
  const proven = explained.filter(({ held }) => held.proof !== undefined)
  const clauses = proven.map(({ explanation }) => explanation.clause).filter((clause) => clause !== undefined)
  const sentences = explained.map(({ explanation }) => explanation.sentence).filter((sentence) => sentence !== undefined)
  const labels = explained.filter(({ held, explanation }) => held.fix !== undefined && explanation.button !== undefined)
  // A repair of half of the problem would leave a token that still doesn’t verify.
  const whole = labels.length > 0 && labels.length === (proven.length > 0 ? proven.length : 1)
  const proof = proven[0]?.held.proof
  return {
    verdict: checked || proof ? 'Not valid as presented.' : 'Not checked: the key cannot be used as given.',
    sentence: clauses.length > 0 ? `It would verify if ${clauses.join(', and if ')}.` : sentences.join(' '),
    causes: explained.map(({ held, explanation }) => ({
      id: held.id,
      evidence: held.evidence,
      attack: CAUSES.get(held.id)?.attack ?? false,
      fix: explanation.fix,
    })),
    sure: proof && certainty(proof),
    button: whole
      ? { label: proven.length > 1 ? 'Fix both' : labels[0]!.explanation.button!, repairs: labels.flatMap(({ held }) => held.fix!) }
      : undefined,
    inVain: proof ? [] : triedFamilies,
    tried,
  }
}

/** The words of one cause. */
export function explainCause({ id, args }: HeldCause): Explanation {
  return CAUSES.get(id)!.explain(
    Object.fromEntries(Object.entries(args).map(([name, arg]) => [name, typeof arg === 'string' ? visible(arg) : arg])),
  )
}

function certainty(proof: Proof): string {
  switch (proof.by) {
    case 'mac':
      return `All ${proof.bits} bits match then, which can’t be chance.`
    case 'prefix':
      return `The first ${proof.bits} of ${proof.of} bits match, which can’t be chance.`
    case 'signature':
      return 'The signature verifies then, which can’t be chance.'
  }
}
