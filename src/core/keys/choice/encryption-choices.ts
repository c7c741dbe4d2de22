// Lists the algorithms that a key can encrypt with, the default first.
import { contentEncryptions, keyManagements, type ContentEncryption, type KeyManagement } from '../../algorithms/encryption-algorithms.ts'
import { encryptionKeyMismatch } from '../encryption-key.ts'
import type { KeyReading } from '../key-material.ts'

/** Preferred to all others if the key fits: sound today, and supported by every library. */
const FIRST = ['RSA-OAEP-256', 'ECDH-ES+A256KW', 'A256KW', 'A192KW', 'A128KW', 'PBES2-HS512+A256KW']

/**
 * The "alg" values that some key of a reading can encrypt with under an "enc", best first. RSA1_5 is left out: it isn't used for new tokens
 * (RFC 8725 section 3.2). Empty if there is no key.
 */
export function encryptionChoices(reading: KeyReading, enc: ContentEncryption): readonly KeyManagement[] {
  const fits = (alg: KeyManagement) => reading.keys.some((key) => encryptionKeyMismatch(alg, enc, key, 'encrypt') === undefined)
  const rank = ({ name }: KeyManagement) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  return keyManagements.filter((alg) => alg.family !== 'RSA1_5' && fits(alg)).sort((a, b) => rank(a) - rank(b))
}

/** The "enc" values that an "alg" can be combined with for a key: with "dir" the key's length decides, otherwise all (RFC 7518 section 5.1). */
export function contentChoices(reading: KeyReading): readonly ContentEncryption[] {
  return contentEncryptions.filter((enc) => reading.keys.length === 0 || encryptionChoices(reading, enc).length > 0)
}
