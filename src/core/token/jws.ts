// A JSON Web Signature as received (RFC 7515), in any serialization: what is signed, with which parameters, and the signature.
import type { JoseHeader } from './jose-header.ts'
import type { Readings } from './readings.ts'
import type { Segment, TextSegment } from './segment.ts'

/** One signature over the payload; a compact JWS has exactly one (RFC 7515 section 7). */
export interface JwsSignature {
  /** The JWS protected header; its `unprotected` has the members that the signature does not cover. */
  readonly header: JoseHeader
  readonly signature: Segment
  /**
   * The JWS signing input as received: ASCII(protected segment "." payload segment), or with the raw payload bytes
   * if `b64` is false and critical (RFC 7515 section 5.1, RFC 7797 section 3). Takes a detached payload as `payload`.
   */
  signingInput(payload?: Uint8Array): Uint8Array<ArrayBuffer>
}

export interface Jws {
  readonly kind: 'jws'
  readonly form: 'compact' | 'flattened' | 'general' | 'sd-jwt'
  readonly payload: TextSegment
  /** Whether the payload is absent or empty although there is a signature (RFC 7515 appendix F). */
  readonly detached: boolean
  /** If it is not `one`, no successful verification may be trusted. */
  readonly readings: Readings
  /** At least one. */
  readonly signatures: readonly [JwsSignature, ...JwsSignature[]]
}
