// Checks what came with a token and must belong to it: the values whose hashes it contains (OpenID Connect), and the key it is bound to (DPoP).
import { sha256 } from '@noble/hashes/sha2.js'
import { readClaimsSet } from '../claims/claims-set.ts'
import type { DiagnosticContext } from '../diagnostics/rule/diagnostic.ts'
import { inspect } from '../inspect.ts'
import { jwkThumbprint } from '../keys/thumbprint.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { membersByName, textOf, type JsonNode } from '../text/json.ts'
import type { Companions } from './expectations.ts'
import { leftHalf } from './left-half.ts'
import { result, type ExpectationResult } from './result.ts'

/** The hash of a companion that an ID token contains: left half, by the hash of "alg" (OpenID Connect Core section 3.1.3.6). */
const HALVES = [
  ['at_hash', 'accessToken', 'access token', 'OpenID Connect Core section 3.1.3.6'],
  ['c_hash', 'code', 'authorization code', 'OpenID Connect Core section 3.3.2.11'],
  ['s_hash', 'state', 'state', 'Financial-grade API Part 2 section 5.1'],
] as const

/** Compares the token with what was given with it; says nothing about what the token doesn't name. */
export function companionResults(companions: Companions, context: DiagnosticContext): ExpectationResult[] {
  const { claims, header } = context
  const ath = textOf(claims?.get('ath'))
  return [
    ...HALVES.map((half) => halfResult(half, companions, context)),
    companions.accessToken && claims?.has('ath')
      ? athResult(ath, bare(companions.accessToken), 'it belongs to this access token')
      : undefined,
    ...(companions.proof
      ? [keyResult(claims?.get('cnf'), keyIn(companions.proof)), proofOfThisResult(companions.proof, context)]
      : [companions.accessToken && header.has('jwk') ? boundTokenResult(companions.accessToken, header.get('jwk')) : undefined]),
  ].filter((each) => each !== undefined)
}

/** Removes the scheme that was copied with the token from a header field (RFC 6750 section 2.1). */
function bare(text: string): string {
  return text.trim().replace(/^(?:authorization:\s*)?(?:bearer|dpop)\s+/i, '')
}

function halfResult(
  [id, name, said, clause]: (typeof HALVES)[number],
  companions: Companions,
  context: DiagnosticContext,
): ExpectationResult | undefined {
  const value = bare(companions[name] ?? '')
  const got = textOf(context.claims?.get(id))
  if (!value || (got === undefined && (id !== 'at_hash' || context.profile?.purpose !== 'id'))) return undefined
  const half = leftHalf(textOf(context.header.get('alg')), value)
  if (got === undefined || half === undefined)
    return result(id, undefined, {
      right: '',
      wrong:
        got === undefined ? `It has no ${id}, so nothing ties it to the ${said}.` : `The algorithm doesn’t determine the hash for ${id}.`,
      clause,
    })
  return result(id, half === got, {
    right: `It was issued together with this ${said}.`,
    wrong: `${id} doesn’t match this ${said}: they were not issued together.`,
    clause,
  })
}

/** "ath": the full SHA-256 of the access token (RFC 9449 section 4.2). */
function athResult(got: string | undefined, accessToken: string, said: string): ExpectationResult {
  return result('ath', encodeBase64url(sha256(new TextEncoder().encode(accessToken))) === got, {
    right: `The proof’s ath matches: ${said}.`,
    wrong: 'the proof was made for another access token (ath doesn’t match).',
    clause: 'RFC 9449 section 4.3',
  })
}

/** Checks the proof's "ath" against the open token. */
function proofOfThisResult(proof: string, context: DiagnosticContext): ExpectationResult | undefined {
  const ath = textOf(readClaimsSet(inspect(proof).token)?.get('ath'))
  return ath === undefined ? undefined : athResult(ath, context.token.compact, 'it was made for this token')
}

/** The open token is a proof: the access token that came with it must be bound to its key. */
function boundTokenResult(accessToken: string, jwk: JsonNode | undefined): ExpectationResult | undefined {
  const cnf = readClaimsSet(inspect(bare(accessToken)).token)?.get('cnf')
  return cnf && keyResult(cnf, jwk)
}

/** "cnf" names the key that the client proves to hold, by "jkt" or by "jwk" (RFC 9449 section 6.1, RFC 7638, RFC 7800). */
function keyResult(cnf: JsonNode | undefined, jwk: JsonNode | undefined): ExpectationResult {
  const clause = 'RFC 9449 section 6.1'
  const named = cnf?.type === 'object' ? membersByName(cnf) : undefined
  const bound = textOf(named?.get('jkt')) ?? jwkThumbprint(named?.get('jwk'))
  const key = jwkThumbprint(jwk)
  if (bound === undefined)
    return result('cnf', undefined, {
      right: '',
      wrong: 'It is not bound to a key (no cnf.jkt or cnf.jwk), so the proof adds nothing.',
      clause,
    })
  if (key === undefined)
    return result('cnf', undefined, { right: '', wrong: 'What you gave as the proof contains no readable public key.', clause })
  return result('cnf', bound === key, {
    right: 'It is bound to the key of this proof.',
    wrong: 'it is bound to a key other than the proof’s (cnf doesn’t match).',
    clause,
  })
}

/** The JWK in a text, which is either a JWK or a proof with one in its header. */
function keyIn(text: string): JsonNode | undefined {
  const { token } = inspect(text.trim())
  const jwk = token?.header.readable ? token.header.parameters.get('jwk') : undefined
  if (jwk) return jwk
  // A JWK has no dots, so it is wrapped as the payload of a token to be parsed.
  const node = inspect(`e30.${encodeText(text.trim())}.`).token?.payload?.decoded.json
  return node?.valid ? node.root : undefined
}
