// An opened token: its characters, its parts, and the JWS or JWE that they form.
import type { FoundToken } from '../paste/found-token.ts'
import type { JoseHeader } from './jose-header.ts'
import type { Jwe } from './jwe.ts'
import type { Jws } from './jws.ts'
import type { Readings } from './readings.ts'
import type { SdJwtParts } from './sd-jwt.ts'
import type { Segment, TextSegment } from './segment.ts'

/** The parts of a token of any form. */
export interface TokenParts {
  /** The dot-separated parts in order; for an SD-JWT those of its issuer-signed JWT; for a JSON serialization empty. */
  readonly segments: readonly Segment[]
  /** The JOSE header, as far as it can be read; with several signatures, that of the first. */
  readonly header: JoseHeader
  /** The JWS payload; undefined for a JWE and if there is no second segment. */
  readonly payload: TextSegment | undefined
  /** The JWS or JWE that the parts form; undefined if there are too few or too many of them. */
  readonly object: Jws | Jwe | undefined
  readonly sdJwt: SdJwtParts | undefined
  /** Whether every reader sees the same token here. If not, it is malformed, never `valid` and never decrypted. */
  readonly readings: Readings
  /**
   * It has the parts of a JWS or JWE, its header is a JSON object with a string "alg" (and "enc"), and every part is base64url
   * without padding. Says nothing about the payload's content: a JWS may contain anything.
   */
  readonly wellFormed: boolean
}

/** A token that was found and read. */
export interface Token extends FoundToken, TokenParts {}
