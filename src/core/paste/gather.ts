// Assembles a token from stretches of a text, without whitespace and percent-encoding.
import type { Span } from '../text/span.ts'
import type { FoundToken } from './found-token.ts'
import { encodedAt, encodedWidth } from './run.ts'
import { isInvisible } from './unwrap.ts'

/** Only characters that occur in tokens. Most stretches match, so their characters needn't be examined one by one. */
const UNBROKEN = /^[A-Za-z0-9_.~=+/-]+$/

/** A token whose characters are in the text unchanged. */
export function whole(text: string, span: Span, wrapper: FoundToken['wrapper']): FoundToken {
  return {
    compact: text.slice(span.from, span.to),
    span,
    pieces: [0, span.from, span.to],
    name: undefined,
    wrapper,
    repeats: [],
  }
}

/** Assembles the characters of one or more stretches, in order, without whitespace and percent-encoding. */
export function gather(text: string, stretches: readonly [Span, ...Span[]], wrapper: FoundToken['wrapper']): FoundToken {
  const span = { from: stretches[0].from, to: (stretches.at(-1) ?? stretches[0]).to }
  if (stretches.length === 1 && UNBROKEN.test(text.slice(span.from, span.to))) return whole(text, span, wrapper)
  const characters = new Uint16Array(span.to - span.from)
  // Room for a piece at every second character, since a list that grows into the millions would be copied again and again.
  const pieces = new Uint32Array(3 * Math.ceil((span.to - span.from + 1) / 2))
  let filled = 0
  let length = 0
  for (const { from, to } of stretches) {
    /** How many characters of the text represent one of the token in the current piece; 0 between pieces. */
    let width = 0
    for (let at = from; at < to;) {
      const character = text.charCodeAt(at)
      // Nearly all characters are plain: neither percent-encoded nor invisible.
      const isPlain = character > 37 && character < 127
      const encoded = !isPlain && at + 3 <= to ? encodedAt(text, at) : 0
      if (!isPlain && encoded === 0 && isInvisible(text, at)) {
        if (width > 0) pieces[filled++] = at
        width = 0
        at++
        continue
      }
      const found = encoded === 0 ? 1 : encodedWidth(text, at)
      if (width !== found) {
        if (width > 0) pieces[filled++] = at
        pieces[filled++] = length
        pieces[filled++] = at
        width = found
      }
      characters[length++] = encoded === 0 ? character : encoded
      at += found
    }
    if (width > 0) pieces[filled++] = to
  }
  const compact = length === span.to - span.from ? text.slice(span.from, span.to) : textOf(characters.subarray(0, length))
  return { compact, span, pieces: pieces.slice(0, filled), name: undefined, wrapper, repeats: [] }
}

/** A function call takes only some ten thousand arguments. */
const CHUNK = 8_192

function textOf(characters: Uint16Array): string {
  let text = ''
  for (let at = 0; at < characters.length; at += CHUNK) {
    // Spreading them would take an iterator step for each.
    text += String.fromCharCode.apply(undefined, characters.subarray(at, at + CHUNK) as unknown as number[])
  }
  return text
}
