// The result of one check that a server makes of a DPoP proof and its request (RFC 9449 section 4.3).

export type ProofCheckId = 'one' | 'form' | 'signature' | 'htm' | 'htu' | 'iat' | 'jti' | 'nonce' | 'scheme' | 'ath' | 'jkt'

export interface ProofCheck {
  readonly id: ProofCheckId
  readonly state: 'met' | 'not-met' | 'not-checkable'
  /** Values come from the request and are quoted: show them as text. */
  readonly sentence: string
  readonly clause: string
}

/** The checks that the verdict waits for: unless all pass, a proof is not known to fit. */
export const DECISIVE: ReadonlySet<ProofCheckId> = new Set(['one', 'form', 'signature', 'htm', 'htu', 'iat', 'jti', 'scheme', 'ath', 'jkt'])

/** A check: met, not met, or (undefined) not checkable. */
export function proofCheck(id: ProofCheckId, holds: boolean | undefined, sentence: string, clause = 'RFC 9449 section 4.3'): ProofCheck {
  return { id, state: holds === undefined ? 'not-checkable' : holds ? 'met' : 'not-met', sentence, clause }
}
