// inspect(text) says everything about a text that can be said without a key. It is the only entry point: total, synchronous, never throws.
import { keyBeside } from './paste/key-beside.ts'
import { findTokens, tokenAt } from './paste/find-tokens.ts'
import { pieceCount, piecesOf, type FoundToken } from './paste/found-token.ts'
import { readCompact } from './token/read-compact.ts'
import { readJsonSerialization } from './token/read-json-serialization.ts'
import type { Span } from './text/span.ts'
import type { Token } from './token/token.ts'
import { keepLatest } from './upkeep/keep.ts'

export interface Inspection {
  /** The text as given, unchanged. */
  readonly text: string
  /** Every token found in it, up to `searched`. Empty for a text of only whitespace. */
  readonly found: readonly FoundToken[]
  /** How far it was searched for tokens: to its end, except for a text with thousands of them. */
  readonly searched: number
  /** Which of them is open. */
  readonly index: number
  readonly token: Token | undefined
  /** The ranges of text outside any token that are not just whitespace, in order. */
  readonly ignored: readonly Span[]
  /** A key in the text outside any token; undefined if there is none. */
  readonly key?: Span | undefined
}

/** The tokens of a text with thousands are opened one after another, so the search is kept. */
const searchLatest = keepLatest(findTokens)

/**
 * Reads any text. Opens the token at `index`, otherwise the first that is well formed, otherwise the first. A DPoP proof is opened only if
 * there is no other well-formed token, since a request may contain the proof before its access token.
 * Total and synchronous; JSON trees with positions are built on first use.
 */
export function inspect(text: string, index?: number): Inspection {
  const { found, searched } = searchLatest(text)
  const opened = open(found, index)
  return { text, found, searched, index: opened.index, token: opened.token, ...rest(text, found, searched, opened.token) }
}

/** Like `inspect`, but opens the token known to be at `span`, even if its characters no longer look like one. */
export function inspectAt(text: string, span: Span): Inspection {
  const { found: others, searched } = findTokens(text)
  const before = others.filter(({ span: { to } }) => to <= span.from)
  const known = tokenAt(text, span)
  const found = [...before, known, ...others.filter(({ span: { from } }) => from >= span.to)]
  const token = readToken(known)
  return { text, found, searched, index: before.length, token, ...rest(text, found, searched, token) }
}

/** With more tokens than this, the later ones are not read until one is requested. */
const MOST_READ = 50

function open(found: readonly FoundToken[], index: number | undefined): { index: number; token: Token | undefined } {
  if (found.length === 0) return { index: 0, token: undefined }
  if (index !== undefined && found[index]) return { index, token: readToken(found[index]) }
  let first: Token | undefined
  let proof: { index: number; token: Token } | undefined
  for (const [i, each] of found.slice(0, MOST_READ).entries()) {
    const token = readToken(each)
    const opened = { index: i, token }
    if (token.wellFormed && !/^dpop$/i.test(each.name ?? '')) return opened
    if (token.wellFormed) proof ??= opened
    first ??= token
  }
  return proof ?? { index: 0, token: first }
}

/** Reads one token's characters; never throws. */
export function readToken(found: FoundToken): Token {
  const parts = found.wrapper === 'json-serialization' ? readJsonSerialization(found.compact) : readCompact(found.compact)
  // Whatever is in the signature's place is not a signature.
  return { ...found, ...parts, wellFormed: parts.wellFormed && !found.leftOut }
}

/** A token in more pieces than this is taken as a whole: what interrupts it is not listed. */
const MOST_PIECES = 5_000

/** The text outside all tokens, without the key in it. */
function rest(text: string, found: readonly FoundToken[], searched: number, token: Token | undefined): Pick<Inspection, 'ignored' | 'key'> {
  const ignored = ignoredSpans(text, found, searched)
  // The key that opens a JWE is only for its recipient, who enters it by hand.
  const key =
    token?.object?.kind === 'jws' && ignored.length > 0 ? keyBeside(text, ignored, /^HS\d/.test(token?.header.alg ?? '')) : undefined
  if (!key) return { ignored }
  const around = ignored.flatMap(({ from, to }) =>
    key.from < from || key.to > to
      ? [{ from, to }]
      : [
          { from, to: key.from },
          { from: key.to, to },
        ].filter((span) => span.from < span.to),
  )
  return { ignored: around, key }
}

function ignoredSpans(text: string, found: readonly FoundToken[], searched: number): Span[] {
  const kept = found
    .flatMap((token) => [...(pieceCount(token) > MOST_PIECES ? [token.span] : piecesOf(token)), ...token.repeats])
    .sort((a, b) => a.from - b.from)
  const ignored: Span[] = []
  let at = 0
  for (const span of [...kept, { from: searched, to: searched }]) {
    if (span.from > at && /\S/.test(text.slice(at, span.from))) ignored.push({ from: at, to: span.from })
    at = Math.max(at, span.to)
  }
  return ignored
}
