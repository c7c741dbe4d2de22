// Defines the result of decrypting a JWE (RFC 7516) as data, with exactly the facts that each state's sentences need.
import type { ContentEncryption, KeyManagement } from '../algorithms/encryption-algorithms.ts'
import type { KeyMaterial, KeyNote, KeyProblem } from '../keys/key-material.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What is known about the recipient that the answer is about, as far as its header could be read. */
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
  /** Decompressed if "zip" says so. */
  readonly plaintext: Bytes
  /** The key's metadata that disagree with how it was used. */
  readonly notes: readonly KeyNote[]
} & About &
  KeyTried

/** The key has the wrong type or length, or can't be read. */
export type DecryptionKeyRefused = { readonly state: 'key-problem'; readonly problem: KeyProblem } & About

/** This key doesn't decrypt it, or it was changed. */
export type NotOpened = {
  readonly state: 'mismatch'
  /** `unwrap-failed`: the Encrypted Key can't be decrypted. `authentication-failed`: the Authentication Tag doesn't match. */
  readonly reason: 'unwrap-failed' | 'authentication-failed'
} & About &
  KeyTried

/** It requires something that this page doesn't support, or refuses to do. */
export type UnsupportedEncryption = { readonly state: 'unsupported' } & About & UnsupportedReason

export type UnsupportedReason =
  | {
      /** `alg-signs`: it is a signature algorithm, which a JWE can't use. */ readonly reason: 'alg-unknown' | 'alg-signs'
      readonly alg: string
    }
  | { readonly reason: 'enc-unknown'; readonly enc: string }
  | {
      /** `too-costly`: stopped, because its recipients and the keys at hand take more work than one token is worth. */
      readonly reason: 'crit-malformed' | 'zip-unknown' | 'too-costly'
    }
  | { readonly reason: 'crit-unknown'; readonly names: readonly string[] }
  | { /** More PBKDF2 rounds than `most`. */ readonly reason: 'p2c-too-high'; readonly found: number; readonly most: number }
  | { /** It inflates to more than `most` bytes. */ readonly reason: 'zip-too-large'; readonly most: number }

/** RFC 7516 doesn't allow it, or it doesn't have exactly one reading. */
export type UnreadableEncryption = { readonly state: 'unreadable' } & About & UnreadableReason

export type UnreadableReason =
  | {
      /** It isn't base64url, or, for the header, not a JSON object. */ readonly reason: 'segment-unreadable'
      readonly segment: EncryptedSegment
    }
  | {
      /**
       * `zip-unprotected`: "zip" is outside the protected header (RFC 7516 section 4.1.3). `zip-damaged`: the plaintext can't be
       * decompressed. `epk-invalid`: "epk" isn't a public key on the key's curve (RFC 8725 section 3.4).
       */
      readonly reason: 'alg-missing' | 'enc-missing' | 'zip-unprotected' | 'zip-damaged' | 'epk-invalid'
    }
  | {
      /** Two libraries would read it as two different tokens, so it isn't decrypted (RFC 7516 section 7.2.1). */ readonly reason: 'several-readings'
    }
  | { /** In bytes. */ readonly reason: 'iv-length' | 'tag-length'; readonly found: number; readonly expected: number }
  | {
      /** With `dir` and `ECDH-ES`, the Encrypted Key must be empty (RFC 7516 section 5.2 step 10). `found` in bytes. */
      readonly reason: 'encrypted-key-not-empty'
      readonly found: number
    }
  | {
      /** A header parameter that the algorithm needs is absent or wrong. */ readonly reason: 'parameter-invalid'
      readonly parameter: string
    }

export type EncryptedSegment = 'protected' | 'encrypted_key' | 'iv' | 'ciphertext' | 'tag' | 'aad'

export type Decryption = Encrypted | Decrypted | DecryptionKeyRefused | NotOpened | UnsupportedEncryption | UnreadableEncryption

export type DecryptionState = Decryption['state']
