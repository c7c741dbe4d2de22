// Scans JSON text, in one linear pass each, for details that a syntax tree doesn't keep.
import { byteAt } from '../../text/bytes.ts'
import { endOfString } from '../../text/scan-json.ts'

/** Insignificant whitespace (RFC 8259 section 2): the number of characters, and the place of the first run. For text that is JSON. */
export function insignificantWhitespace(text: string): { count: number; from: number; to: number } {
  let count = 0
  let from = -1
  let to = -1
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      count++
      if (from < 0) from = at
      if (to < 0 || to === at) to = at + 1
    }
    at = code === 0x22 ? endOfString(text, at) : at + 1
  }
  return { count, from, to }
}

/** The deepest nesting of braces and brackets outside strings, and where it is reached. For text that is JSON. */
export function nesting(text: string): { depth: number; at: number } {
  let depth = 0
  let deepest = 0
  let deepestAt = 0
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) {
        deepest = depth
        deepestAt = at
      }
    } else if (code === 0x7d || code === 0x5d) depth--
    at = code === 0x22 ? endOfString(text, at) : at + 1
  }
  return { depth: deepest, at: deepestAt }
}

/** The offset of the first byte that isn't UTF-8 (RFC 3629 section 4), or -1. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i)
    if (length === 0) return i
    i += length
  }
  return -1
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = byteAt(bytes, at)
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return 0
  const second = bytes[at + 1] ?? 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/** The bytes are UTF-16 text: a byte-order mark, or NUL in every second byte of the first sixteen. */
export function utf16Form(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  if (bytes.length < 4) return undefined
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE'
  const end = Math.min(16, bytes.length - (bytes.length % 2))
  let even = 0
  let odd = 0
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if (odd === end / 2 && even === 0) return 'UTF-16LE'
  return even === end / 2 && odd === 0 ? 'UTF-16BE' : undefined
}
