// Defines the result of verifying a signature as data, with exactly the facts that each state's sentences need.
import type { Algorithm } from '../algorithms/algorithms.ts'
import type { ReadingProblem } from '../token/readings.ts'
import type { KeyMaterial, KeyNote, KeyProblem } from '../keys/key-material.ts'

/** Where the key came from. `token` proves nothing, and neither does `link`: the link's author chose both the token and the key. */
export type KeySource = 'yours' | 'key-set' | 'issuer' | 'link' | 'token'

/** A key that the signature was computed or checked with. */
export interface KeyUse {
  readonly key: KeyMaterial
  /** Its place in `KeyReading.keys`. */
  readonly index: number
  /** The row of "alg"; for an Edwards key, the row of its curve. */
  readonly algorithm: Algorithm
  /**
   * The only signature that the key makes over the signing input: always known with HMAC, and known with RSASSA-PKCS1-v1_5 and Edwards
   * curves if the private key is given. Keep it secret, since it makes any typed content verify.
   */
  readonly expected: Uint8Array<ArrayBuffer> | undefined
  /** The key's metadata that disagree with this use; verification ignores them. */
  readonly notes: readonly KeyNote[]
}

/** One of several keys that the answer isn't about. */
export interface PassedOver {
  /** Its place in `KeyReading.keys`. */
  readonly index: number
  readonly reason: 'wrong-type' | 'other-kid' | 'not-needed' | 'did-not-verify' | 'unusable'
}

/** What the signature alone says where a rule forbids `valid`; undefined if no key could be tried. */
export type Mathematics = 'valid' | 'invalid' | undefined

/** "alg" is "none", and there is no signature. */
export interface Unsecured {
  readonly state: 'unsecured'
  readonly algorithm: Algorithm
}

/** A signature is required but absent: not made yet, or left out. */
export interface Unsigned {
  readonly state: 'unsigned'
  readonly algorithm: Algorithm
  /** The key that would have to verify it, if a fitting one was given. */
  readonly use: KeyUse | undefined
}

export interface NoKey {
  readonly state: 'no-key'
  readonly algorithm: Algorithm
  /** `detached-payload-missing`: the signed content is sent separately, and wasn't supplied (RFC 7515 appendix F). */
  readonly reason: 'no-key-given' | 'detached-payload-missing'
}

export interface Valid {
  readonly state: 'valid'
  readonly algorithm: Algorithm
  readonly use: KeyUse
  readonly keySource: KeySource
  readonly passedOver: readonly PassedOver[]
  /** The token's "kid", if a key with another key ID in the set verified. A verifier that looks keys up by "kid" rejects the token. */
  readonly missedKid: string | undefined
}

export type Mismatch = { readonly state: 'mismatch'; readonly algorithm: Algorithm } & (
  | {
      /** "alg" is "none", yet there is a signature, which nothing can verify. */ readonly reason: 'none-with-signature'
      readonly bytes: number
    }
  | {
      /** The bytes differ, or the equation doesn't hold. */
      readonly reason: 'signature-differs'
      readonly use: KeyUse
      readonly passedOver: readonly PassedOver[]
    }
  | {
      readonly reason: 'signature-length'
      /** Lengths in bytes. */
      readonly found: number
      readonly expected: number
      readonly use: KeyUse
      readonly passedOver: readonly PassedOver[]
    }
  | {
      /** None of several keys verifies. */ readonly reason: 'no-key-verifies'
      readonly tried: number
      readonly passedOver: readonly PassedOver[]
    }
)

/** The key has the wrong type, is unreadable, or can't be used here. */
export interface KeyRefused {
  readonly state: 'key-problem'
  readonly algorithm: Algorithm
  readonly problem: KeyProblem
  readonly passedOver: readonly PassedOver[]
}

