// Every variation of a good token, in the order in which they are offered, and whether the key at hand can make it.
import { changedClaims } from './changed-claims.ts'
import { changedSignature } from './changed-signature.ts'
import type { Good, Variation } from './variation.ts'

export const VARIATIONS: readonly Variation[] = [...changedClaims, ...changedSignature]

/** Why a variation can't be made of this token with the key at hand, as a sentence; undefined where it can. */
export function notMade(variation: Variation, good: Good): string | undefined {
  const unfit = variation.unfit?.(good)
  if (unfit !== undefined || variation.needs === 'nothing') return unfit
  const isShared = good.algorithm.kty === 'oct'
  if (!good.key) return isShared ? 'Needs the secret.' : `Needs the ${variation.needs === 'public-key' ? 'public' : 'private'} key.`
  return variation.needs === 'signing-key' && good.key.kind === 'public' ? 'Needs the private key. The key at hand is public.' : undefined
}
