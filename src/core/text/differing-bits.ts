// How far two byte strings are apart.

/** How many bits differ, of the bits of the longer one; what one lacks counts as different. */
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
