// Defines a cause: one hypothesis about why a signature doesn’t verify, tested by trying it, worded by its id, and kept as data.
import type { Algorithm, AlgorithmFamily, Hash } from '../../algorithms/algorithms.ts'
import type { JwsSignature } from '../../token/jws.ts'
import type { KeyMaterial, KeyReading, SecretEncoding } from '../../keys/key-material.ts'
import type { TextSegment } from '../../token/segment.ts'
import type { Token } from '../../token/token.ts'
import type { SignatureVerification } from '../../crypto/verification.ts'

/** Everything a cause may look at. Nothing is fetched, and nothing is kept. */
export interface CauseContext {
  readonly token: Token
  /** The signature in question; a token may have several. */
  readonly signature: JwsSignature
  /** The token's payload, or its detached content. */
  readonly payload: TextSegment
  /** The text in which the token was found. */
  readonly text: string
  readonly reading: KeyReading
  readonly keyText: string
  readonly secretEncoding: SecretEncoding
  readonly verification: SignatureVerification
  /** The token as it was pasted, before any edit. */
  readonly pasted: Token | undefined
  /** Other tokens of the same visit: from the same paste, and earlier ones. */
  readonly others: readonly Token[]
  /** The payload isn’t part of the token: it was given separately (RFC 7515 appendix F). */
  readonly detached: boolean
  /** The issuer of the given keys, if known from a metadata document or the URL of the key set. */
  readonly keyIssuer?: string | undefined
  /** The lines of a word list to try as secrets. */
  readonly words?: readonly string[] | undefined
}

/** The context, with everything that causes ask for worked out once. */
export interface Material extends CauseContext {
  readonly algorithm: Algorithm | undefined
  /** The segments' characters as received. */
  readonly head: string
  readonly body: string
  /** The signature's bytes as received. */
  readonly received: Uint8Array<ArrayBuffer>
  /** The bytes of the secret as read, or of its text if it can’t be decoded as its encoding says. */
  readonly secret: Uint8Array<ArrayBuffer> | undefined
  /** The keys that were read, without secrets. */
  readonly keys: readonly KeyMaterial[]
}

/** How a signature is checked: the row of "alg", or a similar one with another hash or salt. */
export interface Method {
  /** The closest "alg" value. */
  readonly name: string
  readonly family: AlgorithmFamily
  readonly hash?: Hash | undefined
  /** Bytes, for RSASSA-PSS (RFC 8017 section 9.1). */
  readonly saltLength?: number | undefined
}

/** What an attempt replaces; absent members stay as given. */
export interface Change {
  readonly secret?: Uint8Array<ArrayBuffer>
  readonly key?: KeyMaterial
  readonly method?: Method
  /** The characters of the segment that were signed. */
  readonly head?: string
  readonly body?: string
  /** The complete signing input, if it isn’t `head.body`. */
  readonly input?: Uint8Array<ArrayBuffer>
  readonly signature?: Uint8Array<ArrayBuffer>
}

export type CauseArgs = Readonly<Record<string, string | number>>

/** The change as a small, readable difference, with invisible characters made visible. */
export interface Evidence {
  /** What changed: "Secret", "Payload", "alg". */
  readonly of: string
  readonly before: string
  readonly after: string
}

/** What a button can do about it: an ordinary edit that can be undone. */
export type Repair =
  | { readonly do: 'set-key'; readonly key: string; readonly secretEncoding?: SecretEncoding }
  /** Replaces the characters of a segment; for a detached payload, the content. */
  | { readonly do: 'set-segment'; readonly part: 'header' | 'payload' | 'signature'; readonly segment: string }

export interface Attempt {
  /** Undefined for a fact, which needs no trial and proves nothing about the signature. */
  readonly change: Change | undefined
  readonly args: CauseArgs
  readonly evidence?: Evidence | undefined
  readonly fix?: readonly Repair[] | undefined
  /** Worth saying even if the signature still doesn’t verify, because the key can’t be read otherwise. */
  readonly alone?: boolean
  /** Likely enough to be tried in combination with others. */
  readonly common?: boolean
}

/** A cause in words. `clause` completes "It would verify if …"; a fact has a whole `sentence` instead. */
export interface Explanation {
  readonly clause?: string
  readonly sentence?: string
  /** One line about the side that has to change. */
  readonly fix: string
  /** The label of the button, if there is one. */
  readonly button?: string
}

/**
 * What an attempt varies: the `secret`, the `method`, the `input` (the bytes that were signed), the `signature` or the `key`. `content` is input
 * with another meaning than the token’s. A `fact` isn’t tried. `button` is tried only on request.
 */
export type Dimension = 'secret' | 'method' | 'input' | 'content' | 'both' | 'signature' | 'key' | 'fact' | 'button'

/** A hypothesis of the catalog. */
export interface Cause<Id extends string = string> {
  /** The contract's `data-cause`. */
  readonly id: Id
  readonly dimension: Dimension
  /** It applies if the header names an algorithm of one of these families; undefined for all. */
  readonly families: readonly AlgorithmFamily[] | undefined
  /** This is how tokens are forged. */
  readonly attack?: boolean
  /** What was tried, for the list of attempts that didn’t help: "the secret in other encodings". */
  readonly tried: string
  explain(args: CauseArgs): Explanation
  /** The attempts, likeliest first; empty if there is nothing to try. Never throws. */
  tries(material: Material): Iterable<Attempt> | AsyncIterable<Attempt>
}

/** Why a hit can’t be chance. */
export type Proof =
  /** The MACs match in all `bits`. */
  | { readonly by: 'mac'; readonly bits: number }
  /** The first `bits` of `of` match, and the rest is missing. */
  | { readonly by: 'prefix'; readonly bits: number; readonly of: number }
  /** The signature verifies. */
  | { readonly by: 'signature' }

/** A hypothesis that held, as data. */
export interface HeldCause {
  readonly id: string
  readonly args: CauseArgs
  readonly evidence: Evidence | undefined
  readonly fix: readonly Repair[] | undefined
  /** Undefined if no trial proved it. */
  readonly proof: Proof | undefined
}

export interface CauseReport {
  /** Those with a proof apply together; a single `none-fits` if nothing does. */
  readonly held: readonly HeldCause[]
  /** The number of trials. */
  readonly tried: number
  /** What was tried, in words, in order. */
  readonly triedFamilies: readonly string[]
}
