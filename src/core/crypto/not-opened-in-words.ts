// Says why a JWE can't be decrypted, as far as that can be known.
import { draftOfKeyManagement } from '../algorithms/other-algorithms.ts'
import { quoted } from '../text/quoted.ts'
import type { NotOpened, UnreadableEncryption, UnsupportedEncryption } from './decryption.ts'

/** The reasons other than the type of the key. */
export type Closed = NotOpened | UnsupportedEncryption | UnreadableEncryption

/** A sentence or two. If the wrapped key can't be decrypted, it was made for another key or changed, whatever else was (RFC 7516 section 5.2). */
export function notOpenedInWords(closed: Closed): string {
  switch (closed.reason) {
    case 'unwrap-failed':
      return 'This key doesn’t decrypt its encrypted key: either the token was encrypted for another key, or that part was changed. The content wasn’t reached.'
    case 'authentication-failed':
      return 'Its authentication tag doesn’t match: either it was encrypted with another key, or the token was changed.'
    case 'alg-unknown': {
      const draft = draftOfKeyManagement(closed.alg)
      return draft === undefined
        ? `This page doesn’t know the key management algorithm ${quoted(closed.alg)}.`
        : `${quoted(closed.alg)} comes from a draft (${draft}) that may still change, so this page doesn’t support it.`
    }
    case 'alg-signs':
      return `Its “alg”, ${quoted(closed.alg)}, is a signature algorithm, which a JWE can’t use.`
    case 'enc-unknown':
      return `This page doesn’t know the content encryption algorithm ${quoted(closed.enc)}.`
    default:
      return SENTENCES[closed.reason] ?? 'It can’t be decrypted as it is; the findings say why.'
  }
}

const SENTENCES: Partial<Record<Closed['reason'], string>> = {
  'too-costly': 'This takes too long, so it was stopped: its recipients and your keys take more work than one token is worth.',
  'p2c-too-high': 'It asks for more PBKDF2 rounds than any honest token does, so nothing was computed.',
  'zip-too-large': 'Decompressed, its content is larger than this page accepts.',
  'zip-unprotected':
    'Its “zip” is outside the protected header, where anyone can change it, so nothing was decrypted (RFC 7516 section 4.1.3).',
  'zip-damaged': 'It was decrypted, but its content can’t be decompressed.',
}
