// A JSON Web Signature as it was received (RFC 7515), whatever serialization it came in: what is signed, with what, and what the signature is.
import type { JoseHeader } from './jose-header.ts'
import type { Readings } from './readings.ts'
import type { Segment, TextSegment } from './segment.ts'

/** One signature over the payload; a compact JWS has exactly one (RFC 7515 section 7). */
export interface JwsSignature {
  /** The JWS Protected Header; its `unprotected` holds the members that the signature does not cover. */
  readonly header: JoseHeader
  readonly signature: Segment
  /**
   * The JWS Signing Input as received: ASCII(protected segment "." payload segment), or with the raw payload bytes
   * where `b64` is false and critical (RFC 7515 section 5.1, RFC 7797 section 3). `payload` stands for a detached one.
   */
  signingInput(payload?: Uint8Array): Uint8Array<ArrayBuffer>
}

export interface Jws {
  readonly kind: 'jws'
  readonly form: 'compact' | 'flattened' | 'general' | 'sd-jwt'
  readonly payload: TextSegment
  /** True where the payload is absent or empty while a signature stands (RFC 7515 appendix F). */
  readonly detached: boolean
  /** Not `one`: nothing that verifies it may be believed. */
  readonly readings: Readings
  /** At least one. */
  readonly signatures: readonly [JwsSignature, ...JwsSignature[]]
}
