// A token that was opened: its characters, its parts, and what they make.
import type { FoundToken } from '../paste/found-token.ts'
import type { JoseHeader } from './jose-header.ts'
import type { Jwe } from './jwe.ts'
import type { Jws } from './jws.ts'
import type { Readings } from './readings.ts'
import type { SdJwtParts } from './sd-jwt.ts'
import type { Segment, TextSegment } from './segment.ts'

/** What a token's characters are, of whatever form. */
export interface TokenParts {
  /** The dot-separated parts in their order; of an SD-JWT those of its issuer-signed JWT; of a JSON serialization none. */
  readonly segments: readonly Segment[]
  /** The JOSE Header, as far as it can be read; of several signatures the first one's. */
  readonly header: JoseHeader
  /** The JWS Payload; undefined for a JWE and where there is no second segment. */
  readonly payload: TextSegment | undefined
  /** What the parts make; undefined where there are too few or too many of them. */
  readonly object: Jws | Jwe | undefined
  readonly sdJwt: SdJwtParts | undefined
  /** Whether every reader sees the same token here. Where they do not, it is malformed, never `valid` and never decrypted. */
  readonly readings: Readings
  /**
   * It has the parts of a JWS or JWE, its header is a JSON object with a string "alg" (and "enc"), and every part is base64url
   * without padding. It says nothing of the payload's content: a JWS may carry anything.
   */
  readonly wellFormed: boolean
}

/** A found token, read. */
export interface Token extends FoundToken, TokenParts {}
