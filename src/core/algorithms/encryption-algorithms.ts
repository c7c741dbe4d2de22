// The "alg" and "enc" tables of JWE: a row for each way to get the content key, and one for each way to encrypt content (RFC 7518 sections 4 and 5).
import type { Hash } from './algorithms.ts'

export type KeyManagementFamily = 'dir' | 'AES-KW' | 'AES-GCM-KW' | 'RSA-OAEP' | 'RSA1_5' | 'ECDH-ES' | 'PBES2'

export interface KeyManagement {
  /** The "alg" value. */
  readonly name: string
  readonly family: KeyManagementFamily
  /** The type of key it takes. */
  readonly kty: 'oct' | 'RSA' | 'EC or OKP'
  /** Size of the AES key that wraps the content key, in bytes; undefined where nothing wraps it so. */
  readonly wrapBytes: 16 | 24 | 32 | undefined
  readonly hash: Hash | 'SHA-1' | undefined
  readonly spec: { readonly document: string; readonly section: string }
  readonly description: string
}

export interface ContentEncryption {
  /** The "enc" value. */
  readonly name: string
  readonly family: 'AES-GCM' | 'AES-CBC-HMAC'
  /** Size of the content encryption key: for CBC-HMAC the MAC key and the AES key together. In bytes. */
  readonly keyBytes: number
  readonly ivBytes: number
  readonly tagBytes: number
  readonly hash: Hash | undefined
  readonly spec: { readonly document: string; readonly section: string }
  readonly description: string
}

const management = (
  name: string,
  family: KeyManagementFamily,
  section: string,
  description: string,
  rest: Partial<KeyManagement> = {},
): KeyManagement =>
  Object.freeze({
    name,
    family,
    kty: family === 'ECDH-ES' ? 'EC or OKP' : family.startsWith('RSA') ? 'RSA' : 'oct',
    wrapBytes: undefined,
    hash: undefined,
    spec: Object.freeze({ document: 'RFC 7518', section }),
    description,
    ...rest,
  })

const oaep = (name: string, hash: Hash | 'SHA-1', rest: Partial<KeyManagement> = {}): KeyManagement =>
  management(name, 'RSA-OAEP', '4.3', `Content key encrypted to an RSA public key (OAEP with ${hash})`, { hash, ...rest })
/** Where the two longer hashes are registered (W3C). */
const WEB_CRYPTO = Object.freeze({ document: 'Web Cryptography API', section: 'A.1' })
const wrap = (bits: 128 | 192 | 256): KeyManagement =>
  management(`A${bits}KW`, 'AES-KW', '4.4', `Content key wrapped with a shared ${bits}-bit AES key`, { wrapBytes: (bits / 8) as 16 })
const gcmWrap = (bits: 128 | 192 | 256): KeyManagement =>
  management(`A${bits}GCMKW`, 'AES-GCM-KW', '4.7', `Content key encrypted with a shared ${bits}-bit AES key (GCM)`, {
    wrapBytes: (bits / 8) as 16,
  })
const agreeAndWrap = (bits: 128 | 192 | 256): KeyManagement =>
  management(`ECDH-ES+A${bits}KW`, 'ECDH-ES', '4.6', `Key agreed on an elliptic curve wraps the content key (AES ${bits})`, {
    wrapBytes: (bits / 8) as 16,
  })
const password = (hash: Hash, bits: 128 | 192 | 256): KeyManagement =>
  management(
    `PBES2-HS${hash.slice(4)}+A${bits}KW`,
    'PBES2',
    '4.8',
    `Content key wrapped with a key derived from a password (PBKDF2, ${hash})`,
    {
      wrapBytes: (bits / 8) as 16,
      hash,
    },
  )

export const keyManagements: readonly KeyManagement[] = Object.freeze([
  oaep('RSA-OAEP', 'SHA-1'),
  oaep('RSA-OAEP-256', 'SHA-256'),
  oaep('RSA-OAEP-384', 'SHA-384', { spec: WEB_CRYPTO }),
  oaep('RSA-OAEP-512', 'SHA-512', { spec: WEB_CRYPTO }),
  management('ECDH-ES', 'ECDH-ES', '4.6', 'Content key agreed on an elliptic curve'),
  agreeAndWrap(128),
  agreeAndWrap(192),
  agreeAndWrap(256),
  management('dir', 'dir', '4.5', 'The shared key encrypts the content itself'),
  wrap(128),
  wrap(192),
  wrap(256),
  gcmWrap(128),
  gcmWrap(192),
  gcmWrap(256),
  password('SHA-256', 128),
  password('SHA-384', 192),
  password('SHA-512', 256),
  management('RSA1_5', 'RSA1_5', '4.2', 'Content key encrypted to an RSA public key (PKCS#1 v1.5), open to padding oracles'),
])

const gcm = (bits: 128 | 192 | 256): ContentEncryption =>
  Object.freeze({
    name: `A${bits}GCM`,
    family: 'AES-GCM',
    keyBytes: bits / 8,
    ivBytes: 12,
    tagBytes: 16,
    hash: undefined,
    spec: Object.freeze({ document: 'RFC 7518', section: '5.3' }),
    description: `AES ${bits} in GCM`,
  })
const cbc = (bits: 128 | 192 | 256, hash: Hash): ContentEncryption =>
  Object.freeze({
    name: `A${bits}CBC-HS${bits * 2}`,
    family: 'AES-CBC-HMAC',
    keyBytes: bits / 4,
    ivBytes: 16,
    tagBytes: bits / 8,
    hash,
    spec: Object.freeze({ document: 'RFC 7518', section: '5.2' }),
    description: `AES ${bits} in CBC with HMAC ${hash}`,
  })

export const contentEncryptions: readonly ContentEncryption[] = Object.freeze([
  gcm(128),
  gcm(192),
  gcm(256),
  cbc(128, 'SHA-256'),
  cbc(192, 'SHA-384'),
  cbc(256, 'SHA-512'),
])

const managementByName = new Map(keyManagements.map((row) => [row.name, row]))
const encryptionByName = new Map(contentEncryptions.map((row) => [row.name, row]))

/** The row of a JWE's "alg" (RFC 7516 section 4.1.1). */
export function keyManagementByName(alg: string | undefined): KeyManagement | undefined {
  return alg === undefined ? undefined : managementByName.get(alg)
}

/** The row of "enc" (RFC 7516 section 4.1.2). */
export function contentEncryptionByName(enc: string | undefined): ContentEncryption | undefined {
  return enc === undefined ? undefined : encryptionByName.get(enc)
}