/** "alg" isn't an algorithm that this page can verify. */
export type UnknownAlgorithm = { readonly state: 'unsupported'; readonly algorithm: undefined } & (
  | { /** Absent, or not a string. */ readonly reason: 'alg-missing' }
  | { readonly reason: 'alg-unknown' | 'alg-encrypts' | 'alg-prohibited'; readonly alg: string }
  | { /** It belongs to COSE. */ readonly reason: 'alg-elsewhere'; readonly alg: string; readonly instead: string | undefined }
)

/** The header requires something because of which the token must be rejected, whatever the signature is. */
export type Forbidden = {
  readonly state: 'unsupported'
  readonly algorithm: Algorithm
  readonly mathematics: Mathematics
  readonly use: KeyUse | undefined
} & (
  | {
      /** "crit" names extensions that aren't supported here (RFC 7515 section 4.1.11). */ readonly reason: 'crit-unknown'
      readonly names: readonly string[]
    }
  | {
      /**
       * `crit-malformed`: RFC 7515 section 4.1.11 doesn't allow this "crit". `b64-not-critical`: "b64" is false and "crit" doesn't list
       * it (RFC 7797 section 6); used only if the answer would otherwise be `valid`.
       */
      readonly reason: 'crit-malformed' | 'b64-not-critical'
    }
)

/** Checking it took longer than one token is worth, so it was stopped. Nothing is known about the signature. */
export interface TooCostly {
  readonly state: 'unsupported'
  readonly reason: 'too-costly'
  readonly algorithm: Algorithm
  /** How many keys were tried before. */
  readonly tried: number
}

/** Why a signed text doesn't have exactly one reading. */
export type Doubt =
  | { /** A segment isn't base64url. */ readonly reason: 'not-base64url'; readonly segment: 'header' | 'payload' | 'signature' }
  | { /** Two libraries would read it as two different tokens. */ readonly reason: 'several-readings'; readonly problem: ReadingProblem }

/** The signed text doesn't have exactly one reading: it never verifies, and a mismatch isn't a sign of tampering. */
export type Unreadable = {
  readonly state: 'unreadable'
  readonly algorithm: Algorithm
  readonly use: KeyUse | undefined
  /**
   * What a lenient reader would find: the signature verifies over the characters as they are, over their base64url form (without
   * padding, foreign characters and leftover characters that don't make a byte), or over neither. Undefined if no key could be tried.
   */
  readonly lenient: 'as-received' | 'as-base64url' | 'neither' | undefined
} & Doubt

/** The answer about one signature. */
export type SignatureVerification =
  | Unsecured
  | Unsigned
  | NoKey
  | Valid
  | Mismatch
  | KeyRefused
  | UnknownAlgorithm
  | Forbidden
  | TooCostly
  | Unreadable

/** Some of several signatures verify, but not all. The other members describe the first that does. */
export type PartlyValid = Omit<Valid, 'state'> & { readonly state: 'partial' }

/** The answer about a whole JWS. */
export type Verification = (SignatureVerification | PartlyValid) & {
  /** One answer for each signature, in order; at least one. */
  readonly each: readonly SignatureVerification[]
  /** The index of the one that the other members describe. */
  readonly answered: number
}

export type SignatureState = Verification['state']

/** The key that was used; undefined if none was, or if several were tried in vain. */
export function keyUse(verification: SignatureVerification | PartlyValid | undefined): KeyUse | undefined {
  return verification && 'use' in verification ? verification.use : undefined
}

/** The other given keys, and why each was skipped. */
export function passedOver(verification: SignatureVerification | PartlyValid | undefined): readonly PassedOver[] {
  return verification && 'passedOver' in verification ? verification.passedOver : []
}

/** What is wrong with the key, if that is why the signature wasn't checked. */
export function keyProblem(verification: SignatureVerification | PartlyValid | undefined): KeyProblem | undefined {
  return verification?.state === 'key-problem' ? verification.problem : undefined
}

/** The answer if a signature verifies, even one of several. */
export function verified(verification: Verification | undefined): (Verification & { readonly state: 'valid' | 'partial' }) | undefined {
  return verification?.state === 'valid' || verification?.state === 'partial' ? verification : undefined
}
