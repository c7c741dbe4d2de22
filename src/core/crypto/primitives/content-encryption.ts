// Encrypts and decrypts JWE content with AES-GCM or AES-CBC and HMAC (RFC 7518 section 5). Loaded with the first JWE.
import { hashOf } from '../../algorithms/algorithms.ts'
import { cbc, gcm } from '@noble/ciphers/aes.js'
import type { ContentEncryption } from '../../algorithms/encryption-algorithms.ts'
import { hmac } from './hmac.ts'
import { equalBytes, joinBytes } from '../../text/bytes.ts'

// Web Crypto decrypts content outside the page's thread; megabytes in JavaScript would block it. Chromium lacks AES-192, so noble does that.

export interface Encrypted {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly ciphertext: Uint8Array<ArrayBuffer>
  readonly tag: Uint8Array<ArrayBuffer>
}

/** The plaintext, or undefined if the tag doesn't match because of another key or changed bytes. Sizes must have been checked. */
export async function decryptContent(
  enc: ContentEncryption,
  key: Uint8Array<ArrayBuffer>,
  { iv, ciphertext, tag }: Encrypted,
  aad: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    if (enc.family === 'AES-GCM') {
      const sealed = joinBytes(ciphertext, tag)
      const imported = await importAes('AES-GCM', key)
      return imported
        ? new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: aad }, imported, sealed))
        : new Uint8Array(gcm(key, iv, aad).decrypt(sealed))
    }
    const [macKey, aesKey] = halves(key)
    const made = await macOf(enc, macKey, aad, iv, ciphertext)
    if (!equalBytes(made, tag)) return undefined
    const imported = await importAes('AES-CBC', aesKey)
    return imported
      ? new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, imported, ciphertext))
      : new Uint8Array(cbc(aesKey, iv).decrypt(ciphertext))
  } catch {
    // Both throw if the tag or the padding is wrong.
    return undefined
  }
}

/** Encrypts with a fresh initialization vector. */
export async function encryptContent(
  enc: ContentEncryption,
  key: Uint8Array<ArrayBuffer>,
  plaintext: Uint8Array<ArrayBuffer>,
  aad: Uint8Array<ArrayBuffer>,
): Promise<Encrypted> {
  const iv = crypto.getRandomValues(new Uint8Array(enc.ivBytes))
  if (enc.family === 'AES-GCM') {
    const sealed = gcm(key, iv, aad).encrypt(plaintext)
    const end = sealed.length - enc.tagBytes
    return { iv, ciphertext: sealed.slice(0, end), tag: sealed.slice(end) }
  }
  const [macKey, aesKey] = halves(key)
  const ciphertext = new Uint8Array(cbc(aesKey, iv).encrypt(plaintext))
  return { iv, ciphertext, tag: await macOf(enc, macKey, aad, iv, ciphertext) }
}

/** Undefined if this browser doesn't support AES keys of this length. */
async function importAes(name: 'AES-GCM' | 'AES-CBC', key: Uint8Array<ArrayBuffer>): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', key, name, false, ['decrypt'])
  } catch {
    return undefined
  }
}

/** RFC 7518 section 5.2.2.1: the first half of the HMAC over the AAD, the IV, the ciphertext and the length of the AAD in bits. */
async function macOf(
  enc: ContentEncryption,
  macKey: Uint8Array<ArrayBuffer>,
  aad: Uint8Array,
  iv: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(aad.length) * 8n)
  return (await hmac(hashOf(enc), macKey, joinBytes(aad, iv, ciphertext, length))).slice(0, enc.tagBytes)
}

function halves(key: Uint8Array<ArrayBuffer>): [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] {
  return [key.slice(0, key.length / 2), key.slice(key.length / 2)]
}
