// Finds the name that was probably meant: the most similar known one.

/** The name at most `most` single-character edits away (transpositions count as one), the nearest first; undefined where none is. */
export function nearest(text: string, names: Iterable<string>, most = 2): string | undefined {
  if (text.length > 60) return undefined
  let best: string | undefined
  let least = most + 1
  for (const name of names) {
    if (Math.abs(name.length - text.length) >= least) continue
    const distance = editDistance(text, name)
    // Of a short name little would be left.
    if (distance < least && distance < Math.max(2, name.length - 1)) {
      least = distance
      best = name
    }
  }
  return best
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, beforeLast[j - 2]! + 1)
      row.push(value)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
