// Says which tokens can have variations. Separate from the code that makes them, since every token is checked for this.
import { algorithmByName } from '../algorithms/algorithms.ts'
import type { Jws } from '../token/jws.ts'
import type { Token } from '../token/token.ts'

/** A compact JWS. */
export type SignedToken = Token & { readonly object: Jws }

/** True for a signed compact JWS with its payload, which variations can be made from. */
export function isVariable(token: Token | undefined): token is SignedToken {
  const { object } = token ?? {}
  if (!token || object?.kind !== 'jws' || object.form !== 'compact' || object.detached || token.header.unencodedPayload) return false
  const { family } = algorithmByName(token.header.alg) ?? {}
  return family !== undefined && family !== 'none' && token.header.readable && object.signatures[0].signature.text !== ''
}
