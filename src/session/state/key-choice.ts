// Chooses the key that a state is checked with, and says where it came from: the key box, or the token that names it.
import { textOf } from '../../core/text/json.ts'
import { tokenKeys, type TokenKeyParameter } from '../../core/keys/sources/token-keys.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import type { KeySource } from '../../core/crypto/verification.ts'
import { stoodBeside, type KeyOrigin } from '../text/history.ts'
import type { Token } from '../../core/token/token.ts'
import { currentInspection } from './opened-token.ts'
import type { State } from './state.ts'

export type KeyChoice =
  | {
      readonly from: 'box'
      readonly text: string
      readonly origin: KeyOrigin
      readonly secretEncoding: SecretEncoding
      readonly passphrase: string
      /** The user chose an encoding for exactly this text, so it is a secret, whatever it looks like. */
      readonly asSecret: boolean
    }
  | {
      readonly from: 'token'
      readonly text: string
      /** The header parameter that names it. */
      readonly parameter: TokenKeyParameter
      /** Used automatically: a DPoP proof is verified with the key that it presents (RFC 9449 section 4.3). */
      readonly presented: boolean
    }

/**
 * The key of a state. A key named by the token counts only as long as the token still names it and the key box is untouched. For a DPoP
 * proof next to other tokens, the key in the box isn't used, since it is for one of those tokens.
 */
export function chosenKey(state: State): KeyChoice {
  const { tried, key } = state
  const { token, found } = currentInspection(state)
  if (tried && tried.key === key && token) {
    const named = tokenKeys(token.header).find(({ parameter }) => parameter === tried.parameter)
    if (named && (named.url ?? named.text) === tried.named)
      return { from: 'token', text: tried.text, parameter: tried.parameter, presented: false }
  }
  const presented = (key === '' || found.length > 1) && token ? presentedKey(token) : undefined
  if (presented !== undefined) return { from: 'token', text: presented, parameter: 'jwk', presented: true }
  return boxKey(state)
}

/** The key for checking one of several tokens while another one is open: the key in the box, except for a proof, which presents its own. */
export function keyOfFound(state: State, token: Token): KeyChoice {
  const presented = presentedKey(token)
  return presented === undefined ? boxKey(state) : { from: 'token', text: presented, parameter: 'jwk', presented: true }
}

/** The key to sign with. A proof is verified with the key that it presents, but the private half may be in the box. */
export function signingKey(state: State): KeyChoice {
  return isSetAside(state) ? boxKey(state) : chosenKey(state)
}

/** True if the key that a DPoP proof presents is used instead of the one in the box. */
export function isSetAside(state: State): boolean {
  const choice = chosenKey(state)
  return state.key !== '' && choice.from === 'token' && choice.presented
}

function boxKey({ key, keyOrigin, secretEncoding, secretText, passphrase }: State): KeyChoice {
  return { from: 'box', text: key, origin: keyOrigin, secretEncoding, passphrase, asSecret: key !== '' && secretText === key }
}

/** The header parameter whose key is being tried; undefined while the key in the box is used. */
export function triedParameter(state: State): TokenKeyParameter | undefined {
  const choice = chosenKey(state)
  return choice.from === 'token' && !choice.presented ? choice.parameter : undefined
}

/** The "jwk" of a DPoP proof as text for `readKey`; undefined for other tokens. */
function presentedKey({ header }: Token): string | undefined {
  const typ = header.parameters.get('typ')
  if (typ?.type !== 'string' || typ.value.toLowerCase() !== 'dpop+jwt' || header.unprotected.has('jwk')) return undefined
  return tokenKeys(header).find(({ parameter }) => parameter === 'jwk')?.text
}

/**
 * The key's source as far as its origin determines it; if undefined, its form does: `key-set` for a set, otherwise `yours`. Fetched keys
 * are the issuer's only for tokens that name exactly this issuer (RFC 8414 section 3.3, OpenID Connect Discovery section 4.3).
 */
export function sourceOf(choice: KeyChoice, iss: string | undefined): KeySource | undefined {
  if (choice.from === 'token') return 'token'
  const { origin } = choice
  if (origin.from === 'link' && origin.compared !== true) return 'link'
  // The author of a text with a token and a key chose both, like the author of a token that contains a key.
  if (stoodBeside(origin) && origin.compared !== true) return 'token'
  if (origin.from !== 'fetched') return undefined
  return origin.issuer !== undefined && origin.issuer === iss ? 'issuer' : 'key-set'
}

/**
 * A key that the reader only typed, pasted or dropped may be the one that the token contains, and then proves as little as that one. A key
 * from the keyring or from the issuer has a better origin, and one that the reader compared is their own.
 */
export function mayBeTheTokens(choice: KeyChoice): boolean {
  if (choice.from === 'token') return false
  const { origin } = choice
  return origin.from !== 'fetched' && origin.from !== 'keyring' && origin.compared !== true
}

/** Where the key came from, as the page's attributes name it. */
export function originOf(choice: KeyChoice): KeyOrigin['from'] | 'token' {
  return choice.from === 'token' ? 'token' : choice.origin.from
}

/** "iss" of the state's token if it is text (RFC 7519 section 4.1.1); of duplicates the last, which most parsers use. */
export function issuerOf(state: State): string | undefined {
  const root = currentInspection(state).token?.payload?.decoded.json.root
  if (root?.type !== 'object') return undefined
  return textOf(root.members.findLast(({ name }) => name === 'iss')?.value)
}
