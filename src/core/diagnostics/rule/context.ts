// Brings together what rules look at.
import { readClaimsSet, type ClaimsSet } from '../../claims/claims-set.ts'
import type { Decryption } from '../../crypto/decryption.ts'
import { verified } from '../../crypto/verification.ts'
import type { Inspection } from '../../inspect.ts'
import { processSdJwt } from '../../sd-jwt/process.ts'
import { decodeText } from '../../text/decoded-text.ts'
import { membersByName } from '../../text/json.ts'
import type { Token } from '../../token/token.ts'
import type { DiagnosticFacts } from './diagnostic.ts'

/** What was found out about a token beyond what it says. */
type Found = Pick<DiagnosticFacts, 'reading' | 'verification' | 'decryption' | 'keyBinding'>

/**
 * What is so of an inspection's opened token, or undefined where there is none. Of several signatures it is judged by the one at an
 * index, by default the first that verified: with its header, and no other. A JWE that was decrypted is judged by its content.
 */
export function readFacts(
  inspection: Inspection,
  found: Found = {},
  signature = verified(found.verification)?.answered ?? 0,
): DiagnosticFacts | undefined {
  if (!inspection.token) return undefined
  const token = opened(judgedBy(inspection.token, signature, found.decryption), found.decryption)
  return { inspection, token, header: token.header.parameters, claims: claimsOf(token), ...found }
}

/** The claims that a token makes: of an SD-JWT those of its processed payload (RFC 9901 section 7.1 step 6), else the payload's. */
function claimsOf(token: Token): ClaimsSet | undefined {
  const processing = processSdJwt(token)
  return processing ? processing.payload && membersByName(processing.payload.root) : readClaimsSet(token)
}

/** A JWE with what was decrypted for its payload, which has no characters in the token. */
function opened(token: Token, decryption: Decryption | undefined): Token {
  if (decryption?.state !== 'decrypted') return token
  const { plaintext } = decryption
  return { ...token, payload: { text: '', at: 0, decoding: { bytes: plaintext, defects: [] }, decoded: decodeText(plaintext) } }
}

/** The token as seen by someone who checks one signature, or opens it as one recipient: under the header of that one. */
function judgedBy(token: Token, signature: number, decryption: Decryption | undefined): Token {
  const { object } = token
  const recipient = decryption?.state === 'decrypted' ? decryption.recipient : 0
  const judged = object?.kind === 'jws' ? object.signatures[signature] : object?.recipients[recipient]
  return judged && judged.header !== token.header ? { ...token, header: judged.header } : token
}
