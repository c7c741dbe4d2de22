// Decides what a link to the open token contains, according to its author's choices, or why there is no link.
import { encodeExpectations, type Expectations } from '../../core/expectations/expectations.ts'
import { exportJwk, exportJwkSet } from '../../core/keys/make/export-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { carriesSecret, maskedToken, unmaskable, withoutSignatures } from '../../core/masking/mask-token.ts'
import type { Forbidden } from '../../core/masking/forbidden.ts'
import type { Secrets } from '../../core/masking/parts.ts'
import type { Token } from '../../core/token/token.ts'
import { refuseLinkKey } from '../share-link.ts'
import { writeLink } from './write-link.ts'

export interface ShareChoices {
  /** The ids of the claims to mask; undefined for none. A masked token has no signature. */
  readonly masked: ReadonlySet<string> | undefined
  readonly signature: boolean
  /** Whether to include the public key, which is useful only with a signature. */
  readonly key: boolean
  readonly expectations: boolean
}

export interface Shared {
  /** With its "#". */
  readonly fragment: string
  /** Whether it contains what was requested; an expectation that repeats a masked value is left out. */
  readonly hasKey: boolean
  readonly expectations: 'all' | 'some' | 'none'
  /** Paths that weren't chosen but repeat a masked value, so they are masked as well. */
  readonly alsoMasked: readonly string[]
}

/** Why a token can't be shared with these choices. */
export type ShareRefusal =
  /** It contains a private key or a secret, which can only be removed by masking. */
  | 'secret'
  /** A JWE is shared as it is or not at all, and this one contains a secret in its header. */
  | 'secret-encrypted'
  | 'unreadable'
  | 'too-long'
  /** Something would remain readable despite masking. */
  | 'shines-through'

export type Sharing =
  | { readonly shared: Shared; readonly refusal?: undefined }
  | { readonly refusal: ShareRefusal; readonly shared?: undefined }

/** In characters. Longer tokens don't go into a link, since browsers limit URLs to about two million. */
const LONGEST_TOKEN = 100_000

/** Makes the fragment of a link. Of `keys`, which are the keys that were read, only public halves are ever used. */
export function share(
  token: Token,
  keys: readonly KeyMaterial[],
  expectations: Expectations,
  secrets: Secrets,
  choices: ShareChoices,
): Sharing {
  const why = unmaskable(token)
  if (token.compact.length > LONGEST_TOKEN) return { refusal: 'too-long' }
  const masks = choices.masked !== undefined && why !== 'encrypted'
  if ((masks || !choices.signature) && why !== undefined && why !== 'encrypted') return { refusal: why }
  if (!masks && carriesSecret(token, secrets)) return { refusal: why === 'encrypted' ? 'secret-encrypted' : 'secret' }
  const made = masks
    ? maskedToken(token, choices.masked, secrets)
    : { text: plainToken(token, choices, why), alsoMasked: [], forbidden: undefined }
  if (!made) return { refusal: 'shines-through' }
  const key = !masks && choices.signature && choices.key ? publicKeyText(named(keys, token.header.kid)) : undefined
  const asked = choices.expectations ? expectationsFor(expectations, made.forbidden) : undefined
  const fragment = writeLink({ token: made.text, key, expect: asked?.text })
  return { shared: { fragment, hasKey: key !== undefined, expectations: asked?.which ?? 'none', alsoMasked: made.alsoMasked } }
}

/** From a set with many keys, only the one that the token names, to keep links short. */
function named(keys: readonly KeyMaterial[], kid: string | undefined): readonly KeyMaterial[] {
  const meant = keys.filter((key) => kid !== undefined && key.kid === kid)
  return meant.length > 0 ? meant : keys
}

function plainToken(token: Token, { signature }: ShareChoices, why: string | undefined): string {
  return signature || why === 'encrypted' ? token.compact : withoutSignatures(token)
}

/** The public half of the keys as a JWK or JWK Set; undefined if there is none, as for a shared secret. */
export function publicKeyText(keys: readonly KeyMaterial[]): string | undefined {
  const pairs = keys.filter((key) => key.kind !== 'secret')
  const [only] = pairs
  if (!only) return undefined
  const text = JSON.stringify(pairs.length === 1 ? exportJwk(only, 'public') : exportJwkSet(pairs, 'public'))
  return refuseLinkKey(text) === undefined ? text : undefined
}

/** The expectations without companions, which are secrets or nearly so, and without anything that repeats a masked value. */
function expectationsFor(
  asked: Expectations,
  forbidden: Forbidden | undefined,
): { readonly text: string; readonly which: Shared['expectations'] } {
  const all = Object.entries(asked).filter(([name, value]) => name !== 'companions' && value !== undefined)
  const kept = forbidden ? all.filter(([, value]) => ![value].flat().some((each) => forbidden.isIn(String(each)))) : all
  const text = encodeExpectations(Object.fromEntries(kept))
  if (text === '' || forbidden?.isIn(text) === true) return { text: '', which: 'none' }
  return { text, which: kept.length === all.length ? 'all' : 'some' }
}
