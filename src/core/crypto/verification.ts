// What verifying a signature found out, as data: the state of the signature gate and everything that a sentence about it needs.
import type { Algorithm } from '../algorithms/algorithms.ts'
import type { KeyMaterial, KeyNote, KeyProblem } from '../keys/key-material.ts'

export type SignatureState = 'no-key' | 'unsecured' | 'valid' | 'mismatch' | 'key-problem' | 'unsupported'

/** Whose key it was; `token` proves nothing. */
export type KeySource = 'yours' | 'key-set' | 'issuer' | 'token'

export type VerificationReason =
  /** `no-key`: nothing was given. */
  | 'no-key-given'
  /** `no-key`: the payload is detached and was not supplied (RFC 7515 appendix F). */
  | 'detached-payload-missing'
  /** `mismatch`: "alg" is none, yet there is a signature, which nothing can check. `args.bytes`. */
  | 'none-with-signature'
  /** `mismatch`: the bytes differ, or the equation does not hold. */
  | 'signature-differs'
  /** `mismatch`: `args.found`, `args.expected` bytes. */
  | 'signature-length'
  /** `mismatch`: the signature's characters are no base64url, so its bytes are a guess. */
  | 'signature-unreadable'
  /** `mismatch`: `args.tried` keys, and none verifies. */
  | 'no-key-verifies'
  /** `key-problem`: see `problem`. */
  | 'key-problem'
  /** `unsupported`: "alg" is absent or no string. */
  | 'alg-missing'
  /** `unsupported`: `args.alg` is no algorithm of the registry. */
  | 'alg-unknown'
  /** `unsupported`: `args.alg` encrypts; it signs nothing. */
  | 'alg-encrypts'
  /** `unsupported`: `args.alg` is registered as prohibited. */
  | 'alg-prohibited'
  /** `unsupported`: `args.alg` belongs to COSE; `args.instead` is its JOSE name, or empty. */
  | 'alg-elsewhere'
  /** `unsupported`: "crit" names `args.names`, which are not understood (RFC 7515 section 4.1.11). */
  | 'crit-unknown'
  /** `unsupported`: "crit" is not what RFC 7515 section 4.1.11 allows. */
  | 'crit-malformed'
  /** `unsupported`: "b64" is false and "crit" does not list it (RFC 7797 section 6); only where all else would be `valid`. */
  | 'b64-not-critical'

export interface PassedOver {
  /** Place in `KeyReading.keys`. */
  readonly index: number
  readonly reason: 'wrong-type' | 'other-kid' | 'not-needed' | 'did-not-verify' | 'unusable'
}

export interface Verification {
  readonly state: SignatureState
  /** Absent for `valid` and `unsecured`. */
  readonly reason: { readonly id: VerificationReason; readonly args: Readonly<Record<string, string | number>> } | undefined
  /** The row of "alg"; with an Edwards key resolved to its curve. */
  readonly algorithm: Algorithm | undefined
  /** The key that verified, or the only one that was tried. */
  readonly key: KeyMaterial | undefined
  /** Its place in `KeyReading.keys`. */
  readonly keyIndex: number | undefined
  readonly keySource: KeySource
  /**
   * The one signature that the key makes over the signing input: with HMAC always; with RSASSA-PKCS1-v1_5 and Edwards curves where the
   * private key is given. Secret in so far as it makes whatever was typed verify.
   */
  readonly expected: Uint8Array<ArrayBuffer> | undefined
  /** What the mathematics alone say where a rule forbids `valid`: an unknown "crit", unreadable signature characters. */
  readonly mathematics: 'valid' | 'invalid' | undefined
  /** For `key-problem`. */
  readonly problem: KeyProblem | undefined
  /** Metadata of the key that disagree with this use; the mathematics ignore them. */
  readonly notes: readonly KeyNote[]
  /** The other keys, where there are several. */
  readonly passedOver: readonly PassedOver[]
  /** One for each signature of a JSON serialization, in order; absent where there is only one. */
  readonly each: readonly Verification[] | undefined
}

/** Which signature of a JSON serialization the answer as a whole is about: the first that came to its state. */
export function signatureAnswered({ each, state }: Verification): number {
  return Math.max(0, each?.findIndex((one) => one.state === state) ?? 0)
}
