// Big numbers out of bytes and back, and powers of them: the arithmetic that Web Crypto does inside and does not show.
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'

/** A big-endian number (RFC 8017 section 4.2, OS2IP); no bytes are 0. */
export function toNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : bytesToNumberBE(bytes)
}

/** `length` bytes, big-endian (RFC 8017 section 4.1, I2OSP). The value must fit. */
export function toBytes(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(numberToBytesBE(value, length))
}

/** base^exponent mod modulus; the modulus must be positive. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Length of a number in bits. */
export function bitsOf(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length
}

/** Several byte strings as one. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The bits in which two byte strings of one length differ, byte by byte. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(a, (byte, i) => byte ^ (b[i] ?? 0))
}

/** How many bits are set. */
export function setBits(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}
