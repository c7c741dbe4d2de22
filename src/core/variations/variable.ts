// Which tokens have variations. Apart from what makes them, since the desk asks it of every token.
import { algorithmByName } from '../algorithms/algorithms.ts'
import type { Jws } from '../token/jws.ts'
import type { Token } from '../token/token.ts'

/** A compact JWS. */
export type SignedToken = Token & { readonly object: Jws }

/** A compact JWS that is signed and carries its payload: what variations can be made of. */
export function isVariable(token: Token | undefined): token is SignedToken {
  const { object } = token ?? {}
  if (!token || object?.kind !== 'jws' || object.form !== 'compact' || object.detached || token.header.unencodedPayload) return false
  const { family } = algorithmByName(token.header.alg) ?? {}
  return family !== undefined && family !== 'none' && token.header.readable && object.signatures[0].signature.text !== ''
}
