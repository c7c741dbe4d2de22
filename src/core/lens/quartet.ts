// Four base64url characters under the lens: their 24 bits, the three bytes that these make, and the code points the bytes belong to.
import { equalSpellings } from '../text/base64url.ts'
import { offsetOfSextet, sextetCount, type Carrier } from './carrier.ts'
import type { Span } from '../text/span.ts'
import { textOffsets } from '../text/utf8-offsets.ts'

export interface Quartet {
  /** Which group of four it is, from 0, and how many the segment has. */
  readonly index: number
  readonly count: number
  /** Two to four of them; fewer at the end of a segment. */
  readonly characters: readonly QuartetCharacter[]
  /** One to three; as many as the characters make whole. */
  readonly bytes: readonly number[]
  /** The segment's bytes that these are. */
  readonly span: Span
  /** What the bytes are as UTF-8; empty where the segment holds no text. */
  readonly codePoints: readonly QuartetCodePoint[]
  /** Bits of the last character that make no byte: 0, 2 or 4 (RFC 4648 section 3.5). */
  readonly unused: number
  /** Other last characters that would decode to the same bytes. */
  readonly equals: readonly string[]
}

export interface QuartetCharacter {
  readonly character: string
  /** Offset in `Token.compact`. */
  readonly at: number
  /** Six digits 0 or 1. */
  readonly bits: string
}

export interface QuartetCodePoint {
  readonly text: string
  /** How many of the quartet's bytes it takes up: 1 to 3. */
  readonly bytes: number
  /** It has bytes before, or behind, this quartet. */
  readonly begins: boolean
  readonly ends: boolean
  /** All its bytes, as many as UTF-8 needs: 1 to 4. */
  readonly length: number
}

/** The quartet that holds the n-th character that carries bits. Undefined for raw and empty segments. */
export function quartetOf(carrier: Carrier, sextet: number): Quartet | undefined {
  const total = sextetCount(carrier)
  if (carrier.raw || total < 2 || sextet < 0 || sextet >= total) return undefined
  const { segment } = carrier
  const index = Math.floor(sextet / 4)
  const length = Math.min(4, total - index * 4)
  const characters = Array.from({ length }, (_, i): QuartetCharacter => {
    const at = offsetOfSextet(carrier, index * 4 + i)
    const character = segment.text.charAt(at - segment.at)
    return { character, at, bits: sextetBits(character) }
  })
  const span = { from: index * 3, to: index * 3 + length - 1 }
  const spelled = characters.map(({ character }) => character).join('')
  return {
    index,
    count: Math.ceil(total / 4),
    characters,
    bytes: [...segment.decoding.bytes.subarray(span.from, span.to)],
    span,
    codePoints: codePoints(carrier, span),
    unused: length === 2 ? 4 : length === 3 ? 2 : 0,
    equals: equalSpellings(spelled)
      .map((each) => each.at(-1)!)
      .filter((each) => length < 4 && each !== spelled.at(-1)),
  }
}

function codePoints({ decoded }: Carrier, span: Span): QuartetCodePoint[] {
  if (!decoded) return []
  const offsets = textOffsets(decoded)
  const found: QuartetCodePoint[] = []
  for (let byte = span.from; byte < span.to;) {
    const point = offsets.ofByte(byte)
    if (!point) break
    const to = Math.min(point.bytes.to, span.to)
    found.push({
      text: decoded.text.slice(point.text.from, point.text.to),
      bytes: to - byte,
      begins: point.bytes.from >= span.from,
      ends: point.bytes.to <= span.to,
      length: point.bytes.to - point.bytes.from,
    })
    byte = to
  }
  return found
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function sextetBits(character: string): string {
  const value = character === '+' ? 62 : character === '/' ? 63 : ALPHABET.indexOf(character)
  return value.toString(2).padStart(6, '0')
}

/** Eight digits 0 or 1. */
export function byteBits(byte: number): string {
  return byte.toString(2).padStart(8, '0')
}
