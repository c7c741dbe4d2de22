// What verifying a signature found out, as data: for each state exactly what a sentence about it can speak of.
import type { Algorithm } from '../algorithms/algorithms.ts'
import type { ReadingProblem } from '../token/readings.ts'
import type { KeyMaterial, KeyNote, KeyProblem } from '../keys/key-material.ts'

/** Whose key it was. `token` proves nothing, and neither does `link`: the author of the link chose both. */
export type KeySource = 'yours' | 'key-set' | 'issuer' | 'link' | 'token'

/** A key that the mathematics were asked with. */
export interface KeyUse {
  readonly key: KeyMaterial
  /** Its place in `KeyReading.keys`. */
  readonly index: number
  /** The row of "alg"; with an Edwards key resolved to its curve. */
  readonly algorithm: Algorithm
  /**
   * The one signature that the key makes over the signing input: with HMAC always; with RSASSA-PKCS1-v1_5 and Edwards curves where the
   * private key is given. Secret in so far as it makes whatever was typed verify.
   */
  readonly expected: Uint8Array<ArrayBuffer> | undefined
  /** Metadata of the key that disagree with this use; the mathematics ignore them. */
  readonly notes: readonly KeyNote[]
}

/** A key of several that isn't the one that the answer is about. */
export interface PassedOver {
  /** Place in `KeyReading.keys`. */
  readonly index: number
  readonly reason: 'wrong-type' | 'other-kid' | 'not-needed' | 'did-not-verify' | 'unusable'
}

/** What the mathematics alone say where a rule forbids `valid`; undefined where no key could be asked. */
export type Mathematics = 'valid' | 'invalid' | undefined

/** "alg" is none, and there is no signature. */
export interface Unsecured {
  readonly state: 'unsecured'
  readonly algorithm: Algorithm
}

/** A signature is due, and none is there: not made yet, or left out. */
export interface Unsigned {
  readonly state: 'unsigned'
  readonly algorithm: Algorithm
  /** The key that would have to verify it, where one was given that fits. */
  readonly use: KeyUse | undefined
}

export interface NoKey {
  readonly state: 'no-key'
  readonly algorithm: Algorithm
  /** `detached-payload-missing`: the content that was signed travels elsewhere and was not supplied (RFC 7515 appendix F). */
  readonly reason: 'no-key-given' | 'detached-payload-missing'
}

export interface Valid {
  readonly state: 'valid'
  readonly algorithm: Algorithm
  readonly use: KeyUse
  readonly keySource: KeySource
  readonly passedOver: readonly PassedOver[]
  /** The token's "kid", where it was a key of another name in the set that verified: a verifier that looks keys up by it refuses the token. */
  readonly missedKid: string | undefined
}

export type Mismatch = { readonly state: 'mismatch'; readonly algorithm: Algorithm } & (
  | {
      /** "alg" is none, yet there is a signature, which nothing can check. */ readonly reason: 'none-with-signature'
      readonly bytes: number
    }
  | {
      /** The bytes differ, or the equation does not hold. */
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

/** The key is of the wrong type, unreadable, or one that nothing here can use. */
export interface KeyRefused {
  readonly state: 'key-problem'
  readonly algorithm: Algorithm
  readonly problem: KeyProblem
  readonly passedOver: readonly PassedOver[]
}

/** "alg" isn't an algorithm that this page can verify. */
export type UnknownAlgorithm = { readonly state: 'unsupported'; readonly algorithm: undefined } & (
  | { /** Absent, or no string. */ readonly reason: 'alg-missing' }
  | { readonly reason: 'alg-unknown' | 'alg-encrypts' | 'alg-prohibited'; readonly alg: string }
  | { /** It belongs to COSE. */ readonly reason: 'alg-elsewhere'; readonly alg: string; readonly instead: string | undefined }
)

/** The header asks for what must be refused, whatever the signature is. */
export type Forbidden = {
  readonly state: 'unsupported'
  readonly algorithm: Algorithm
  readonly mathematics: Mathematics
  readonly use: KeyUse | undefined
} & (
  | {
      /** "crit" names what is not understood here (RFC 7515 section 4.1.11). */ readonly reason: 'crit-unknown'
      readonly names: readonly string[]
    }
  | {
      /**
       * `crit-malformed`: "crit" is not what RFC 7515 section 4.1.11 allows. `b64-not-critical`: "b64" is false and "crit" does not list
       * it (RFC 7797 section 6); said only where all else would be `valid`.
       */
      readonly reason: 'crit-malformed' | 'b64-not-critical'
    }
)

/** Checking it would take longer than one token is worth: it was stopped, and nothing is known of the signature. */
export interface TooCostly {
  readonly state: 'unsupported'
  readonly reason: 'too-costly'
  readonly algorithm: Algorithm
  /** How many keys were asked before. */
  readonly tried: number
}

/** Why a signed text has not exactly one reading. */
export type Doubt =
  | { /** A segment is not base64url. */ readonly reason: 'not-base64url'; readonly segment: 'header' | 'payload' | 'signature' }
  | { /** Two readers would take it for two tokens. */ readonly reason: 'several-readings'; readonly problem: ReadingProblem }

/** The signed text doesn't have exactly one reading: it never verifies, and a mismatch isn't a sign of tampering. */
export type Unreadable = {
  readonly state: 'unreadable'
  readonly algorithm: Algorithm
  readonly use: KeyUse | undefined
  /**
   * What a lenient reader would find: the signature verifies over the characters as they stand, over their base64url form (without
   * padding, foreign characters and what no byte comes of), or neither. Undefined where no key could be asked.
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

/** Of several signatures some verify, not all; the rest is about the first that does. */
export type PartlyValid = Omit<Valid, 'state'> & { readonly state: 'partial' }

/** The answer about a whole JWS. */
export type Verification = (SignatureVerification | PartlyValid) & {
  /** One answer for each signature, in order; at least one. */
  readonly each: readonly SignatureVerification[]
  /** Which of them the rest is about. */
  readonly answered: number
}

export type SignatureState = Verification['state']

/** The key that the mathematics were asked with; undefined where none was, and where several were in vain. */
export function keyUse(verification: SignatureVerification | PartlyValid | undefined): KeyUse | undefined {
  return verification && 'use' in verification ? verification.use : undefined
}

/** The other given keys, and why each was skipped. */
export function passedOver(verification: SignatureVerification | PartlyValid | undefined): readonly PassedOver[] {
  return verification && 'passedOver' in verification ? verification.passedOver : []
}

/** What is wrong with the key, where that is why the signature was not checked. */
export function keyProblem(verification: SignatureVerification | PartlyValid | undefined): KeyProblem | undefined {
  return verification?.state === 'key-problem' ? verification.problem : undefined
}

/** The answer if a signature verifies, even one of several. */
export function verified(verification: Verification | undefined): (Verification & { readonly state: 'valid' | 'partial' }) | undefined {
  return verification?.state === 'valid' || verification?.state === 'partial' ? verification : undefined
}
