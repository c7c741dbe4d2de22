// Decrypts and encrypts the content encryption key of a JWE (RFC 7518 section 4). Loaded with the first JWE.
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
  /** The salt input and the rounds of PBES2. */
  readonly p2s?: Uint8Array | undefined
  readonly p2c?: number | undefined
  /** Used by AES-GCM key wrapping. */
  readonly iv?: Uint8Array | undefined
  readonly tag?: Uint8Array | undefined
}

/**
 * The content encryption key. Throws if the key doesn't decrypt it; types, sizes and parameters must have been checked. If the result
 * doesn't have the size that `enc` needs, the caller has to reject it.
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
  /** The parameters for the header, with byte strings not encoded yet. */
  readonly parameters: ManagementParameters
}

/** Inputs of key encryption: PBKDF2 rounds, and the parties of a key agreement (RFC 7518 section 4.6.1). */
export type WrapOptions = Pick<ManagementParameters, 'apu' | 'apv'> & { readonly p2c: number }

/**
 * A content encryption key and its Encrypted Key for the holder of `key`. It is a new key unless `contentKey` is given, as for another
 * recipient. "dir" and "ECDH-ES" ignore `contentKey` and use their own. Throws if the key can't be imported.
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

/** Wraps or unwraps with a key that has no other use, and wipes it. */
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

/** RFC 7518 section 4.6.2: the derivation uses the name in "enc" if the key encrypts the content, and that in "alg" if it wraps a key. */
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
