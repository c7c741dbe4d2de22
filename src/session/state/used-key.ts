// Which key a state is checked with, and whose it is: the one in the key box, or one that the token brought along and that is being tried.
import { tokenKeys, type TokenKeyParameter } from '../../core/keys/sources/token-keys.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import type { KeySource } from '../../core/crypto/verification.ts'
import { currentInspection } from './opened-token.ts'
import type { State } from './state.ts'

export interface UsedKey {
  readonly text: string
  readonly secretEncoding: SecretEncoding
  readonly passphrase: string
  /** The user chose an encoding for this very text: it is a secret, whatever it looks like. */
  readonly asSecret: boolean
  /** Undefined leaves it to the form of the key: `key-set` for a set, else `yours`. */
  readonly source: KeySource | undefined
  /** The Header Parameter that named it, while such a key is tried. */
  readonly tried: TokenKeyParameter | undefined
}

/**
 * The key of a state. A key of the token's counts only as long as the token still names it and the key box is untouched; keys that were
 * fetched count as the issuer's only for tokens that name this very issuer (RFC 8414 section 3.3, OpenID Connect Discovery section 4.3).
 */
export function usedKey(state: State): UsedKey {
  const { tried, fetched, key, secretEncoding, passphrase } = state
  const token = currentInspection(state).token
  if (tried && tried.key === key && token) {
    const named = tokenKeys(token.header).find(({ parameter }) => parameter === tried.parameter)
    if (named && (named.url ?? named.text) === tried.named) {
      return { text: tried.text, secretEncoding: 'utf8', passphrase: '', asSecret: false, source: 'token', tried: tried.parameter }
    }
  }
  const own = { text: key, secretEncoding, passphrase, asSecret: key !== '' && state.secretText === key, tried: undefined }
  if (fetched === undefined || fetched.text !== key) return { ...own, source: undefined }
  const iss = token && issuerOf(state)
  return { ...own, source: fetched.issuer !== undefined && fetched.issuer === iss ? 'issuer' : 'key-set' }
}

/** "iss" of the state's token where it is text (RFC 7519 section 4.1.1); of duplicates the last, as most parsers take it. */
export function issuerOf(state: State): string | undefined {
  const root = currentInspection(state).token?.payload?.decoded.json.root
  if (root?.type !== 'object') return undefined
  const value = root.members.findLast(({ name }) => name === 'iss')?.value
  return value?.type === 'string' ? value.value : undefined
}
