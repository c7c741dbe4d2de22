// Decides what a link to the open token contains, by its author's choices, or why there is none.
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
  /** The claims to mask, by id; undefined for none. A masked token has no signature. */
  readonly masked: ReadonlySet<string> | undefined
  readonly signature: boolean
  /** The public key; it counts only beside a signature. */
  readonly key: boolean
  readonly expectations: boolean
}

export interface Shared {
  /** With its "#". */
  readonly fragment: string
  /** Whether it holds what was asked for; an expectation that repeats a masked value is left out. */
  readonly hasKey: boolean
  readonly expectations: 'all' | 'some' | 'none'
  /** Paths that were not chosen and repeat a masked value, so that they are masked too. */
  readonly alsoMasked: readonly string[]
}

/** Why a token can't be shared as it was chosen. */
export type ShareRefusal =
  /** It holds a private key or a secret, which only masking takes out. */
  | 'secret'
  /** A JWE is shared as it is or not at all, and this one names a secret in its header. */
  | 'secret-encrypted'
  | 'unreadable'
  | 'too-long'
  /** Masked, something would be readable all the same. */
  | 'shines-through'

export type Sharing =
  | { readonly shared: Shared; readonly refusal?: undefined }
  | { readonly refusal: ShareRefusal; readonly shared?: undefined }

/** Characters of a token that goes into a link; browsers take no more than about two million. */
const LONGEST_TOKEN = 100_000

/** Makes the fragment of a link. `keys` are those that were read, of which only the public half is ever taken. */
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

/** Of a set that holds many the one that the token names: links are short. */
function named(keys: readonly KeyMaterial[], kid: string | undefined): readonly KeyMaterial[] {
  const meant = keys.filter((key) => kid !== undefined && key.kid === kid)
  return meant.length > 0 ? meant : keys
}

function plainToken(token: Token, { signature }: ShareChoices, why: string | undefined): string {
  return signature || why === 'encrypted' ? token.compact : withoutSignatures(token)
}

/** The public half of the keys as a JWK or JWK Set; undefined where there is none, as of a shared secret. */
export function publicKeyText(keys: readonly KeyMaterial[]): string | undefined {
  const pairs = keys.filter((key) => key.kind !== 'secret')
  const [only] = pairs
  if (!only) return undefined
  const text = JSON.stringify(pairs.length === 1 ? exportJwk(only, 'public') : exportJwkSet(pairs, 'public'))
  return refuseLinkKey(text) === undefined ? text : undefined
}

/** What is expected, without companions, which are secrets or nearly so, and without what repeats a masked value. */
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
