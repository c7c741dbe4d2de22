// A JSON Web Encryption as received (RFC 7516): five parts, of which only the header can be read without a key.
import type { JoseHeader } from './jose-header.ts'
import type { Readings } from './readings.ts'
import type { Segment } from './segment.ts'

/** One recipient's share; a compact JWE has exactly one (RFC 7516 section 7). */
export interface JweRecipient {
  /** Protected, shared unprotected and per-recipient members together. */
  readonly header: JoseHeader
  readonly encryptedKey: Segment
}

export interface Jwe {
  readonly kind: 'jwe'
  readonly form: 'compact' | 'flattened' | 'general'
  readonly header: JoseHeader
  /** If it is not `one`, the token must not be decrypted. */
  readonly readings: Readings
  /** At least one. */
  readonly recipients: readonly [JweRecipient, ...JweRecipient[]]
  readonly initializationVector: Segment
  readonly ciphertext: Segment
  readonly authenticationTag: Segment
  /** The "aad" member of a JSON serialization (RFC 7516 section 7.2.1). */
  readonly additionalData: Segment | undefined
}
