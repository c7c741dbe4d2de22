// What a JWE is made of and what decrypting it found out, as data (RFC 7516).
import type { ContentEncryption, KeyManagement } from '../algorithms/encryption-algorithms.ts'
import type { KeyMaterial, KeyProblem } from '../keys/key-material.ts'

/** The segments of a JWE in any serialization, as the base64url text that was received (RFC 7516 section 7). */
export interface JweInput {
  /** JWE Protected Header; empty where there is none. */
  readonly protected: string
  /** JWE Shared Unprotected Header, as a JSON value. */
  readonly unprotected?: unknown
  /** At least one. */
  readonly recipients: readonly { readonly header?: unknown; readonly encryptedKey: string }[]
  readonly iv: string
  readonly ciphertext: string
  readonly tag: string
  /** JWE AAD of the JSON serializations. */
  readonly aad?: string | undefined
}

export type DecryptionState = 'no-key' | 'decrypted' | 'failed' | 'key-problem' | 'unsupported' | 'malformed'

export type DecryptionReason =
  | 'no-key-given'
  | 'key-problem'
  /** `malformed`: `args.segment` is no base64url, or no JSON object. */
  | 'segment-unreadable'
  | 'alg-missing'
  | 'enc-missing'
  | 'alg-unknown'
  | 'enc-unknown'
  /** `unsupported`: "alg" signs; a JWE cannot use it. */
  | 'alg-signs'
  /** `unsupported`: RSA1_5, which no browser has and nobody should use (RFC 8725 section 3.2). */
  | 'alg-rsa1_5'
  | 'crit-unknown'
  | 'crit-malformed'
  | 'zip-unknown'
  /** `malformed`: `args.found`, `args.expected` bytes. */
  | 'iv-length'
  | 'tag-length'
  /** `malformed`: with `dir` and `ECDH-ES` the Encrypted Key is empty (RFC 7516 section 5.2 step 10). */
  | 'encrypted-key-not-empty'
  /** `malformed`: a header parameter that the algorithm needs is absent or wrong; `args.parameter`. */
  | 'parameter-invalid'
  /** `malformed`: "epk" is no public key on the curve of the key (RFC 8725 section 3.4). */
  | 'epk-invalid'
  /** `unsupported`: "p2c" asks for more than `args.most` rounds; `args.found`. */
  | 'p2c-too-high'
  /** `unsupported`: its recipients, or the keys at hand, ask for more work than one token is worth; it was stopped. */
  | 'too-costly'
  /** `failed`: the Encrypted Key does not open with this key. */
  | 'unwrap-failed'
  /** `failed`: the Authentication Tag does not fit: another key, or changed bytes. */
  | 'authentication-failed'
  /** `failed`: the plaintext does not inflate. */
  | 'zip-damaged'
  /** `unsupported`: it inflates to more than `args.most` bytes. */
  | 'zip-too-large'

export interface Decryption {
  readonly state: DecryptionState
  readonly reason: { readonly id: DecryptionReason; readonly args: Readonly<Record<string, string | number>> } | undefined
  /** Present exactly for `decrypted`; inflated where "zip" says so. */
  readonly plaintext: Uint8Array<ArrayBuffer> | undefined
  readonly management: KeyManagement | undefined
  readonly encryption: ContentEncryption | undefined
  readonly key: KeyMaterial | undefined
  /** Its place in `KeyReading.keys`. */
  readonly keyIndex: number | undefined
  /** Which of the recipients it was. */
  readonly recipient: number | undefined
  /** For `key-problem`. */
  readonly problem: KeyProblem | undefined
}

/** The segments of a compact JWE, or undefined where there are not five (RFC 7516 section 7.1). */
export function compactJwe(text: string): JweInput | undefined {
  const segments = text.split('.')
  if (segments.length !== 5) return undefined
  const [header, encryptedKey, iv, ciphertext, tag] = segments as [string, string, string, string, string]
  return { protected: header, recipients: [{ encryptedKey }], iv, ciphertext, tag }
}
