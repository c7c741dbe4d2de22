// Finds what a lenient reader would see in a malformed token: the nearest well-formed text that verifies with the same keys.
import { inspect } from '../inspect.ts'
import type { KeyReading } from '../keys/key-material.ts'
import { base64urlForm, encodeText } from '../text/base64url.ts'
import { pieceCount, piecesOf } from '../paste/found-token.ts'
import { readJoseHeader } from '../token/jose-header.ts'
import { readTextSegment } from '../token/segment.ts'
import type { Token } from '../token/token.ts'
import { verifyJws } from './verify.ts'

export interface LenientReading {
  /**
   * How the text was made: without characters at the end, at both ends or within, with its segments written in base64url, with its
   * beginning put back, or with a hyphen for each space, which was a plus sign.
   */
  readonly by: 'end' | 'ends' | 'within' | 'base64url' | 'front' | 'spaces'
  /** Characters that went. */
  readonly removed: number
  /** Characters that came, in front. */
  readonly added?: string
  /** The whole token as it would be. */
  readonly text: string
  /** Its signature verifies with the keys at hand; where there are none, or it is encrypted, it is only well formed. */
  readonly verifies: boolean
}

type Repair = Omit<LenientReading, 'verifies'>

/** More characters than this, at an end or within, were not added by accident. */
const MOST_REMOVED = 8

/** A token with more spaces in it was broken, not bent. */
const MOST_SPACES = 200

/** Of longer texts not every dot is tried. Characters. */
const MOST_TRIED = 20_000
/** Longer tokens are not repaired: each try reads all of it again. Characters. */
const MOST_REPAIRED = 500_000

/**
 * The first repair of a malformed compact token that verifies, or, where there is no key to verify it with, that can be read; undefined
 * where none does. It is offered, never made: what was received is malformed whatever it would be without its damage.
 */
export async function lenientReading(token: Token, reading: KeyReading): Promise<LenientReading | undefined> {
  if ((token.wellFormed && !isBent(token)) || token.sdJwt || token.wrapper === 'json-serialization' || token.compact.length > MOST_REPAIRED)
    return undefined
  let readable: LenientReading | undefined
  for (const repair of repairsOf(token)) {
    const repaired = inspect(repair.text).token
    if (repaired?.compact !== repair.text || !repaired.wellFormed) continue
    const { object } = repaired
    if (object?.kind === 'jws' && reading.kind !== 'empty') {
      if ((await verifyJws(object, reading)).state === 'valid') return { ...repair, verifies: true }
      // Nothing could be read before, so it helps even where the key is another one.
      if (repair.by === 'front' || repair.by === 'spaces') readable ??= { ...repair, verifies: false }
      continue
    }
    // What was signed may be the padding or the other alphabet, so without a key nothing says that this would be better.
    const isReadable = object?.kind === 'jwe' || repaired.payload?.decoded.json.root?.type === 'object'
    // What was cut out for display does not come back with the sign for it.
    const isShortened = token.compact.includes('\u2026')
    if (isReadable && repair.by !== 'base64url' && !isShortened) return { ...repair, verifies: false }
  }
  return readable
}

/** How headers begin: the first names of a header, encoded, as libraries write them. */
const BEGINNINGS = ['alg', 'typ', 'kid', 'enc', 'cty', 'x5t', 'jku', 'b64', 'zip', 'jwk', 'x5c'].map((name) => encodeText(`{"${name}":"`))

/** A token whose header lost its first characters, with each beginning that makes it one again. */
function* withFront(compact: string): Iterable<Repair> {
  if (!/^[A-Za-z0-9_-]+\.e[wy]/.test(compact)) return
  for (const beginning of BEGINNINGS) {
    for (let length = 1; length <= beginning.length; length++) {
      const added = beginning.slice(0, length)
      const header = readJoseHeader(readTextSegment(added + compact.slice(0, compact.indexOf('.')), 0))
      if (header.readable && header.alg !== undefined) yield { by: 'front', removed: 0, added, text: added + compact }
    }
  }
}

/** Broken by something, and not read as JSON since. */
function isBent(token: Token): boolean {
  return token.carrier === undefined && pieceCount(token) > 1 && token.payload?.decoded.json.valid === false
}

/** With a hyphen at each place where one character stood between two of the token's. */
function* withHyphens(token: Token): Iterable<Repair> {
  let text = ''
  let end: number | undefined
  for (const { at, from, to } of pieceCount(token) > MOST_SPACES ? [] : piecesOf(token)) {
    if (end !== undefined && from - end === 1) text += '-'
    text += token.compact.slice(at, at + to - from)
    end = to
  }
  if (text.length > token.compact.length) yield { by: 'spaces', removed: 0, text }
}

function* repairsOf(token: Token): Iterable<Repair> {
  const { compact } = token
  const repair = (by: Repair['by'], text: string) => ({ by, text, removed: compact.length - text.length })
  yield* withHyphens(token)
  // Where only spaces are wrong, nothing is taken away.
  if (token.wellFormed) return
  yield* withFront(compact)
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
