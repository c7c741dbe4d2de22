// Encryption with only Node's crypto (RFC 7518 sections 4 and 5): makes the oracle's tokens, with any header, and opens what jose can't.
import { Buffer } from 'node:buffer'
import * as node from 'node:crypto'
import type { JWK } from 'jose'
import type { Json } from './keys.fixture.ts'

/** Each "enc" with the size of its key in bytes. */
export const ENC: Readonly<Record<string, number>> = {
  A128GCM: 16,
  A192GCM: 24,
  A256GCM: 32,
  'A128CBC-HS256': 32,
  'A192CBC-HS384': 48,
  'A256CBC-HS512': 64,
}

export interface Sealed {
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly tag: Buffer
}

/** An encrypted key and its header parameters; `cek` if the algorithm determines the content key. */
export interface Wrapped {
  readonly cek: Buffer
  readonly encryptedKey: Buffer
  readonly parameters: Json
}

const gcmOf = (key: Buffer) => `aes-${key.length * 8}-gcm` as node.CipherGCMTypes
const text = (bytes: Buffer) => bytes.toString('base64url')
const bytes = (value: unknown) => Buffer.from(String(value), 'base64url')

function mac(cek: Buffer, aad: Buffer, iv: Buffer, ciphertext: Buffer): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(aad.length * 8))
  const half = cek.length / 2
  const hmac = node.createHmac(`sha${half * 16}`, cek.subarray(0, half))
  return hmac
    .update(Buffer.concat([aad, iv, ciphertext, length]))
    .digest()
    .subarray(0, half)
}

/** Content encryption (RFC 7518 section 5) under "enc". */
export function seal(enc: string, cek: Buffer, plaintext: Buffer, aad: Buffer): Sealed {
  if (enc.endsWith('GCM')) return sealGcm(cek, plaintext, aad)
  const iv = node.randomBytes(16)
  const cipher = node.createCipheriv(`aes-${cek.length * 4}-cbc`, cek.subarray(cek.length / 2), iv)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { iv, ciphertext, tag: mac(cek, aad, iv, ciphertext) }
}

function sealGcm(key: Buffer, plaintext: Buffer, aad: Buffer): Sealed {
  const iv = node.randomBytes(12)
  const cipher = node.createCipheriv(gcmOf(key), key, iv).setAAD(aad)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { iv, ciphertext, tag: cipher.getAuthTag() }
}

/** Decrypts the content; throws if the tag doesn't match. */
export function unseal(enc: string, cek: Buffer, { iv, ciphertext, tag }: Sealed, aad: Buffer): Buffer {
  if (cek.length !== ENC[enc]) throw new Error('wrong key size')
  if (enc.endsWith('GCM')) {
    const decipher = node.createDecipheriv(gcmOf(cek), cek, iv).setAAD(aad).setAuthTag(tag)
    return Buffer.concat([decipher.update(ciphertext), decipher.final()])
  }
  if (!mac(cek, aad, iv, ciphertext).equals(tag)) throw new Error('wrong tag')
  const decipher = node.createDecipheriv(`aes-${cek.length * 4}-cbc`, cek.subarray(cek.length / 2), iv)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}

const WRAP_IV = Buffer.alloc(8, 0xa6)

function wrapAes(key: Buffer, cek: Buffer): Buffer {
  const cipher = node.createCipheriv(`id-aes${key.length * 8}-wrap`, key, WRAP_IV)
  return Buffer.concat([cipher.update(cek), cipher.final()])
}

function unwrapAes(key: Buffer, wrapped: Buffer): Buffer {
  const decipher = node.createDecipheriv(`id-aes${key.length * 8}-wrap`, key, WRAP_IV)
  return Buffer.concat([decipher.update(wrapped), decipher.final()])
}

/** The key that ECDH agrees on (RFC 7518 section 4.6.2). */
function agreed(privateKey: node.KeyObject, publicKey: node.KeyObject, { alg, enc, apu, apv }: Json): Buffer {
  const isDirect = alg === 'ECDH-ES'
  const length = isDirect ? ENC[String(enc)]! : Number(/A(\d+)KW/.exec(String(alg))![1]) / 8
  const uint32 = (value: number) => {
    const four = Buffer.alloc(4)
    four.writeUInt32BE(value)
    return four
  }
  const prefixed = (value: Buffer) => Buffer.concat([uint32(value.length), value])
  const party = (value: unknown) => prefixed(value === undefined ? Buffer.alloc(0) : bytes(value))
  const info = Buffer.concat([prefixed(Buffer.from(String(isDirect ? enc : alg))), party(apu), party(apv), uint32(length * 8)])
  const z = node.diffieHellman({ privateKey, publicKey })
  const block = (i: number) =>
    node
      .createHash('sha256')
      .update(Buffer.concat([uint32(i), z, info]))
      .digest()
  return Buffer.concat([block(1), block(2)]).subarray(0, length)
}

