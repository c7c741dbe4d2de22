// Decrypts passphrase-protected PKCS#8 keys: PBES2 with PBKDF2 or scrypt and AES-CBC (RFC 8018 section 6.2, RFC 7914 section 7).
import { children, contentOf, isInteger, oidOf, smallInteger, type Asn1 } from './asn1.ts'
import { isDerSequence } from './der.ts'
import { problem, type KeyProblem, type KeyResult } from '../../key-material.ts'
import { hasWebCrypto, noWebCrypto } from '../../web-crypto.ts'

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const SCRYPT = '1.3.6.1.4.1.11591.4.11'
const PRF = new Map([
  ['1.2.840.113549.2.7', 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
])
const AES_CBC_BYTES = new Map([
  ['2.16.840.1.101.3.4.1.2', 16],
  ['2.16.840.1.101.3.4.1.22', 24],
  ['2.16.840.1.101.3.4.1.42', 32],
])
/** A file above these limits would take minutes of work or gigabytes of memory; real files stay below them. */
const MOST_ITERATIONS = 10_000_000
const MOST_SCRYPT_BYTES = 2 ** 28

export type DecryptedDer = KeyResult<{ readonly der: Uint8Array<ArrayBuffer> }>

/** Decrypts. A missing passphrase, a wrong one and an unsupported cipher are different problems. */
export async function decryptPkcs8(
  algorithm: Asn1,
  ciphertext: Uint8Array<ArrayBuffer>,
  passphrase: string | undefined,
): Promise<DecryptedDer> {
  const [scheme, parameters] = children(algorithm)
  if (oidOf(scheme) !== PBES2) return { problem: oldCipher() }
  const [derivation, encryption] = children(parameters)
  const keyBytes = AES_CBC_BYTES.get(oidOf(children(encryption)[0]) ?? '')
  const iv = contentOf(children(encryption)[1])
  if (keyBytes === undefined || iv.length !== 16) return { problem: oldCipher() }
  if (passphrase === undefined || passphrase === '') return { problem: encryptedKey('needed') }
  const password = new TextEncoder().encode(passphrase)
  const key = await deriveKey(derivation, password, keyBytes)
  password.fill(0)
  if (key.problem) return key
  const { cbc } = await import('@noble/ciphers/aes.js')
  try {
    const der = new Uint8Array(cbc(key.bytes, iv).decrypt(ciphertext))
    return isDerSequence(der) ? { der } : { problem: encryptedKey('wrong') }
  } catch {
    // Wrong padding after decryption: this is not the key it was encrypted with.
    return { problem: encryptedKey('wrong') }
  } finally {
    key.bytes.fill(0)
  }
}

/** The problem with a key whose passphrase is missing or wrong. */
export function encryptedKey(passphrase: 'needed' | 'wrong'): KeyProblem {
  return passphrase === 'needed'
    ? problem('key-private-encrypted', 'a passphrase-protected private key', 'its passphrase', 'type the passphrase of this key', {
        passphrase,
      })
    : problem(
        'key-private-encrypted',
        'a passphrase that doesn’t open this key',
        'the passphrase it was encrypted with',
        'type the passphrase again',
        { passphrase },
      )
}

/** The problem with ciphers that browsers don't support. */
export function oldCipher(): KeyProblem {
  return problem(
    'key-private-encrypted',
    'a private key encrypted with an old cipher',
    'AES (PBES2), or no encryption',
    'convert it: openssl pkey -in key.pem -aes256 -out new.pem',
    { passphrase: 'cipher' },
  )
}

async function deriveKey(
  derivation: Asn1 | undefined,
  password: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<KeyResult<{ readonly bytes: Uint8Array }>> {
  const [name, parameters] = children(derivation)
  const [salt, cost, ...rest] = children(parameters)
  if (oidOf(name) === PBKDF2) {
    const iterations = smallInteger(cost)
    const prf = rest.find((part) => !isInteger(part))
    const hash = prf ? PRF.get(oidOf(children(prf)[0]) ?? '') : 'SHA-1'
    if (iterations === undefined || iterations < 1 || iterations > MOST_ITERATIONS || hash === undefined) return { problem: oldCipher() }
    if (!hasWebCrypto()) return { problem: noWebCrypto() }
    const base = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt: contentOf(salt), iterations }, base, length * 8)
    return { bytes: new Uint8Array(bits) }
  }
  if (oidOf(name) === SCRYPT) {
    const N = smallInteger(cost) ?? 0
    const r = smallInteger(rest[0]) ?? 0
    const p = smallInteger(rest[1]) ?? 0
    if (N < 2 || r < 1 || p < 1 || (N & (N - 1)) !== 0 || 128 * r * (N + p) > MOST_SCRYPT_BYTES) return { problem: oldCipher() }
    const { scryptAsync } = await import('@noble/hashes/scrypt.js')
    return { bytes: await scryptAsync(password, contentOf(salt), { N, r, p, dkLen: length, maxmem: MOST_SCRYPT_BYTES + 1024 }) }
  }
  return { problem: oldCipher() }
}
