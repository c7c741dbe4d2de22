// What a lenient reader would find in a malformed token: the nearest text that is well formed and verifies with the same keys.
import { inspect } from '../inspect.ts'
import type { KeyReading } from '../keys/key-material.ts'
import { base64urlForm } from '../text/base64url.ts'
import type { Token } from '../token/token.ts'
import { verifyJws } from './verify.ts'

export interface LenientReading {
  /** How the text was made: without characters at the end, at both ends or within, or with its segments written in base64url. */
  readonly by: 'end' | 'ends' | 'within' | 'base64url'
  /** Characters that went. */
  readonly removed: number
  /** The whole token as it would be. */
  readonly text: string
  /** Its signature verifies with the keys at hand; where there are none, or it is encrypted, it is only well formed. */
  readonly verifies: boolean
}

type Repair = Omit<LenientReading, 'verifies'>

/** More characters than this, at an end or within, were not added by accident. */
const MOST_REMOVED = 8

/** Of longer texts not every dot is tried. Characters. */
const MOST_TRIED = 20_000
/** Longer tokens are not repaired: each try reads all of it again. Characters. */
const MOST_REPAIRED = 500_000

/**
 * The first repair of a malformed compact token that verifies, or, where there is no key to verify it with, that can be read; undefined
 * where none does. It is offered, never made: what was received is malformed whatever it would be without its damage.
 */
export async function lenientReading(token: Token, reading: KeyReading): Promise<LenientReading | undefined> {
  if (token.wellFormed || token.sdJwt || token.wrapper === 'json-serialization' || token.compact.length > MOST_REPAIRED) return undefined
  for (const repair of repairsOf(token.compact)) {
    const repaired = inspect(repair.text).token
    if (repaired?.compact !== repair.text || !repaired.wellFormed) continue
    const { object } = repaired
    if (object?.kind === 'jws' && reading.kind !== 'empty') {
      if ((await verifyJws(object, reading)).state === 'valid') return { ...repair, verifies: true }
      continue
    }
    // What was signed may be the padding or the other alphabet, so without a key nothing says that this would be better.
    const isReadable = object?.kind === 'jwe' || repaired.payload?.decoded.json.root?.type === 'object'
    if (isReadable && repair.by !== 'base64url') return { ...repair, verifies: false }
  }
  return undefined
}

function* repairsOf(compact: string): Iterable<Repair> {
  const repair = (by: Repair['by'], text: string) => ({ by, text, removed: compact.length - text.length })
  let [from, to] = [0, compact.length]
  while (to > 0 && compact.length - to < MOST_REMOVED && !isBase64url(compact.charCodeAt(to - 1))) to--
  while (from < to && from < MOST_REMOVED && !isBase64url(compact.charCodeAt(from))) from++
  const trimmed = compact.slice(from, to)
  if (trimmed !== compact) yield repair(from === 0 ? 'end' : 'ends', trimmed)
  const bare = trimmed.replace(/[^A-Za-z0-9_.+/=-]/g, '')
  const isLittle = compact.length - bare.length <= MOST_REMOVED
  if (bare !== trimmed && isLittle) yield repair('within', bare)
  const segments = compact.split('.', 4)
  if (segments.length === 3) yield repair('base64url', segments.map(base64urlForm).join('.'))
  if (!isLittle) return
  if (bare.length > MOST_TRIED) return
  for (const text of withFewerDots(bare)) if (compact.length - text.length <= MOST_REMOVED) yield repair('within', text)
}

/** A text without all but two, or four, of its dots, each choice of them. */
function* withFewerDots(text: string): Iterable<string> {
  const parts = text.split('.', MOST_REMOVED + 2)
  const dots = parts.length - 1
  if (parts.length > MOST_REMOVED + 1) return
  for (let kept = 0; kept < 1 << dots; kept++) {
    const count = bits(kept)
    if (count < dots && (count === 2 || count === 4))
      yield parts.reduce((whole, part, i) => whole + (kept & (1 << (i - 1)) ? '.' : '') + part)
  }
}

function bits(number: number): number {
  let count = 0
  for (let left = number; left > 0; left &= left - 1) count++
  return count
}

function isBase64url(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 45 || c === 95
}
