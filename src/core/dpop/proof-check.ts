// One thing that a server checks of a DPoP proof and the request that it came with (RFC 9449 section 4.3), and what came of it.

export type ProofCheckId = 'one' | 'form' | 'signature' | 'htm' | 'htu' | 'iat' | 'jti' | 'nonce' | 'scheme' | 'ath' | 'jkt'

export interface ProofCheck {
  readonly id: ProofCheckId
  readonly state: 'met' | 'not-met' | 'not-checkable'
  /** Values come from the request and are quoted: show them as text. */
  readonly sentence: string
  readonly clause: string
}

/** The checks that the verdict waits for: without one of them a proof is not known to fit. */
export const DECISIVE: ReadonlySet<ProofCheckId> = new Set(['one', 'form', 'signature', 'htm', 'htu', 'iat', 'jti', 'scheme', 'ath', 'jkt'])

/** A check: met, not met, or (undefined) not checkable. */
export function proofCheck(id: ProofCheckId, holds: boolean | undefined, sentence: string, clause = 'RFC 9449 section 4.3'): ProofCheck {
  return { id, state: holds === undefined ? 'not-checkable' : holds ? 'met' : 'not-met', sentence, clause }
}
