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
   * How the text was made: by removing characters at the end, at both ends or within, by converting its segments to base64url, by restoring
   * its beginning, or by turning each space, which was a plus sign, into a hyphen.
   */
  readonly by: 'end' | 'ends' | 'within' | 'base64url' | 'front' | 'spaces'
  /** The number of characters removed. */
  readonly removed: number
  /** The characters added in front. */
  readonly added?: string
  /** The whole repaired token. */
  readonly text: string
  /** Its signature verifies with the keys at hand. False if there are none, or if it is encrypted; it is then only well formed. */
  readonly verifies: boolean
}

type Repair = Omit<LenientReading, 'verifies'>

/** The most characters removed at an end or within. More weren't added by accident. */
const MOST_REMOVED = 8

/** The most pieces whose spaces are turned into hyphens. A token in more pieces was broken up by something else. */
const MOST_SPACES = 200

/** In characters. For longer texts, dots aren't tried one by one. */
const MOST_TRIED = 20_000
/** In characters. Longer tokens aren't repaired, since each try reads all of the token again. */
const MOST_REPAIRED = 500_000

/**
 * The first repair of a malformed compact token that verifies, or that can be read if there is no key to verify it with; undefined if
 * there is none. It is only offered, never made: the received token is malformed, whatever it would be without the damage.
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
      // Nothing could be read before, so it helps even if the key is the wrong one.
      if (repair.by === 'front' || repair.by === 'spaces') readable ??= { ...repair, verifies: false }
      continue
    }
    // The padding or the standard alphabet may have been signed, so without a key nothing says that this would be better.
    const isReadable = object?.kind === 'jwe' || repaired.payload?.decoded.json.root?.type === 'object'
    // A token shortened for display can't be restored by removing the ellipsis.
    const isShortened = token.compact.includes('\u2026')
    if (isReadable && repair.by !== 'base64url' && !isShortened) return { ...repair, verifies: false }
  }
  return readable
}

/** How headers begin: with one of these names, encoded, as libraries write them. */
const BEGINNINGS = ['alg', 'typ', 'kid', 'enc', 'cty', 'x5t', 'jku', 'b64', 'zip', 'jwk', 'x5c'].map((name) => encodeText(`{"${name}":"`))

/** A token whose header lost its first characters, with each beginning that makes it readable again. */
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

/** The token was put together from several pieces of the text, and its payload isn't valid JSON. */
function isBent(token: Token): boolean {
  return token.carrier === undefined && pieceCount(token) > 1 && token.payload?.decoded.json.valid === false
}

/** The token with a hyphen wherever a single character separated two of its pieces. */
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
  // If only spaces are wrong, nothing is removed.
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

/** The text with only two or four of its dots, for each choice of them. */
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
