// What a lenient reader would find in a malformed token: the nearest text that is well formed and verifies with the same keys.
import { inspect } from '../inspect.ts'
import type { KeyReading } from '../keys/key-material.ts'
import { base64urlForm } from '../text/base64url.ts'
import type { Token } from '../token/token.ts'
import { verifyJws } from './verify.ts'

export interface LenientReading {
  /** How the text was made: without characters at the end or at both ends, or with its segments written in base64url. */
  readonly by: 'end' | 'ends' | 'base64url'
  /** Characters that went. */
  readonly removed: number
  /** The whole token as it would be. */
  readonly text: string
}

/** Longer tokens are not repaired: each try reads all of it again. Characters. */
const MOST_REPAIRED = 500_000
/** More characters than this at an end were not added by accident. */
const MOST_TRIMMED = 8

/**
 * The first repair of a malformed compact JWS that verifies; undefined where none does. It is offered, never made: what was received is
 * malformed whatever it would be without its damage.
 */
export async function lenientReading(token: Token, reading: KeyReading): Promise<LenientReading | undefined> {
  if (token.wellFormed || token.sdJwt || token.wrapper === 'json-serialization' || token.compact.length > MOST_REPAIRED) return undefined
  for (const repair of repairsOf(token.compact)) {
    const repaired = inspect(repair.text).token
    if (repaired?.compact !== repair.text || !repaired.wellFormed || repaired.object?.kind !== 'jws') continue
    if ((await verifyJws(repaired.object, reading)).state === 'valid') return repair
  }
  return undefined
}

function repairsOf(compact: string): LenientReading[] {
  const repair = (by: LenientReading['by'], text: string) => ({ by, text, removed: compact.length - text.length })
  let [from, to] = [0, compact.length]
  while (to > 0 && compact.length - to < MOST_TRIMMED && !isBase64url(compact.charCodeAt(to - 1))) to--
  while (from < to && from < MOST_TRIMMED && !isBase64url(compact.charCodeAt(from))) from++
  const trimmed = repair(from === 0 ? 'end' : 'ends', compact.slice(from, to))
  const segments = compact.split('.', 4)
  const canonical = segments.length === 3 ? [repair('base64url', segments.map(base64urlForm).join('.'))] : []
  return [...(trimmed.removed > 0 ? [trimmed] : []), ...canonical]
}

function isBase64url(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 45 || c === 95
}
