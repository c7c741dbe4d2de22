// Decrypts keys in the old encrypted PEM form ("Proc-Type: 4,ENCRYPTED", RFC 1421 section 4.6.1.1): AES-CBC with a key derived by MD5 from the passphrase.
import { isDerSequence } from '../der/der.ts'
import { encryptedKey, type DecryptedDer } from '../der/encrypted-pkcs8.ts'
import { problem, type KeyProblem } from '../../key-material.ts'
import type { PemBlock } from './pem.ts'
import { decodeHex } from '../../../text/bytes.ts'

const AES_CBC = /^AES-(128|192|256)-CBC,\s*([0-9A-F]{32})$/i

/** Decrypts. A missing passphrase, a wrong one and an unsupported cipher are different problems. */
export async function decryptPem(block: PemBlock, passphrase: string | undefined): Promise<DecryptedDer> {
  const info = block.headers.get('DEK-Info')?.trim() ?? ''
  const [, bits, iv] = AES_CBC.exec(info) ?? []
  if (bits === undefined || iv === undefined) return { problem: foreignCipher(info) }
  if (passphrase === undefined || passphrase === '') return { problem: encryptedKey('needed') }
  const bytes = decodeHex(iv)
  const [{ cbc }, { md5 }] = await Promise.all([import('@noble/ciphers/aes.js'), import('@noble/hashes/legacy.js')])
  const password = new TextEncoder().encode(passphrase)
  // OpenSSL's EVP_BytesToKey: the first eight bytes of the IV are the salt, and each round includes the previous one.
  const key = new Uint8Array(Number(bits) / 8)
  let round = new Uint8Array(0)
  for (let at = 0; at < key.length; at += round.length) {
    const input = Uint8Array.of(...round, ...password, ...bytes.subarray(0, 8))
    round = new Uint8Array(md5(input))
    input.fill(0)
    key.set(round.subarray(0, key.length - at), at)
  }
  try {
    const der = new Uint8Array(cbc(key, bytes).decrypt(block.bytes))
    return isDerSequence(der) ? { der } : { problem: encryptedKey('wrong') }
  } catch {
    // Wrong padding after decryption: this is not the key it was encrypted with.
    return { problem: encryptedKey('wrong') }
  } finally {
    for (const secret of [password, round, key]) secret.fill(0)
  }
}

function foreignCipher(info: string): KeyProblem {
  const cipher = info.split(',')[0]!.trim().slice(0, 40)
  return problem(
    'key-private-encrypted',
    `a private key encrypted the old way, with ${cipher === '' ? 'an unnamed cipher' : cipher}`,
    'AES, or no encryption',
    'convert it: openssl pkey -in key.pem -aes256 -out new.pem',
    { passphrase: 'cipher' },
  )
}
