// Utilities for byte strings: hex, big numbers, joining and comparing.

/** The byte at an offset; NaN outside, for which every comparison is false. For loops that have checked the length. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? NaN
}

/** Two lower-case digits per byte, with `between` between the bytes. */
export function encodeHex(bytes: Iterable<number>, between = ''): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(between)
}

/** The bytes of hex digits: an even number of them, and no other characters. */
export function decodeHex(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** A big-endian number (RFC 8017 section 4.2, OS2IP); no bytes are 0. */
export function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`)
}

/** Big-endian bytes of a nonnegative number: at least `length` of them, otherwise as few as possible (RFC 8017 section 4.1, I2OSP). */
export function fromInteger(value: bigint, length = 1): Uint8Array<ArrayBuffer> {
  const digits = value.toString(16)
  return decodeHex(digits.padStart(Math.max(2 * length, digits.length + (digits.length % 2)), '0'))
}

/** Concatenates bytes. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Compares all bytes, without stopping at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= byteAt(a, i) ^ byteAt(b, i)
  return difference === 0
}

/** How many bits differ, out of the bits of the longer one. Bytes that one lacks count as different. */
export function differingBits(received: Uint8Array, expected: Uint8Array): { differing: number; of: number } {
  const length = Math.max(received.length, expected.length)
  let differing = 0
  for (let i = 0; i < length; i++) {
    const [a, b] = [received[i], expected[i]]
    if (a === undefined || b === undefined) differing += 8
    else for (let x = a ^ b; x > 0; x >>= 1) differing += x & 1
  }
  return { differing, of: length * 8 }
}

/** "1 byte", "1,234 bytes". */
export function bytesInWords(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'byte' : 'bytes'}`
}
