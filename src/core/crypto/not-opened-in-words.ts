// Why a JWE stays closed, in words, as far as anyone can know it.
import { draftOfKeyManagement } from '../algorithms/other-algorithms.ts'
import { quoted } from '../text/quoted.ts'
import type { NotOpened, UnreadableEncryption, UnsupportedEncryption } from './decryption.ts'

/** What keeps it closed where it is not the key's type. */
export type Closed = NotOpened | UnsupportedEncryption | UnreadableEncryption

/** A sentence or two. A wrapped key that does not open was made for another key, whatever else was changed (RFC 7516 section 5.2). */
export function notOpenedInWords(closed: Closed): string {
  switch (closed.reason) {
    case 'unwrap-failed':
      return 'Its encrypted key doesn’t open with this key: it was encrypted for another one, or that part was changed. The content wasn’t reached.'
    case 'authentication-failed':
      return 'Its authentication tag doesn’t fit: either it was encrypted with another key, or the token was changed.'
    case 'alg-unknown': {
      const draft = draftOfKeyManagement(closed.alg)
      return draft === undefined
        ? `This page doesn’t know the algorithm ${quoted(closed.alg)} for the key.`
        : `${quoted(closed.alg)} belongs to a draft (${draft}), which may still change: this page doesn’t open it.`
    }
    case 'alg-signs':
      return `Its “alg”, ${quoted(closed.alg)}, signs: a JWE can’t use it.`
    case 'enc-unknown':
      return `This page doesn’t know the algorithm ${quoted(closed.enc)} for the content.`
    default:
      return SENTENCES[closed.reason] ?? 'It can’t be decrypted as it is; the findings say why.'
  }
}

const SENTENCES: Partial<Record<Closed['reason'], string>> = {
  'too-costly': 'This takes too long, so it was stopped: its recipients and the keys at hand ask for more work than one token is worth.',
  'p2c-too-high': 'It asks for more PBKDF2 rounds than any honest token does, so nothing was computed.',
  'zip-too-large': 'What comes out when it is inflated is larger than this page will hold.',
  'zip-unprotected':
    'Its “zip” is outside the protected header, where anyone can change it, so nothing was decrypted (RFC 7516 section 4.1.3).',
  'zip-damaged': 'It was decrypted, but what came out does not inflate.',
}
