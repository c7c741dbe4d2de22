// Finds out by trying whether a JWE's shared key was typed in a different encoding than the chosen one.
import { Budget } from '../budget.ts'
import { secretEncodings, type SecretEncoding } from '../keys/key-material.ts'
import { readSecret } from '../keys/read/secret.ts'
import type { Jwe } from '../token/jwe.ts'
import { decryptJwe } from './decrypt.ts'
import type { Decryption } from './decryption.ts'

/** In characters. Longer texts can't be a shared key of a JWE in any encoding, since the longest has 64 bytes. */
const LONGEST = 400

/**
 * The encoding other than `chosen` in which a secret's text decrypts a JWE that `failed` to decrypt. Undefined if there is none, or if its
 * "alg" doesn't use a shared key of a fixed length (a PBES2 password is always text).
 */
export async function otherEncoding(
  jwe: Jwe,
  failed: Decryption,
  text: string,
  chosen: SecretEncoding,
  budget = new Budget(),
): Promise<SecretEncoding | undefined> {
  if (failed.state !== 'key-problem' && failed.state !== 'mismatch') return undefined
  if (failed.management?.kty !== 'oct' || failed.management.family === 'PBES2' || text.length > LONGEST) return undefined
  for (const { value: encoding } of secretEncodings) {
    const { key } = encoding === chosen ? {} : readSecret(text, encoding)
    if (!key) continue
    const { state } = await decryptJwe(jwe, { kind: 'secret', keys: [key], notes: [] }, budget)
    if (state === 'decrypted') return encoding
  }
  return undefined
}
