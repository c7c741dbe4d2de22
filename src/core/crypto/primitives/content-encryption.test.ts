import { afterEach, describe, expect, test, vi } from 'vitest'
import { contentEncryptions } from '../../algorithms/encryption-algorithms.ts'
import { decryptContent, encryptContent } from './content-encryption.ts'

const plaintext = new TextEncoder().encode('what is kept secret')
const aad = new TextEncoder().encode('header')

afterEach(() => vi.restoreAllMocks())

describe.each(contentEncryptions.map((row) => [row.name, row] as const))('%s', (_, enc) => {
  const key = crypto.getRandomValues(new Uint8Array(enc.keyBytes))

  test('is decrypted the same way by Web Crypto and by JavaScript, which does AES-192 in Chromium', async () => {
    const sealed = await encryptContent(enc, key, plaintext, aad)
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    expect(await decryptContent(enc, key, sealed, aad)).toEqual(plaintext)
    expect(decrypt).toHaveBeenCalledTimes(1)
    const importKey = crypto.subtle.importKey.bind(crypto.subtle)
    vi.spyOn(crypto.subtle, 'importKey').mockImplementation(((...asked: Parameters<typeof importKey>) =>
      JSON.stringify(asked[2]).includes('AES')
        ? Promise.reject(new DOMException('', 'NotSupportedError'))
        : importKey(...asked)) as typeof importKey)
    expect(await decryptContent(enc, key, sealed, aad)).toEqual(plaintext)
    expect(decrypt).toHaveBeenCalledTimes(1)
  })

  test('gives nothing for a changed ciphertext, tag, key or header', async () => {
    const sealed = await encryptContent(enc, key, plaintext, aad)
    const flipped = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(await decryptContent(enc, key, { ...sealed, ciphertext: flipped(sealed.ciphertext) }, aad)).toBeUndefined()
    expect(await decryptContent(enc, key, { ...sealed, tag: flipped(sealed.tag) }, aad)).toBeUndefined()
    expect(await decryptContent(enc, flipped(key), sealed, aad)).toBeUndefined()
    expect(await decryptContent(enc, key, sealed, flipped(aad))).toBeUndefined()
  })
})
