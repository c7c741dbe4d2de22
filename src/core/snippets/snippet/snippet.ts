// Defines an order for code that checks a token, and a language that can write it.
import type { SecretEncoding } from '../../keys/key-material.ts'
import type { Quote } from './quote.ts'

/** Where the code gets its key. The code never contains a secret, which comes from the environment variable JWT_SECRET. */
export type SnippetKey =
  | { readonly from: 'secret'; readonly encoding: SecretEncoding }
  /** SPKI with the label PUBLIC KEY, as from `exportPem`. */
  | { readonly from: 'pem'; readonly pem: string }
  | { readonly from: 'jwks-url'; readonly url: string }

/** What the code must require of a token. */
export interface SnippetOrder {
  /** The only algorithms to accept, all for one type of key; never empty. */
  readonly algorithms: readonly string[]
  /** True if the token identifies its key by "kid". */
  readonly namesKey: boolean
  /** The curve of the key, if known. */
  readonly curve: string | undefined
  readonly key: SnippetKey
  readonly issuer: string | undefined
  readonly audience: string | undefined
  /** True if the token's "aud" is a list. */
  readonly listsAudiences: boolean
  readonly typ: string | undefined
  /** All of these are required. */
  readonly scope: readonly string[]
  /** In whole seconds. */
  readonly leeway: number
  /** True if a token without "exp" is rejected. */
  readonly requiresExp: boolean
}

/** Code, or a sentence that says why this library can't do what is required. */
export type Snippet = { readonly code: string; readonly refusal?: undefined } | { readonly refusal: string; readonly code?: undefined }

/** A kind of token on which a library and this page disagree. Each gets a comment in the code. */
export type Difference = 'padding' | 'duplicates' | 'audience-list'

export interface SnippetLanguage {
  /** Stable, since the selection refers to it. */
  readonly id: string
  /** "Python (PyJWT)". */
  readonly name: string
  /** The versions it was tested with, such as "PyJWT 2.6.0", or the documentation that it was checked against. */
  readonly checked: { readonly by: 'tests'; readonly versions: string } | { readonly by: 'documentation'; readonly url: string }
  /** "alg" values that it is offered for. */
  readonly algorithms: readonly string[]
  /** Found by the tests, which require exactly these. */
  readonly differs: readonly Difference[]
  /** True if it finds keys in a set only by "kid". */
  readonly needsKid: boolean
  /** How a comment line begins. */
  readonly comment: '#' | '//'
  readonly quote: Quote
  /** Why this language can't be used for an order; undefined if it can. */
  unfit?(order: SnippetOrder): string | undefined
  /** Writes the code without the notes on differences. Called only if the order fits. */
  write(order: SnippetOrder): readonly Line[]
}

/** One or more lines of code; false and undefined are left out. */
export type Line = string | false | undefined
