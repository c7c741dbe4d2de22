// Chooses which keys of a set to try and in which order: by kid, then by alg, then by use (RFC 7515 section 4.1.4, RFC 7517 section 5, RFC 8725 section 3.10).
import type { Algorithm } from '../../algorithms/algorithms.ts'
import { keyMismatch } from '../expected-key.ts'
import { note, type KeyMaterial, type KeyNote, type KeyProblem } from '../key-material.ts'

/** A key and its position among those that were given. */
export interface Candidate {
  readonly key: KeyMaterial
  readonly index: number
}

export interface SortedKeys {
  /** Keys to try, likeliest first. */
  readonly candidates: readonly Candidate[]
  /** Keys of another type or curve. */
  readonly unfit: readonly { readonly index: number; readonly problem: KeyProblem }[]
  /** Keys that fit but have a different kid, when another fitting key has the right one. */
  readonly otherKid: readonly number[]
}

/**
 * Sorts the keys. The kid selects keys only in a set, and only if a fitting key has it. The metadata "alg", "use" and "key_ops"
 * never exclude a key; they only move it back.
 */
export function chooseKeys(algorithm: Algorithm, keys: readonly KeyMaterial[], kid: string | undefined, isSet: boolean): SortedKeys {
  const unfit: { index: number; problem: KeyProblem }[] = []
  const fitting: Candidate[] = []
  for (const [index, key] of keys.entries()) {
    const mismatch = keyMismatch(algorithm, key)
    if (mismatch) unfit.push({ index, problem: mismatch })
    else fitting.push({ key, index })
  }
  const isNamed = ({ key }: Candidate): boolean => key.kid === kid
  const byName = isSet && kid !== undefined && fitting.some(isNamed)
  const candidates = byName ? fitting.filter(isNamed) : fitting
  const otherKid = byName ? fitting.filter((one) => !isNamed(one)).map(({ index }) => index) : []
  const rank = ({ key }: Candidate): number => {
    const misused = key.use !== undefined && key.use !== 'sig' ? 4 : 0
    return misused + (key.alg === undefined ? 1 : sameAlgorithm(algorithm, key) ? 0 : 2)
  }
  return { candidates: candidates.toSorted((a, b) => rank(a) - rank(b)), unfit, otherKid }
}

/** Notes on a key's metadata that doesn't allow verifying or signing with the algorithm (RFC 7517 sections 4.2 to 4.4). */
export function metadataNotes(algorithm: Algorithm, key: KeyMaterial, operation: 'verify' | 'sign'): KeyNote[] {
  const notes: KeyNote[] = []
  // Libraries compare the names, although "EdDSA" and the name of the curve mean the same.
  if (key.alg !== undefined && key.alg !== algorithm.name)
    notes.push(note('key-jwk-alg-mismatch', { keyAlg: key.alg, alg: algorithm.name }))
  if (key.use !== undefined && key.use !== 'sig') notes.push(note('key-use', { use: key.use, needed: 'sig' }))
  // The public half of a private key that may sign can verify.
  const allowed = operation === 'verify' && key.kind === 'private' ? ['verify', 'sign'] : [operation]
  if (key.keyOps && !key.keyOps.some((op) => allowed.includes(op)))
    notes.push(note('key-ops', { keyOps: key.keyOps.join(', '), operation }))
  return notes
}

/** For a given key, "EdDSA" and the name of its curve mean the same (RFC 9864 section 2.2). */
function sameAlgorithm(algorithm: Algorithm, key: KeyMaterial): boolean {
  return key.alg === algorithm.name || (algorithm.family === 'EdDSA' && (key.alg === 'EdDSA' || key.alg === key.curve))
}
