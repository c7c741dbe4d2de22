// A JWE's shared key was typed in another encoding than the one that was chosen: tried, not guessed.
import { Budget } from '../budget.ts'
import { secretEncodings, type SecretEncoding } from '../keys/key-material.ts'
import { readSecret } from '../keys/read/secret.ts'
import type { Jwe } from '../token/jwe.ts'
import { decryptJwe } from './decrypt.ts'
import type { Decryption } from './decryption.ts'

/** Characters. Longer texts can't be a shared key of a JWE in any encoding, since the longest has 64 bytes. */
const LONGEST = 400

/**
 * The encoding, other than `chosen`, in which a secret's text opens a JWE that `failed` to open; undefined where there is none, or where its
 * "alg" takes no shared key of a certain length: a password (PBES2) is text.
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
