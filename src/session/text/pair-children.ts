// Matches the members or items of an edited object or array with the original ones, identical ones first, then the rest in order.
import { endOfValue, sameToken, type JsonTokens } from './json-tokens.ts'

/**
 * For each child of the typed text, the matching child of the original, or -1, all by their first tokens. Members with the same name match,
 * and so do equal items; of several, the first matches the first. The rest is paired in order, which covers a renamed member or a changed
 * item.
 */
export function pairChildren(
  was: JsonTokens,
  old: readonly number[],
  now: JsonTokens,
  children: readonly number[],
  isObject: boolean,
): number[] {
  const pairs = Array.from<number>({ length: children.length }).fill(-1)
  const isSame = (i: number, j: number) => (isObject ? sameToken(was, i, now, j) : hashAt(was, i) === hashAt(now, j))
  let first = 0
  let [oldEnd, end] = [old.length, children.length]
  while (first < oldEnd && first < end && isSame(old[first]!, children[first]!)) pairs[first] = old[first++]!
  while (oldEnd > first && end > first && isSame(old[oldEnd - 1]!, children[end - 1]!)) pairs[--end] = old[--oldEnd]!
  if (first === oldEnd || first === end) return pairs

  const keyOf = (tokens: JsonTokens, child: number) =>
    isObject ? tokens.text.slice(tokens.from[child], tokens.to[child]) : hashAt(tokens, child)
  // For each key, the first original child that isn't matched yet, and for each of those, the next with the same key.
  const heads = new Map<string | number, number>()
  const nexts = new Int32Array(oldEnd).fill(-1)
  for (let i = oldEnd - 1; i >= first; i--) {
    const key = keyOf(was, old[i]!)
    nexts[i] = heads.get(key) ?? -1
    heads.set(key, i)
  }
  const taken = new Uint8Array(oldEnd)
  for (let j = first; j < end; j++) {
    const key = keyOf(now, children[j]!)
    const i = heads.get(key) ?? -1
    if (i < 0) continue
    heads.set(key, nexts[i]!)
    taken[i] = 1
    pairs[j] = old[i]!
  }
  let i = first
  for (let j = first; j < end; j++) {
    if (pairs[j]! >= 0) continue
    while (i < oldEnd && taken[i] === 1) i++
    if (i === oldEnd) break
    pairs[j] = old[i++]!
  }
  return pairs
}

function hashAt(tokens: JsonTokens, item: number): number {
  return tokens.link[endOfValue(tokens, item)]!
}
