// Lists every variation of a good token in menu order, and says why one can't be made.
import { changedClaims } from './changed-claims.ts'
import { changedSignature } from './changed-signature.ts'
import type { Good, Variation } from './variation.ts'

export const VARIATIONS: readonly Variation[] = [...changedClaims, ...changedSignature]

/** Why a variation of this token can't be made with its key, as a sentence; undefined if it can. */
export function notMade(variation: Variation, good: Good): string | undefined {
  const unfit = variation.unfit?.(good)
  if (unfit !== undefined || variation.needs === 'nothing') return unfit
  const isShared = good.algorithm.kty === 'oct'
  if (!good.key) return isShared ? 'Needs the secret.' : `Needs the ${variation.needs === 'public-key' ? 'public' : 'private'} key.`
  return variation.needs === 'signing-key' && good.key.kind === 'public' ? 'Needs the private key. Yours is public.' : undefined
}
