// Remembers the tokens of this visit that verified, to compare later ones with them. In memory only, until Clear.
import type { Token } from '../../core/token/token.ts'
import type { Verification } from '../../core/crypto/verification.ts'
import type { State } from '../state/state.ts'

const MOST = 5
let verified: readonly Token[] = []

/** Remembers a token that verified; an empty page forgets them all. */
export function noteVerified(state: State, token: Token | undefined, verification: Verification | undefined): void {
  if (state.text === '') verified = []
  else if (
    verification?.state === 'valid' &&
    verification.keySource !== 'token' &&
    token &&
    token.compact.length < 100_000 &&
    !verified.some((earlier) => earlier.compact === token.compact)
  ) {
    verified = [token, ...verified].slice(0, MOST)
  }
}

/** Newest first. */
export function verifiedTokens(): readonly Token[] {
  return verified
}
