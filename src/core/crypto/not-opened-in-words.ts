// Why a key does not open a JWE, in words, as far as anyone can know it.
import type { NotOpened } from './decryption.ts'

/** A sentence or two. A wrapped key that does not open was made for another key, whatever else was changed (RFC 7516 section 5.2). */
export function notOpenedInWords(reason: NotOpened['reason']): string {
  return reason === 'unwrap-failed'
    ? 'Its encrypted key doesn’t open with this key: it was encrypted for another one, or that part was changed. The content wasn’t reached.'
    : 'Its authentication tag doesn’t fit: either it was encrypted with another key, or the token was changed.'
}
