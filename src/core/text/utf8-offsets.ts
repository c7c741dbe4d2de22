// Maps between the UTF-8 bytes of a decoded text and its UTF-16 offsets, at any size.
import { byteAt } from './bytes.ts'
import { keep } from '../upkeep/keep.ts'
import type { DecodedText } from './decoded-text.ts'
import type { Span } from './span.ts'

/** A code point and its position, both in the segment's bytes and, in UTF-16 code units, in its text. */
export interface CodePoint {
  readonly bytes: Span
  readonly text: Span
}

export interface TextOffsets {
  /** The code point that a byte belongs to; bytes that aren't valid UTF-8 count as the U+FFFD that replaces them. */
  ofByte(byte: number): CodePoint | undefined
  /** The code point that a UTF-16 code unit belongs to. */
  ofText(offset: number): CodePoint | undefined
  /** The bytes of a range of text, with whole code points. */
  bytesOf(text: Span): Span
  /** The text that bytes belong to, with whole code points. */
  textOf(bytes: Span): Span
}

const STEP = 512

/** Offsets of a decoded text; built on first use and kept with it. If the text has as many units as bytes, nothing needs to be counted. */
export const textOffsets: (decoded: DecodedText) => TextOffsets = keep(make)

function make({ bytes, text }: DecodedText): TextOffsets {
  // No code point has more UTF-16 units than bytes, so equal lengths mean one unit per byte.
  const plain = bytes.length === text.length
  const at = plain ? undefined : checkpoints(bytes)

  const find = (offset: number, axis: 0 | 1): CodePoint | undefined => {
    if (offset < 0 || offset >= (axis === 0 ? bytes.length : text.length)) return undefined
    if (!at) return { bytes: { from: offset, to: offset + 1 }, text: { from: offset, to: offset + 1 } }
    let low = 0
    let high = at.length / 2 - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (at[2 * middle + axis]! <= offset) low = middle
      else high = middle - 1
    }
    let byte = at[2 * low]!
    let unit = at[2 * low + 1]!
    for (;;) {
      const length = sequenceLength(bytes, byte)
      const units = length === 4 ? 2 : 1
      if ((axis === 0 ? byte + length : unit + units) > offset) {
        return { bytes: { from: byte, to: byte + length }, text: { from: unit, to: unit + units } }
      }
      byte += length
      unit += units
    }
  }

  return {
    ofByte: (byte) => find(byte, 0),
    ofText: (offset) => find(offset, 1),
    bytesOf: (span) => ({
      from: find(span.from, 1)?.bytes.from ?? bytes.length,
      to: span.to > span.from ? (find(span.to - 1, 1)?.bytes.to ?? bytes.length) : (find(span.from, 1)?.bytes.from ?? bytes.length),
    }),
    textOf: (span) => ({
      from: find(span.from, 0)?.text.from ?? text.length,
      to: span.to > span.from ? (find(span.to - 1, 0)?.text.to ?? text.length) : (find(span.from, 0)?.text.from ?? text.length),
    }),
  }
}

/** Pairs of byte and UTF-16 offset, one for every STEP bytes or slightly more. */
function checkpoints(bytes: Uint8Array): Uint32Array {
  const pairs: number[] = []
  let unit = 0
  let next = 0
  for (let byte = 0; byte < bytes.length;) {
    if (byte >= next) {
      pairs.push(byte, unit)
      next = byte + STEP
    }
    const length = sequenceLength(bytes, byte)
    byte += length
    unit += length === 4 ? 2 : 1
  }
  return Uint32Array.from(pairs)
}

/**
 * The number of bytes of the code point at `i`, or of the ill-formed sequence that a decoder replaces with one U+FFFD. That is at most three
 * bytes, so four means two UTF-16 units (Encoding Standard, UTF-8 decoder; Unicode 3.9, maximal subparts).
 */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = byteAt(bytes, i)
  if (lead < 0xc2 || lead > 0xf4) return 1
  const needed = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  for (let k = 1; k <= needed; k++) {
    const byte = bytes[i + k]
    if (byte === undefined || byte < low || byte > high) return k
    low = 0x80
    high = 0xbf
  }
  return needed + 1
}