const OAEP_HASH: Readonly<Record<string, string>> = {
  'RSA-OAEP': 'sha1',
  'RSA-OAEP-256': 'sha256',
  'RSA-OAEP-384': 'sha384',
  'RSA-OAEP-512': 'sha512',
}

const privateKeyOf = (jwk: JWK) => node.createPrivateKey({ key: jwk as node.JsonWebKey, format: 'jwk' })

/** Wraps a content key for the holder of a private or shared key. `head` has "alg" and "enc", and optionally "apu", "apv", "p2c". */
export function wrap(head: Json, jwk: JWK, cek: Buffer): Wrapped {
  const alg = String(head['alg'])
  const none = Buffer.alloc(0)
  if (alg === 'dir') return { cek: bytes(jwk.k), encryptedKey: none, parameters: {} }
  if (alg === 'RSA1_5') {
    const key = { key: node.createPublicKey(privateKeyOf(jwk)), padding: node.constants.RSA_PKCS1_PADDING }
    return { cek, encryptedKey: node.publicEncrypt(key, cek), parameters: {} }
  }
  if (alg in OAEP_HASH) {
    const encryptedKey = node.publicEncrypt({ key: node.createPublicKey(privateKeyOf(jwk)), oaepHash: OAEP_HASH[alg]! }, cek)
    return { cek, encryptedKey, parameters: {} }
  }
  if (alg.startsWith('ECDH-ES')) {
    const publicKey = node.createPublicKey(privateKeyOf(jwk))
    const type = publicKey.asymmetricKeyType as 'ec'
    const ephemeral = node.generateKeyPairSync(type, type === 'ec' ? { namedCurve: jwk.crv! } : (undefined as never))
    const key = agreed(ephemeral.privateKey, publicKey, head)
    const parameters = { epk: ephemeral.publicKey.export({ format: 'jwk' }) }
    return alg === 'ECDH-ES' ? { cek: key, encryptedKey: none, parameters } : { cek, encryptedKey: wrapAes(key, cek), parameters }
  }
  if (alg.startsWith('PBES2')) {
    const parameters = { p2s: text(node.randomBytes(16)), p2c: 1000, ...(head['p2s'] !== undefined && { p2s: head['p2s'] }) }
    const salt = Buffer.concat([Buffer.from(`${alg}\0`), bytes(parameters.p2s)])
    const [, hash, size] = /HS(\d+)\+A(\d+)KW/.exec(alg)!
    const key = node.pbkdf2Sync(bytes(jwk.k), salt, 1000, Number(size) / 8, `sha${hash}`)
    return { cek, encryptedKey: wrapAes(key, cek), parameters }
  }
  if (!alg.endsWith('GCMKW')) return { cek, encryptedKey: wrapAes(bytes(jwk.k), cek), parameters: {} }
  const { iv, ciphertext, tag } = sealGcm(bytes(jwk.k), cek, none)
  return { cek, encryptedKey: ciphertext, parameters: { iv: text(iv), tag: text(tag) } }
}

/** The content key of an RSA or ECDH-ES recipient, the kinds that jose can't open. Throws if the key doesn't open it. */
export function unwrap(head: Json, jwk: JWK, encryptedKey: Buffer): Buffer {
  const alg = String(head['alg'])
  if (alg in OAEP_HASH) return node.privateDecrypt({ key: privateKeyOf(jwk), oaepHash: OAEP_HASH[alg]! }, encryptedKey)
  if (alg === 'RSA1_5')
    return unpadded(node.privateDecrypt({ key: privateKeyOf(jwk), padding: node.constants.RSA_NO_PADDING }, encryptedKey))
  const epk = head['epk'] as node.JsonWebKey
  if (epk.crv !== jwk.crv) throw new Error('wrong curve')
  const key = agreed(privateKeyOf(jwk), node.createPublicKey({ key: epk, format: 'jwk' }), head)
  return alg === 'ECDH-ES' ? key : unwrapAes(key, encryptedKey)
}

/** Decrypts RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.2); Node itself no longer removes its padding. */
function unpadded(block: Buffer): Buffer {
  const end = block.indexOf(0, 2)
  if (block[0] !== 0 || block[1] !== 2 || end < 10) throw new Error('wrong padding')
  return block.subarray(end + 1)
}
