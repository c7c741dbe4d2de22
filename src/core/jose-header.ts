// The JOSE Header (RFC 7515 section 4, RFC 7516 section 4): the decoded segment and the parameters that decide how a token is read.
import type { DecodedText } from './decoded-text.ts'
import type { JsonNode } from './json.ts'
import type { TextSegment } from './jws.ts'

export interface JoseHeader {
  readonly segment: TextSegment
  readonly decoded: DecodedText
  /** True where the segment is a JSON object. */
  readonly readable: boolean
  /** Header Parameters by name; of duplicates the last, as most parsers take it. Protected and unprotected together. */
  readonly parameters: ReadonlyMap<string, JsonNode>
  /** Members that stand outside the protected header in a JSON serialization, by name. */
  readonly unprotected: ReadonlyMap<string, JsonNode>
  /** "alg" where it is a string. */
  readonly alg: string | undefined
  /** "enc" where it is a string (RFC 7516 section 4.1.2). */
  readonly enc: string | undefined
  /** "kid" where it is a string. */
  readonly kid: string | undefined
  /** "typ" where it is a string. */
  readonly typ: string | undefined
  /** "b64" is false and listed in "crit" (RFC 7797). */
  readonly unencodedPayload: boolean
  /** Names in "crit" that this inspector does not process: a verifier must reject (RFC 7515 section 4.1.11). Empty where "crit" is absent. */
  readonly unknownCritical: readonly string[]
  /** "crit" is there but is not what RFC 7515 section 4.1.11 allows (not an array, empty, not strings, repeated, registered, or names an absent parameter). */
  readonly critMalformed: boolean
}
