// Applies an RSA public key to a signature and reads the padding of the result (RFC 8017 sections 8 and 9).
import type { Hash } from '../algorithms/algorithms.ts'
import { decodeBase64url } from '../text/base64url.ts'
import type { Jwk } from '../keys/key-material.ts'
import { digest, mgf1 } from './step/hashes.ts'
import { bitsOf, modPow, setBits, xor } from './step/numbers.ts'
import { decodeHex, fromInteger, joinBytes, toInteger, byteAt } from '../text/bytes.ts'

/** In bits, more than any key in use has. Beyond these, applying a public key would take seconds. */
const MOST_EXPONENT_BITS = 64
const MOST_MODULUS_BITS = 16_384

export type Recovered =
  /** s^e mod n, in as many bytes as the modulus has. */
  | {
      readonly kind: 'message'
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly modulus: bigint
      readonly exponent: bigint
      readonly number: bigint
    }
  /** The number isn't less than the modulus, so it can't be a signature (RFC 8017 section 5.2.2). */
  | { readonly kind: 'out-of-range'; readonly modulus: bigint; readonly number: bigint }
  /** Not computed here. */
  | { readonly kind: 'too-large' }

/** RSAVP1 (RFC 8017 section 5.2.2): applies the public key to a signature. */
export function recoverMessage(jwk: Jwk, signature: Uint8Array): Recovered {
  const modulus = toInteger(decodeBase64url(jwk.n ?? '').bytes)
  const exponent = toInteger(decodeBase64url(jwk.e ?? '').bytes)
  const bits = bitsOf(modulus)
  if (modulus === 0n || bits > MOST_MODULUS_BITS || bitsOf(exponent) > MOST_EXPONENT_BITS || signature.length > MOST_MODULUS_BITS)
    return { kind: 'too-large' }
  const number = toInteger(signature)
  if (number >= modulus) return { kind: 'out-of-range', modulus, number }
  return { kind: 'message', bytes: fromInteger(modPow(number, exponent, modulus), Math.ceil(bits / 8)), modulus, exponent, number }
}

/** DigestInfo without the hash (RFC 8017 section 9.2, notes). */
const DIGEST_INFO: Record<Hash, string> = {
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-384': '3041300d060960864801650304020205000430',
  'SHA-512': '3051300d060960864801650304020305000440',
}

/** The DER before the hash in a PKCS#1 v1.5 signature. */
export function digestInfoPrefix(hash: Hash): Uint8Array<ArrayBuffer> {
  return decodeHex(DIGEST_INFO[hash])
}

export interface Pkcs1Padding {
  /** 00 01 FF … FF 00 with at least eight FF bytes. */
  readonly wellFormed: boolean
  readonly fill: number
  /** DER that says which hash follows; empty if the padding can't be read. */
  readonly digestInfo: Uint8Array<ArrayBuffer>
  /** The hash that DigestInfo names; undefined if it isn't one of these three. */
  readonly hash: Hash | undefined
  readonly digest: Uint8Array<ArrayBuffer>
}

/** Reads EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) as far as it is well formed. */
export function readPkcs1(message: Uint8Array<ArrayBuffer>): Pkcs1Padding {
  let at = 2
  while (message[at] === 0xff) at++
  const fill = at - 2
  const wellFormed = message[0] === 0 && message[1] === 1 && fill >= 8 && message[at] === 0
  const rest = wellFormed ? message.slice(at + 1) : new Uint8Array(0)
  for (const hash of Object.keys(DIGEST_INFO) as Hash[]) {
    const prefix = digestInfoPrefix(hash)
    if (rest.length > prefix.length && setBits(xor(prefix, rest.subarray(0, prefix.length))) === 0) {
      return { wellFormed, fill, digestInfo: prefix, hash, digest: rest.slice(prefix.length) }
    }
  }
  return { wellFormed, fill, digestInfo: rest, hash: undefined, digest: new Uint8Array(0) }
}

/** EMSA-PKCS1-v1_5 of a hash in `length` bytes; undefined if it doesn't fit. */
export function padPkcs1(hash: Hash, digested: Uint8Array, length: number): Uint8Array<ArrayBuffer> | undefined {
  const info = joinBytes(digestInfoPrefix(hash), digested)
  const fill = length - info.length - 3
  return fill < 8 ? undefined : joinBytes(Uint8Array.of(0, 1), new Uint8Array(fill).fill(0xff), Uint8Array.of(0), info)
}

export interface PssPadding {
  readonly maskedDb: Uint8Array<ArrayBuffer>
  readonly h: Uint8Array<ArrayBuffer>
  readonly db: Uint8Array<ArrayBuffer>
  /** Undefined unless the block that contains it is 00 … 00 01 and the salt. */
  readonly salt: Uint8Array<ArrayBuffer> | undefined
  /** Ends with BC, its first bits are 0, and the salt is as long as the hash (RFC 7518 section 3.5). */
  readonly wellFormed: boolean
  /** The hash of eight zero bytes, the message's hash and the salt; it must equal `h`. */
  readonly again: Uint8Array<ArrayBuffer> | undefined
}

/** Reads EMSA-PSS (RFC 8017 section 9.1.2). `modulusBits` decides where the encoded message begins. */
export function readPss(
  hash: Hash,
  message: Uint8Array<ArrayBuffer>,
  modulusBits: number,
  messageHash: Uint8Array,
): PssPadding | undefined {
  const length = Math.ceil((modulusBits - 1) / 8)
  const encoded = message.slice(message.length - length)
  const size = messageHash.length
  if (length < 2 * size + 2) return undefined
  const maskedDb = encoded.slice(0, length - size - 1)
  const h = encoded.slice(length - size - 1, length - 1)
  const zeroBits = 8 * length - (modulusBits - 1)
  const db = xor(maskedDb, mgf1(hash, h, maskedDb.length))
  const firstBitsAreZero =
    byteAt(maskedDb, 0) >> (8 - zeroBits) === 0 && message.subarray(0, message.length - length).every((byte) => byte === 0)
  db[0] = byteAt(db, 0) & (0xff >> zeroBits)
  const one = db.findIndex((byte) => byte !== 0)
  const salt = one >= 0 && db[one] === 1 ? db.slice(one + 1) : undefined
  return {
    maskedDb,
    h,
    db,
    salt,
    wellFormed: encoded[length - 1] === 0xbc && firstBitsAreZero && salt?.length === size,
    again: salt && digest(hash, joinBytes(new Uint8Array(8), messageHash, salt)),
  }
}
