// What code that checks a token is written from, and what a language offers.
import type { SecretEncoding } from '../../keys/key-material.ts'
import type { Quote } from './quote.ts'

/** Where the code has its key from. A secret is never in it: it comes from the environment variable JWT_SECRET. */
export type SnippetKey =
  | { readonly from: 'secret'; readonly encoding: SecretEncoding }
  /** SPKI with the label PUBLIC KEY, as `exportPem` writes it. */
  | { readonly from: 'pem'; readonly pem: string }
  | { readonly from: 'jwks-url'; readonly url: string }

/** What the code must ask of a token. */
export interface SnippetOrder {
  /** The only ones that it accepts, all for one type of key; never empty. */
  readonly algorithms: readonly string[]
  /** The token names its key by "kid". */
  readonly namesKey: boolean
  /** The curve of the key, where it is known and has one. */
  readonly curve: string | undefined
  readonly key: SnippetKey
  readonly issuer: string | undefined
  readonly audience: string | undefined
  /** The token's "aud" is a list. */
  readonly listsAudiences: boolean
  readonly typ: string | undefined
  /** All of these. */
  readonly scope: readonly string[]
  /** In whole seconds. */
  readonly leeway: number
  /** A token without "exp" is rejected. */
  readonly requiresExp: boolean
}

/** Code, or why this library can't be offered for what is asked, as a sentence. */
export type Snippet = { readonly code: string; readonly refusal?: undefined } | { readonly refusal: string; readonly code?: undefined }

/** A token to which a library answers otherwise than this page: each gets a comment in the code. */
export type Difference = 'padding' | 'duplicates' | 'audience-list'

export interface SnippetLanguage {
  /** Stable, for the choice. */
  readonly id: string
  /** "Python (PyJWT)". */
  readonly name: string
  /** What the tests ran it with, as "PyJWT 2.6.0", or the documentation that it was checked against. */
  readonly checked: { readonly by: 'tests'; readonly versions: string } | { readonly by: 'documentation'; readonly url: string }
  /** "alg" values that it is offered for. */
  readonly algorithms: readonly string[]
  /** Found by the tests, and held to exactly these by them. */
  readonly differs: readonly Difference[]
  /** It finds a key of a set by "kid" alone. */
  readonly needsKid: boolean
  /** How a line of comment begins. */
  readonly comment: '#' | '//'
  readonly quote: Quote
  /** Undefined where nothing stands against it. */
  unfit?(order: SnippetOrder): string | undefined
  /** The code, but for the notes on what differs. Called only where it is fit. */
  write(order: SnippetOrder): readonly Line[]
}

/** A line of code, or several; what is false or undefined is left out. */
export type Line = string | false | undefined
