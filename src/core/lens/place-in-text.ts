// Finds the characters of what was pasted that a place is about.
import { textSpans } from '../paste/found-token.ts'
import { charactersOfBytes, type Place, type Span } from '../text/span.ts'
import type { Token } from '../token/token.ts'

/**
 * The characters of the given text that a place is about, several where the token is broken; empty for the key. Those of a header or
 * payload are the base64url characters that carry it.
 */
export function placeInText(token: Token, place: Place): Span[] {
  if (place.in === 'text') return [place.span]
  if (place.in === 'token') return textSpans(token, place.span)
  if (place.in === 'signature') {
    const segment = token.object?.kind === 'jws' ? token.object.signatures[0].signature : undefined
    return segment ? textSpans(token, { from: segment.at, to: segment.at + segment.text.length }) : []
  }
  if (!('span' in place)) return []
  const segment = place.in === 'header' ? token.header.segment : token.payload
  if (!segment) return []
  const { text } = segment.decoded
  const encoder = new TextEncoder()
  const from = encoder.encode(text.slice(0, place.span.from)).length
  const to = from + encoder.encode(text.slice(place.span.from, place.span.to)).length
  // A raw payload (RFC 7797) is in the token as its own text.
  const characters = segment.text === text ? place.span : charactersOfBytes({ from, to })
  return textSpans(token, {
    from: segment.at + Math.min(characters.from, segment.text.length),
    to: segment.at + Math.min(characters.to, segment.text.length),
  })
}
