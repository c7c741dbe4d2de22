// What decrypting found out, as data (RFC 7516): for each state exactly what a sentence about it can speak of.
import type { ContentEncryption, KeyManagement } from '../algorithms/encryption-algorithms.ts'
import type { KeyMaterial, KeyNote, KeyProblem } from '../keys/key-material.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What is known of the recipient that the answer is about, as far as its header could be read. */
interface About {
  /** Its place among the recipients. */
  readonly recipient: number
  readonly management: KeyManagement | undefined
  readonly encryption: ContentEncryption | undefined
}

interface KeyTried {
  readonly key: KeyMaterial
  /** Its place in `KeyReading.keys`. */
  readonly keyIndex: number
}

/** No key was given. */
export type Encrypted = { readonly state: 'encrypted' } & About

export type Decrypted = {
  readonly state: 'decrypted'
  /** Inflated where "zip" says so. */
  readonly plaintext: Bytes
  /** Metadata of the key that disagree with what it was used for. */
  readonly notes: readonly KeyNote[]
} & About &
  KeyTried

/** The key has the wrong type or length, or cannot be read. */
export type DecryptionKeyRefused = { readonly state: 'key-problem'; readonly problem: KeyProblem } & About

/** This key does not open it, or it was changed. */
export type NotOpened = {
  readonly state: 'mismatch'
  /** `unwrap-failed`: the Encrypted Key does not open. `authentication-failed`: the Authentication Tag does not fit. */
  readonly reason: 'unwrap-failed' | 'authentication-failed'
} & About &
  KeyTried

/** It asks for what nothing here does, or refuses to do. */
export type UnsupportedEncryption = { readonly state: 'unsupported' } & About & UnsupportedReason

export type UnsupportedReason =
  | { /** `alg-signs`: a JWE cannot use it. */ readonly reason: 'alg-unknown' | 'alg-signs'; readonly alg: string }
  | { readonly reason: 'enc-unknown'; readonly enc: string }
  | {
      /** `too-costly`: its recipients, or the keys at hand, ask for more work than one token is worth; it was stopped. */
      readonly reason: 'crit-malformed' | 'zip-unknown' | 'too-costly'
    }
  | { readonly reason: 'crit-unknown'; readonly names: readonly string[] }
  | { /** More PBKDF2 rounds than `most`. */ readonly reason: 'p2c-too-high'; readonly found: number; readonly most: number }
  | { /** It inflates to more than `most` bytes. */ readonly reason: 'zip-too-large'; readonly most: number }

/** It is not what RFC 7516 allows, or has not exactly one reading. */
export type UnreadableEncryption = { readonly state: 'unreadable' } & About & UnreadableReason

export type UnreadableReason =
  | { /** It is not base64url; of the header, no JSON object. */ readonly reason: 'segment-unreadable'; readonly segment: EncryptedSegment }
  | {
      /**
       * `zip-unprotected`: "zip" is outside the protected header (RFC 7516 section 4.1.3). `zip-damaged`: the plaintext does not
       * inflate. `epk-invalid`: "epk" is not a public key on the curve of the key (RFC 8725 section 3.4).
       */
      readonly reason: 'alg-missing' | 'enc-missing' | 'zip-unprotected' | 'zip-damaged' | 'epk-invalid'
    }
  | {
      /** Two readers would take it for two tokens, so it is not decrypted (RFC 7516 section 7.2.1). */ readonly reason: 'several-readings'
    }
  | { /** In bytes. */ readonly reason: 'iv-length' | 'tag-length'; readonly found: number; readonly expected: number }
  | {
      /** With `dir` and `ECDH-ES` the Encrypted Key is empty (RFC 7516 section 5.2 step 10). `found` in bytes. */
      readonly reason: 'encrypted-key-not-empty'
      readonly found: number
    }
  | {
      /** A Header Parameter that the algorithm needs is absent or wrong. */ readonly reason: 'parameter-invalid'
      readonly parameter: string
    }

export type EncryptedSegment = 'protected' | 'encrypted_key' | 'iv' | 'ciphertext' | 'tag' | 'aad'

export type Decryption = Encrypted | Decrypted | DecryptionKeyRefused | NotOpened | UnsupportedEncryption | UnreadableEncryption

export type DecryptionState = Decryption['state']
