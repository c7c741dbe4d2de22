// Powers of big numbers and bit operations: the arithmetic that Web Crypto does internally and doesn't show.

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

/** Two byte strings of the same length, XORed byte by byte. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(a, (byte, i) => byte ^ (b[i] ?? 0))
}

/** How many bits are set. */
export function setBits(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}
