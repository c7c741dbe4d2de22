// What a cause is: one hypothesis about why a signature does not verify, tested by trying, worded by its id, and held as data.
import type { Algorithm, AlgorithmFamily, Hash } from '../../algorithms/algorithms.ts'
import type { JwsSignature } from '../../token/jws.ts'
import type { KeyMaterial, KeyReading, SecretEncoding } from '../../keys/key-material.ts'
import type { TextSegment } from '../../token/segment.ts'
import type { Token } from '../../token/token.ts'
import type { SignatureVerification } from '../../crypto/verification.ts'

/** All that may be looked at. Nothing of it is fetched, and nothing of it is kept. */
export interface CauseContext {
  readonly token: Token
  /** The one of the token's signatures that is asked about. */
  readonly signature: JwsSignature
  /** The token's, or the content of a detached one. */
  readonly payload: TextSegment
  /** The text that the token was found in. */
  readonly text: string
  readonly reading: KeyReading
  readonly keyText: string
  readonly secretEncoding: SecretEncoding
  readonly verification: SignatureVerification
  /** The token as it was pasted, before it was edited here. */
  readonly pasted: Token | undefined
  /** Other tokens of the same visit: those of the same paste, and earlier ones. */
  readonly others: readonly Token[]
  /** The payload is no part of the token: it is the content that was given beside it (RFC 7515 appendix F). */
  readonly detached: boolean
  /** Whose keys the given ones are, where that is known: the issuer that a metadata document or key set address named. */
  readonly keyIssuer?: string | undefined
  /** The lines of a word list to try as secrets. */
  readonly words?: readonly string[] | undefined
}

/** The context, with what every cause asks of it worked out once. */
export interface Material extends CauseContext {
  readonly algorithm: Algorithm | undefined
  /** The segments' characters as received. */
  readonly head: string
  readonly body: string
  /** The signature's bytes as received. */
  readonly received: Uint8Array<ArrayBuffer>
  /** The bytes of the secret as read, or of its text where it cannot be read as its encoding says. */
  readonly secret: Uint8Array<ArrayBuffer> | undefined
  /** The keys that were read and are no secrets. */
  readonly keys: readonly KeyMaterial[]
}

/** How a signature is checked; the row of "alg", or one like it with another hash or salt. */
export interface Method {
  /** The "alg" value that comes nearest. */
  readonly name: string
  readonly family: AlgorithmFamily
  readonly hash?: Hash | undefined
  /** Bytes, for RSASSA-PSS (RFC 8017 section 9.1). */
  readonly saltLength?: number | undefined
}

/** What an attempt puts in the place of what was given; absent members stay as they were. */
export interface Change {
  readonly secret?: Uint8Array<ArrayBuffer>
  readonly key?: KeyMaterial
  readonly method?: Method
  /** The characters of the segment that were signed. */
  readonly head?: string
  readonly body?: string
  /** The whole signing input, where it is not `head.body`. */
  readonly input?: Uint8Array<ArrayBuffer>
  readonly signature?: Uint8Array<ArrayBuffer>
}

export type CauseArgs = Readonly<Record<string, string | number>>

/** What was changed, as a small difference; for reading, with invisible characters made visible. */
export interface Evidence {
  /** What it is of: "Secret", "Payload", "alg". */
  readonly of: string
  readonly before: string
  readonly after: string
}

/** What a button can do about it: each an ordinary, undoable edit. */
export type Repair =
  | { readonly do: 'set-key'; readonly key: string; readonly secretEncoding?: SecretEncoding }
  /** Puts other characters in the place of a segment; of a detached payload, into the content. */
  | { readonly do: 'set-segment'; readonly part: 'header' | 'payload' | 'signature'; readonly segment: string }

export interface Attempt {
  /** Undefined for a fact: it holds without a trial, and proves nothing about the signature. */
  readonly change: Change | undefined
  readonly args: CauseArgs
  readonly evidence?: Evidence | undefined
  readonly fix?: readonly Repair[] | undefined
  /** It is worth saying even where the signature does not verify then: the key cannot be read otherwise. */
  readonly stands?: boolean
  /** Likely enough to be tried together with others. */
  readonly common?: boolean
}

/** A cause in words. `clause` completes "It would be valid if …"; a fact has a whole `sentence` instead. */
export interface Explanation {
  readonly clause?: string
  readonly sentence?: string
  /** One line, about the side that is wrong. */
  readonly fix: string
  /** What the button says, where there is something to press. */
  readonly button?: string
}

/**
 * What an attempt varies: the `secret`, the `method`, the `input` (what was signed), the `signature`, the `key`; `content` is input that says
 * something else than the token does. `fact`s are not tried. `button` is tried only when asked for.
 */
export type Dimension = 'secret' | 'method' | 'input' | 'content' | 'both' | 'signature' | 'key' | 'fact' | 'button'

/** A hypothesis of the catalogue. */
export interface Cause<Id extends string = string> {
  /** The contract's `data-cause`. */
  readonly id: Id
  readonly dimension: Dimension
  /** The families of algorithm that a header may name for it to apply; undefined for all. */
  readonly families: readonly AlgorithmFamily[] | undefined
  /** It is how tokens are forged. */
  readonly attack?: boolean
  /** What was tried, for the list of what did not help: "the secret in other encodings". */
  readonly tried: string
  explain(args: CauseArgs): Explanation
  /** The attempts in order, the likeliest first; total: never throws, and nothing where it has nothing to try. */
  tries(material: Material): Iterable<Attempt> | AsyncIterable<Attempt>
}

/** Why a hit is no coincidence. */
export type Proof =
  /** The MACs agree in all `bits`. */
  | { readonly by: 'mac'; readonly bits: number }
  /** The first `bits` of `of` agree, and the rest is missing. */
  | { readonly by: 'prefix'; readonly bits: number; readonly of: number }
  /** The signature verifies. */
  | { readonly by: 'signature' }

/** A hypothesis that held, as data. */
export interface HeldCause {
  readonly id: string
  readonly args: CauseArgs
  readonly evidence: Evidence | undefined
  readonly fix: readonly Repair[] | undefined
  /** Undefined for what was not proven by a trial. */
  readonly proof: Proof | undefined
}

export interface CauseReport {
  /** Those with a proof hold all together; a sole `none-fits` where nothing does. */
  readonly held: readonly HeldCause[]
  /** How many trials were made. */
  readonly tried: number
  /** What was tried, in words, in order. */
  readonly triedFamilies: readonly string[]
}
