// Decrypts the content encryption key of a JWE from its Encrypted Key, and encrypts one (RFC 7518 section 4). Loaded with the first JWE.
import { knownCurve } from '../../algorithms/curves.ts'
import type { Budget } from '../../budget.ts'
import { hashOf } from '../../algorithms/algorithms.ts'
import { aeskw, gcm } from '@noble/ciphers/aes.js'
import type { ContentEncryption, KeyManagement } from '../../algorithms/encryption-algorithms.ts'
import type { Jwk, KeyMaterial } from '../../keys/key-material.ts'
import { secretOf, publicMembers } from '../../keys/key-material.ts'
import { agree, deriveKey } from './key-agreement.ts'
import { joinBytes } from '../../text/bytes.ts'

/** Header parameters of key management, decoded. */
export interface ManagementParameters {
  readonly epk?: Jwk | undefined
  readonly apu?: Uint8Array | undefined
  readonly apv?: Uint8Array | undefined
  /** PBES2 salt input and rounds. */
  readonly p2s?: Uint8Array | undefined
  readonly p2c?: number | undefined
  /** Of AES-GCM key wrapping. */
  readonly iv?: Uint8Array | undefined
  readonly tag?: Uint8Array | undefined
}

/**
 * The content encryption key. Throws where the key does not open it; types, sizes and parameters must have been checked. Where the
 * result has another size than `enc` needs, the caller has to refuse it.
 */
export async function unwrapKey(
  alg: KeyManagement,
  enc: ContentEncryption,
  key: KeyMaterial,
  encryptedKey: Uint8Array<ArrayBuffer>,
  parameters: ManagementParameters,
  budget: Budget,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (alg.family) {
    case 'dir':
      return secretOf(key)
    case 'AES-KW':
      return new Uint8Array(aeskw(secretOf(key)).decrypt(encryptedKey))
    case 'AES-GCM-KW':
      return new Uint8Array(gcm(secretOf(key), parameters.iv!).decrypt(joinBytes(encryptedKey, parameters.tag!)))
    case 'RSA-OAEP': {
      const imported = await importRsa(alg, key, 'decrypt')
      return new Uint8Array(await crypto.subtle.decrypt('RSA-OAEP', imported, encryptedKey))
    }
    case 'ECDH-ES': {
      const agreed = await agreedKey(alg, enc, await agree(key.jwk, parameters.epk!), parameters)
      return alg.wrapBytes === undefined ? agreed : wrappedWith(agreed, (wrapping) => wrapping.decrypt(encryptedKey))
    }
    case 'PBES2':
      return wrappedWith(await passwordKey(alg, key, parameters), (wrapping) => wrapping.decrypt(encryptedKey))
    case 'RSA1_5':
      return (await import('./rsa1_5.ts')).decryptPkcs1(key.jwk, encryptedKey, budget)
  }
}

export interface Wrapped {
  readonly contentKey: Uint8Array<ArrayBuffer>
  readonly encryptedKey: Uint8Array<ArrayBuffer>
  /** What has to go into the header; byte strings as they are. */
  readonly parameters: ManagementParameters
}

/** What goes into a key that is made for the holder of `key`: PBKDF2 rounds, and who agrees on it (RFC 7518 section 4.6.1). */
export type WrapOptions = Pick<ManagementParameters, 'apu' | 'apv'> & { readonly p2c: number }

/**
 * A content encryption key and its Encrypted Key for the holder of `key`; a fresh one unless `contentKey` says which, as for another
 * recipient. "dir" and "ECDH-ES" have their own whatever it says. Throws where the key cannot be imported.
 */
export async function wrapKey(
  alg: KeyManagement,
  enc: ContentEncryption,
  key: KeyMaterial,
  { p2c, ...parties }: WrapOptions,
  contentKey: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(enc.keyBytes)),
): Promise<Wrapped> {
  const none = new Uint8Array(0)
  switch (alg.family) {
    case 'dir':
      return { contentKey: secretOf(key), encryptedKey: none, parameters: {} }
    case 'AES-KW':
      return { contentKey, encryptedKey: new Uint8Array(aeskw(secretOf(key)).encrypt(contentKey)), parameters: {} }
    case 'AES-GCM-KW': {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = gcm(secretOf(key), iv).encrypt(contentKey)
      return { contentKey, encryptedKey: sealed.slice(0, -16), parameters: { iv, tag: sealed.slice(-16) } }
    }
    case 'RSA-OAEP': {
      const imported = await importRsa(alg, key, 'encrypt')
      return { contentKey, encryptedKey: new Uint8Array(await crypto.subtle.encrypt('RSA-OAEP', imported, contentKey)), parameters: {} }
    }
    case 'ECDH-ES': {
      const { makeAgreementKey } = await import('../../keys/make/generate-agreement-key.ts')
      const ephemeral = await makeAgreementKey(knownCurve(key.curve).name)
      const agreed = await agreedKey(alg, enc, await agree(ephemeral, key.jwk), parties)
      const parameters = { epk: publicMembers(ephemeral) }
      if (alg.wrapBytes === undefined) return { contentKey: agreed, encryptedKey: none, parameters }
      return { contentKey, encryptedKey: wrappedWith(agreed, (wrapping) => wrapping.encrypt(contentKey)), parameters }
    }
    case 'PBES2': {
      const parameters = { p2s: crypto.getRandomValues(new Uint8Array(16)), p2c }
      const made = await passwordKey(alg, key, parameters)
      return { contentKey, encryptedKey: wrappedWith(made, (wrapping) => wrapping.encrypt(contentKey)), parameters }
    }
    case 'RSA1_5':
      throw new TypeError('RSA1_5 is never made')
  }
}

/** Wraps or unwraps with a key that was made for this alone, and wipes it. */
function wrappedWith(key: Uint8Array, work: (wrapping: ReturnType<typeof aeskw>) => Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(work(aeskw(key)))
  } finally {
    key.fill(0)
  }
}

function importRsa(alg: KeyManagement, key: KeyMaterial, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const jwk = usage === 'encrypt' ? publicMembers(key.jwk) : { ...key.jwk }
  return crypto.subtle.importKey('jwk', jwk as JsonWebKey, { name: 'RSA-OAEP', hash: hashOf(alg) }, false, [usage])
}

/** RFC 7518 section 4.6.2: the key is named after "enc" where it encrypts the content, and after "alg" where it wraps. */
function agreedKey(
  alg: KeyManagement,
  enc: ContentEncryption,
  z: Uint8Array,
  { apu, apv }: ManagementParameters,
): Promise<Uint8Array<ArrayBuffer>> {
  const direct = alg.wrapBytes === undefined
  const none = new Uint8Array(0)
  return deriveKey(z, direct ? enc.name : alg.name, apu ?? none, apv ?? none, alg.wrapBytes ?? enc.keyBytes)
}

/** RFC 7518 section 4.8.1.1: the salt is the name of the algorithm, a zero byte and "p2s". */
async function passwordKey(alg: KeyManagement, key: KeyMaterial, { p2s, p2c }: ManagementParameters): Promise<Uint8Array> {
  const salt = joinBytes(new TextEncoder().encode(alg.name), new Uint8Array(1), p2s!)
  const base = await crypto.subtle.importKey('raw', secretOf(key), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: hashOf(alg), salt, iterations: p2c! }, base, alg.wrapBytes! * 8),
  )
}
