// Compares two signatures character by character.

export interface CharacterRun {
  readonly text: string
  readonly differs: boolean
}

/** Runs of equal and of different characters of `received`, compared place by place. */
export function differingRuns(received: string, expected: string): CharacterRun[] {
  const runs: { text: string; differs: boolean }[] = []
  for (let i = 0; i < received.length; i++) {
    const differs = received[i] !== expected[i]
    const last = runs[runs.length - 1]
    if (last?.differs === differs) last.text += received[i]
    else runs.push({ text: received[i]!, differs })
  }
  return runs
}

/** The offset of the first character that differs, or the end of the shorter text; undefined if they are equal. */
export function firstDifference(received: string, expected: string): number | undefined {
  const most = Math.min(received.length, expected.length)
  for (let i = 0; i < most; i++) if (received.charCodeAt(i) !== expected.charCodeAt(i)) return i
  return received.length === expected.length ? undefined : most
}
