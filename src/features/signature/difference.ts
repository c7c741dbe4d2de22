// How two signatures differ: which characters, and how many of their bits.

export interface Run {
  readonly text: string
  readonly differs: boolean
}

/** Runs of equal and of different characters of `received`, compared place by place. */
export function differingRuns(received: string, expected: string): Run[] {
  const runs: { text: string; differs: boolean }[] = []
  for (let i = 0; i < received.length; i++) {
    const differs = received[i] !== expected[i]
    const last = runs[runs.length - 1]
    if (last?.differs === differs) last.text += received[i]
    else runs.push({ text: received[i]!, differs })
  }
  return runs
}

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
