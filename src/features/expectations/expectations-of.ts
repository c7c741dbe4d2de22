// Derives expectations from a token that meets them, as a starting point for the form.
import type { Expectations } from '../../core/expectations/expectations.ts'
import { readClaimsSet } from '../../core/claims/claims-set.ts'
import { textOf, type JsonNode } from '../../core/text/json.ts'
import type { Token } from '../../core/token/token.ts'

/** The issuer, the first audience, the type and the algorithm, as far as the token has them as text. */
export function expectationsOf(token: Token): Expectations {
  const claims = readClaimsSet(token)
  const { parameters } = token.header
  const [issuer, audience, typ, alg] = [claims?.get('iss'), first(claims?.get('aud')), parameters.get('typ'), parameters.get('alg')].map(
    textOf,
  )
  return {
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
    ...(typ !== undefined && { typ }),
    ...(alg !== undefined && alg.toLowerCase() !== 'none' && { algorithms: [alg] }),
  }
}

function first(node: JsonNode | undefined): JsonNode | undefined {
  return node?.type === 'array' ? node.items[0] : node
}
