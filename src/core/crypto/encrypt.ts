// Makes a compact JWE (RFC 7516 section 5.1): its text, or the words for why this key or header cannot.
import { encodeBase64url } from '../text/base64url.ts'
import { contentEncryptionByName, keyManagementByName } from '../algorithms/encryption-algorithms.ts'
import { deflateRaw } from './primitives/inflate.ts'
import { encryptionKeyMismatch } from '../keys/encryption-key.ts'
import { problem, type KeyMaterial, type KeyReading, type KeyResult } from '../keys/key-material.ts'
import { quoted } from '../text/quoted.ts'

export interface EncryptOptions {
  /** "alg" and "enc". */
  readonly alg: string
  readonly enc: string
  /** Further Header Parameters, written before those that encryption adds. */
  readonly header?: Readonly<Record<string, unknown>> | undefined
  /** Compress first ("zip": "DEF"), which lets lengths leak (RFC 8725 section 3.6). */
  readonly zip?: boolean | undefined
  /** PBKDF2 rounds; 600,000 where absent. */
  readonly p2c?: number | undefined
}

export type Encryption = KeyResult<{ readonly compact: string; readonly key: KeyMaterial }>

/** Encrypts to the first key of the reading that fits. */
export async function encrypt(plaintext: Uint8Array<ArrayBuffer>, reading: KeyReading, options: EncryptOptions): Promise<Encryption> {
  const alg = keyManagementByName(options.alg)
  const enc = contentEncryptionByName(options.enc)
  if (!alg || alg.family === 'RSA1_5' || !enc) {
    const name = enc ? `“alg” ${quoted(options.alg)}` : `“enc” ${quoted(options.enc)}`
    return {
      problem: problem(
        'key-unsupported',
        name,
        enc ? 'RSA-OAEP-256, ECDH-ES, dir or another registered name' : 'A256GCM or another registered name',
        'choose another algorithm',
      ),
    }
  }
  if (reading.kind === 'unreadable') return { problem: reading.problem }
  const mismatches = reading.keys.map((key) => encryptionKeyMismatch(alg, enc, key, 'encrypt'))
  const key = reading.keys.find((_, index) => !mismatches[index])
  if (!key) return { problem: mismatches[0] ?? problem('key-missing', 'no key', `a key for ${alg.name}`, 'give the key to encrypt to') }

  const [{ wrapKey }, { encryptContent }] = await Promise.all([
    import('./primitives/key-management.ts'),
    import('./primitives/content-encryption.ts'),
  ])
  let wrapped
  try {
    wrapped = await wrapKey(alg, enc, key, options.p2c ?? 600_000)
  } catch {
    return { problem: problem('key-refused', 'a key that cannot be imported', `a key for ${alg.name}`, 'use another key') }
  }
  const added = Object.entries(wrapped.parameters).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? encodeBase64url(value) : value,
  ])
  const header = { ...options.header, alg: alg.name, enc: enc.name, ...(options.zip ? { zip: 'DEF' } : {}), ...Object.fromEntries(added) }
  const segment = encodeBase64url(new TextEncoder().encode(JSON.stringify(header)))
  const content = options.zip ? await deflateRaw(plaintext) : plaintext
  const { iv, ciphertext, tag } = await encryptContent(enc, wrapped.contentKey, content, new TextEncoder().encode(segment))
  if (alg.family !== 'dir') wrapped.contentKey.fill(0)
  return { compact: [segment, ...[wrapped.encryptedKey, iv, ciphertext, tag].map(encodeBase64url)].join('.'), key }
}
